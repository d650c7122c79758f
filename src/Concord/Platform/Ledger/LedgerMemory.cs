using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Keys;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>Where a chain has come to.</summary>
internal sealed record ChainPlace(long Position, byte[] Seal);

/// <summary>What the operator brought here.</summary>
/// <param name="Before">What this machine remembered before.</param>
/// <param name="Now">Where the chain comes to that was brought; null for one that was never sealed.</param>
/// <param name="Keys">Those that signed it and were none of this installation before.</param>
internal sealed record TakenOver(ChainPlace? Before, ChainPlace? Now, ImmutableArray<string> Keys);

/// <summary>
/// What a machine knows of its ledger apart from the database, in <c>keys</c>: where the chain had come to when this machine sealed last, and the public half of every key that signed here.
/// Whoever can write the database alone can change neither.
/// </summary>
internal sealed class LedgerMemory(ConcordDb db, StoreSettings store)
{
    public const string LastName = "ledger.last", KeysName = "ledger.public";

    private string LastPath => PathIn(store.Folder);

    private string KeysPath => SecretFile.PathOf(store.Folder, KeysName);

    public static string PathIn(string folder) => SecretFile.PathOf(folder, LastName);

    /// <summary>Null where this machine has sealed nothing yet; a place that no chain has where the file is none.</summary>
    public ChainPlace? Last
    {
        get
        {
            if (!File.Exists(LastPath))
            {
                return null;
            }

            var words = File.ReadAllText(LastPath).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            return words is [var position, { Length: 64 } seal] && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && seal.All(char.IsAsciiHexDigitLower)
                ? new ChainPlace(at, Convert.FromHexString(seal))
                : new ChainPlace(0, []);
        }
    }

    /// <summary>The ids of the keys of this installation: of its own, and of those that signed before it.</summary>
    public ImmutableHashSet<string> Keys =>
        [.. Known().Select(LedgerKey.IdOf), .. LedgerKey.Find(store.Folder) is { } own ? [own.Id] : Array.Empty<string>()];

    /// <summary>Whether the chain still is what this machine remembers; refused with <c>chain.shorter</c> or <c>chain.another</c>, and nothing is sealed until somebody has looked.</summary>
    public async Task<Refusal?> FaultAsync(CancellationToken ct) => Last is not { } last ? null
        : Fault(last, await db.Set<ActRow>().AsNoTracking().Where(a => a.Position == last.Position).Select(a => a.Seal).FirstOrDefaultAsync(ct).ConfigureAwait(false));

    /// <param name="seal">Which the chain has there; null for none.</param>
    public Refusal? Fault(ChainPlace last, byte[]? seal) =>
        seal is null ? new Refusal("chain.shorter", last.Position.ToString(CultureInfo.InvariantCulture), LastPath)
            : !seal.AsSpan().SequenceEqual(last.Seal) ? new Refusal("chain.another", last.Position.ToString(CultureInfo.InvariantCulture), LastPath)
            : null;

    /// <summary>After the commit: what a killed process does not come to write is behind the chain and agrees with it.</summary>
    public void Keep(ChainPlace place) => Write(LastPath, place.Position.ToString(CultureInfo.InvariantCulture) + " " + Convert.ToHexStringLower(place.Seal) + "\n");

    /// <summary>A key that signs here is of this installation for ever.</summary>
    public void Know(params IReadOnlyCollection<byte[]> keys)
    {
        var known = Known();
        var fresh = keys.Select(Convert.ToHexStringLower).Except(known.Select(Convert.ToHexStringLower)).ToList();
        if (fresh.Count > 0)
        {
            Write(KeysPath, string.Concat(known.Select(Convert.ToHexStringLower).Concat(fresh).Select(k => k + "\n")));
        }
    }

    /// <summary>
    /// The operator brought this chain here, out of a backup or another database: from now on it is what this machine remembers, and the keys that signed it are of this installation.
    /// </summary>
    public async Task<TakenOver> TakeOverAsync(CancellationToken ct)
    {
        var (before, known) = (Last, Keys);
        var keys = await db.Set<LedgerKeyRow>().AsNoTracking().OrderBy(k => k.Since).ToListAsync(ct).ConfigureAwait(false);
        Know([.. keys.Select(k => k.Public)]);
        var end = await db.Set<ActRow>().AsNoTracking().Where(a => a.Position != null).OrderByDescending(a => a.Position).Select(a => new { a.Position, a.Seal }).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var now = end is { Position: { } position, Seal: { } seal } ? new ChainPlace(position, seal) : null;
        if (now is not null)
        {
            Keep(now);
        }
        else if (before is not null)
        {
            File.Delete(LastPath);
        }

        return new TakenOver(before, now, [.. keys.Select(k => k.Id).Where(id => !known.Contains(id))]);
    }

    private List<byte[]> Known() => File.Exists(KeysPath)
        ? [.. File.ReadLines(KeysPath).Where(l => l.Length == 64 && l.All(char.IsAsciiHexDigit)).Select(Convert.FromHexString)]
        : [];

    private static void Write(string path, string text) => File.Move(SecretFile.Beside(path, Encoding.ASCII.GetBytes(text)), path, overwrite: true);
}
