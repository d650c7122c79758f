using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace Concord.Platform.Keys;

/// <summary>A key that protects cookies, forms and authenticators: in the database, so that every machine of the installation has it, and sealed, so that the database alone opens nothing.</summary>
[OfInstallation]
internal sealed class RingKeyRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public DateTimeOffset Made { get; set; }
    public string Xml { get; set; } = "";
}

internal sealed class RingKeyTable : IEntityTypeConfiguration<RingKeyRow>
{
    public void Configure(EntityTypeBuilder<RingKeyRow> builder)
    {
        _ = builder.ToTable("identity_ring_key").HasKey(r => r.Id);
        _ = builder.Property(r => r.Name).HasMaxLength(100);
    }
}

/// <summary>Whether the folder <c>keys</c> of this machine opens what the database holds.</summary>
internal enum RingState
{
    /// <summary>The database holds no keys yet.</summary>
    Empty,
    Opens,

    /// <summary>There is no <c>ring.key</c> here.</summary>
    Missing,

    /// <summary>There is one of another installation.</summary>
    Other,
}

/// <summary>Where ASP.NET Core's data protection keeps its keys. Those that an earlier version left as files are read as long as they are there.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, StoreSettings store, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var kept = scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<RingKeyRow>().AsNoTracking().Select(k => k.Xml).ToList();
        var folder = Path.Combine(store.Folder, "keys");
        return [.. kept.Select(XElement.Parse), .. Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.xml").Select(XElement.Load) : []];
    }

    /// <summary>Called from within ASP.NET Core, which cannot wait otherwise; once in some months.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        _ = db.Add(new RingKeyRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = friendlyName, Made = clock.GetUtcNow(), Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        Task.Run(() => db.MaintainAsync(() => Task.CompletedTask)).GetAwaiter().GetResult();
    }

    public static void Add(IServiceCollection services)
    {
        _ = services.AddDataProtection().SetApplicationName("concord");
        _ = services.AddSingleton<KeyRing>();
        _ = services.AddOptions<KeyManagementOptions>().Configure<KeyRing, StoreSettings>((options, ring, store) =>
        {
            options.XmlRepository = ring;
            options.XmlEncryptor = new RingSeal(store);
        });
    }
}

/// <summary>Seals a key of the ring under <c>keys/ring.key</c> (AES-256-GCM).</summary>
internal sealed class RingSeal(StoreSettings store) : IXmlEncryptor
{
    public const string FileName = "ring.key";
    private const int Nonce = 12, Tag = 16;

    public static string PathIn(string folder) => SecretFile.PathOf(folder, FileName);

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var bytes = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var cipher = new AesGcm(SecretFile.Of(store.Folder, FileName), Tag);
        cipher.Encrypt(bytes.AsSpan(0, Nonce), plain, bytes.AsSpan(Nonce, plain.Length), bytes.AsSpan(Nonce + plain.Length));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(bytes)), typeof(RingOpener));
    }

    /// <summary>Null for what another key sealed.</summary>
    public static string? Open(byte[] key, string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < Nonce + Tag)
        {
            return null;
        }

        var plain = new byte[length - Nonce - Tag];
        using var cipher = new AesGcm(key, Tag);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce, plain.Length), bytes.AsSpan(Nonce + plain.Length, Tag), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Opens what <see cref="RingSeal"/> sealed; data protection makes one by its name when it reads a key.</summary>
internal sealed class RingOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        SecretFile.Find(services.GetRequiredService<StoreSettings>().Folder, RingSeal.FileName) is { } key && RingSeal.Open(key, encryptedElement.Value) is { } plain
            ? XElement.Parse(plain)
            : throw new CryptographicException("keys/" + RingSeal.FileName + " is not the one that sealed this");
}

/// <summary>What is done about the keys of an installation by whoever keeps its machines.</summary>
internal sealed class RingUpkeep(ConcordDb db, StoreSettings store)
{
    public async Task<RingState> StateAsync(CancellationToken ct)
    {
        var kept = await db.Set<RingKeyRow>().AsNoTracking().Select(k => k.Xml).ToListAsync(ct).ConfigureAwait(false);
        return kept.Count == 0 ? RingState.Empty
            : SecretFile.Find(store.Folder, RingSeal.FileName) is not { } key ? RingState.Missing
            : kept.All(xml => Opens(key, xml)) ? RingState.Opens
            : RingState.Other;
    }

    /// <summary>Refused with <c>serve.keys-missing</c> or <c>serve.keys-other</c>.</summary>
    public async Task<Result<bool>> MayServeAsync(CancellationToken ct) => await StateAsync(ct).ConfigureAwait(false) switch
    {
        RingState.Missing => new Refusal("serve.keys-missing", RingSeal.PathIn(store.Folder)),
        RingState.Other => new Refusal("serve.keys-other", RingSeal.PathIn(store.Folder)),
        _ => true,
    };

    /// <summary>What no key opens any more goes: everybody signs in anew, and those who use an authenticator set it up anew.</summary>
    public async Task<Result<int>> ForgetAsync(Permit permit, CancellationToken ct)
    {
        var kept = await db.Set<RingKeyRow>().ToListAsync(ct).ConfigureAwait(false);
        db.RemoveRange(kept);
        return (await db.CommitAsync(new Act(permit, "installation.keys-renewed", "installation:1"), ct).ConfigureAwait(false)).Map(_ => kept.Count);
    }

    private static bool Opens(byte[] key, string xml)
    {
        try
        {
            return XElement.Parse(xml).Descendants("sealed").All(s => RingSeal.Open(key, s.Value) is not null);
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
