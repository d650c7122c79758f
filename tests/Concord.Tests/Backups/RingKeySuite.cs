using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Backups;

/// <summary>The keys of cookies, forms and authenticators stand in the database, sealed under a file that is not in it, so that each machine of an installation has the same.</summary>
public abstract class RingKeySuite(Engine engine)
{
    private const string Purpose = "test";

    /// <summary>What a machine of this installation protects and opens with.</summary>
    private static ServiceProvider Machine(StoreSettings store)
    {
        var services = new ServiceCollection().AddLogging().AddConcord(store);
        KeyRing.Add(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static IDataProtector Protector(ServiceProvider machine) => machine.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);

    private static string Folder() => Directory.CreateTempSubdirectory("concord-ring-").FullName;

    [Fact]
    public async Task What_one_machine_protects_another_with_the_same_file_opens()
    {
        await using var world = await World.NewAsync(engine);
        await using var first = Machine(world.Store);
        var text = Protector(first).Protect("ព្រះ");
        Assert.Equal(RingState.Opens, await world.DoAsync<RingUpkeep, RingState>(u => u.StateAsync(default)));
        await using var again = Machine(world.Store);
        Assert.Equal("ព្រះ", Protector(again).Unprotect(text));

        // The database alone opens nothing: what stands there is sealed.
        var kept = await world.DoAsync<ConcordDb, string>(db => db.Set<RingKeyRow>().Select(k => k.Xml).SingleAsync());
        Assert.Contains("sealed", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", kept, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(SecretFile.PathOf(world.Store.Folder, RingSeal.FileName)) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Without_the_file_or_with_another_it_does_not_serve_and_says_what_to_do()
    {
        await using var world = await World.NewAsync(engine);
        Assert.True((await world.DoAsync<RingUpkeep, Result<bool>>(u => u.MayServeAsync(default))).IsOk);
        await using var first = Machine(world.Store);
        _ = Protector(first).Protect("x");
        var file = SecretFile.PathOf(world.Store.Folder, RingSeal.FileName);
        var right = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        File.Delete(file);
        Assert.Equal("serve.keys-missing", World.Refused(await world.DoAsync<RingUpkeep, Result<bool>>(u => u.MayServeAsync(default))));
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(32), TestContext.Current.CancellationToken);
        Assert.Equal("serve.keys-other", World.Refused(await world.DoAsync<RingUpkeep, Result<bool>>(u => u.MayServeAsync(default))));

        await File.WriteAllBytesAsync(file, right, TestContext.Current.CancellationToken);
        Assert.True((await world.DoAsync<RingUpkeep, Result<bool>>(u => u.MayServeAsync(default))).IsOk);
    }

    [Fact]
    public async Task When_the_file_is_lost_new_keys_are_made_and_the_old_ones_forgotten()
    {
        await using var world = await World.NewAsync(engine);
        await using var first = Machine(world.Store);
        _ = Protector(first).Protect("x");
        File.Delete(SecretFile.PathOf(world.Store.Folder, RingSeal.FileName));
        Assert.Equal(1, World.Ok(await world.DoAsync<RingUpkeep, Result<int>>(u => u.ForgetAsync(World.May(Doing.Administer), default))));
        Assert.True((await world.DoAsync<RingUpkeep, Result<bool>>(u => u.MayServeAsync(default))).IsOk);
        await using var again = Machine(world.Store);
        Assert.Equal("y", Protector(again).Unprotect(Protector(again).Protect("y")));
        Assert.Equal(RingState.Opens, await world.DoAsync<RingUpkeep, RingState>(u => u.StateAsync(default)));
    }

    [Fact]
    public async Task Keys_that_an_earlier_version_left_as_files_still_open()
    {
        await using var world = await World.NewAsync(engine);
        var folder = Folder();
        await using var earlier = new ServiceCollection().AddLogging().AddDataProtection().SetApplicationName("concord")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys"))).Services.BuildServiceProvider();
        var text = Protector(earlier).Protect("from before");
        Directory.CreateDirectory(Path.Combine(world.Store.Folder, "keys"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "keys")))
        {
            File.Copy(file, Path.Combine(world.Store.Folder, "keys", Path.GetFileName(file)));
        }

        await using var now = Machine(world.Store);
        Assert.Equal("from before", Protector(now).Unprotect(text));
        Directory.Delete(folder, recursive: true);
    }
}

public sealed class SqliteRingKeyTests() : RingKeySuite(Engine.Sqlite);

public sealed class PostgresRingKeyTests() : RingKeySuite(Engine.Postgres);
