using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Plan;
using Concord.Modules.Sources;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Tests;

/// <summary>Which database a world stands on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>A node with its database, real in every part but the clock.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private World(StoreSettings store)
    {
        Store = store;
        services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.None))
            .AddConcord(store)
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))
            .BuildServiceProvider(validateScopes: true);
    }

    public StoreSettings Store { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2009, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Ready to use.</summary>
    public static async Task<World> NewAsync(Engine engine)
    {
        var world = await EmptyAsync(engine, migrated: true);
        if (engine == Engine.Sqlite)
        {
            _ = Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        }

        return world;
    }

    /// <summary>No schema yet.</summary>
    public static async Task<World> EmptyAsync(Engine engine, bool migrated = false)
    {
        var folder = Directory.CreateTempSubdirectory("concord-test-").FullName;
        return new World(new StoreSettings(folder, engine == Engine.Postgres ? await PostgresServer.NewDatabaseAsync(migrated) : null));
    }

    /// <summary>On a PostgreSQL of its own, whose database is ready.</summary>
    public static World On(string postgres) => new(new StoreSettings(Directory.CreateTempSubdirectory("concord-test-").FullName, postgres));

    public static Permit May(Doing doing) => Ok(LocalOperator.Ask(doing));

    public static T Ok<T>(Result<T> result) => result.Match(v => v, r => throw new InvalidOperationException("refused: " + string.Join("; ", r)));

    public static string Refused<T>(Result<T> result) => result.Match(_ => throw new InvalidOperationException("was not refused"), r => r[0].Code);

    /// <summary>Asks one service, in a scope of its own as a request has it.</summary>
    public async Task<TOut> DoAsync<TService, TOut>(Func<TService, Task<TOut>> what) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Asks one service while another of the same scope is at hand.</summary>
    public async Task<TOut> DoAsync<TOther, TService, TOut>(Func<TOther, TService, Task<TOut>> what) where TOther : notnull where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await what(scope.ServiceProvider.GetRequiredService<TOther>(), scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Result<ImmutableArray<ImportedSource>>> ImportAsync(byte[] bytes, string name = "telegram.txt", SourceId? corrects = null) =>
        DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(May(Doing.Import), new IncomingFile(name, bytes, null, corrects), default));

    public async Task<LoadedPack> LoadPackAsync()
    {
        var path = Path.Combine(Repository.Root, "packs", "commit", "pack.json");
        var bytes = await File.ReadAllBytesAsync(path);
        return Ok(await DoAsync<LoadPack, Result<LoadedPack>>(l => l.HandleAsync(May(Doing.Administer), path, bytes, default)));
    }

    public async Task<ReviewPage> ReviewAsync(SourceId source) =>
        Ok(await DoAsync<ReviewQueries, Result<ReviewPage>>(q => q.PageAsync(May(Doing.Read), source, default, default)));

    public Task<Result<Decided>> DecideAsync(Decide input) =>
        DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Doing.Review), input, default));

    /// <summary>A disk that has room for so many more pages of SQLite. It holds for the lane's connection, where all writing is done.</summary>
    public Task LimitAsync(int pagesMore) => services.GetRequiredService<WriterLane>().WriteAsync(async (connection, transaction) =>
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT page_count FROM pragma_page_count";
        var pages = Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
        command.CommandText = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages + pagesMore}");
        _ = await command.ExecuteScalarAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Store.Folder, recursive: true);
    }
}
