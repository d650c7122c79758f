using System.Diagnostics;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concord.Tests.Edge;

/// <summary>What is committed wakes whoever works on it, on this machine and on the others; a wake-up that is lost costs time and nothing else.</summary>
public sealed class WakeTests
{
    [Fact]
    public async Task What_one_machine_commits_wakes_another_that_looks_once_an_hour()
    {
        await using var world = World.On(await PostgresServer.NewDatabaseAsync(migrated: true));
        await using var writes = await Machine.StartAsync(world.Store, listens: true);
        await using var works = await Machine.StartAsync(world.Store, listens: true, works: true);
        await ListenersAsync(world, 2);
        for (var times = 0; times < 5; times++)
        {
            await writes.CommitAsync();
            await SealedAsync(world);
        }

        Assert.Empty(works.Said.Lines);
        Assert.Empty(writes.Said.Lines);
    }

    [Fact]
    public async Task Connections_that_are_cut_are_made_anew_and_what_was_told_meanwhile_is_found()
    {
        await using var world = World.On(await PostgresServer.NewDatabaseAsync(migrated: true));
        await using var writes = await Machine.StartAsync(world.Store, listens: true);
        await using var works = await Machine.StartAsync(world.Store, listens: true, works: true);
        await ListenersAsync(world, 2);
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(2, await AskAsync(world, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + Ours));
            await writes.CommitAsync();
            await SealedAsync(world);
            await ListenersAsync(world, 2);
            await writes.CommitAsync();
            await SealedAsync(world);
        }

        Assert.Contains("not heard", works.Said.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_from_elsewhere_do_no_harm_however_many_they_are()
    {
        await using var world = World.On(await PostgresServer.NewDatabaseAsync(migrated: true));
        await using var works = await Machine.StartAsync(world.Store, listens: true, works: true);
        await ListenersAsync(world, 1);
        await using var elsewhere = new NpgsqlConnection(world.Store.Postgres);
        await elsewhere.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var text in new[] { "", "{\"act\":1}", "'; DROP TABLE audit_act; --", "\u0001\r\n កម្ពុជា", new string('x', 7_999) })
        {
            await TellAsync(elsewhere, Listening.Channel, text);
            await TellAsync(elsewhere, "another", text);
        }

        var (clock, before) = (Stopwatch.StartNew(), works.Rounds);
        for (var many = 0; many < 500; many++)
        {
            await TellAsync(elsewhere, Listening.Channel, many.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.InRange(works.Rounds - before, 0, (int)(clock.Elapsed / TimeSpan.FromMilliseconds(200)) + 2);
        await works.CommitAsync();
        await SealedAsync(world);
        Assert.Empty(works.Said.Lines);
    }

    [Fact]
    public async Task Many_commits_are_told_in_few_words_that_say_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var world = World.On(await PostgresServer.NewDatabaseAsync(migrated: true));
        await using var writes = await Machine.StartAsync(world.Store, listens: true);
        await ListenersAsync(world, 1);
        await using var hears = new NpgsqlConnection(world.Store.Postgres);
        var heard = new List<string>();
        hears.Notification += (_, said) => heard.Add(said.Payload);
        await hears.OpenAsync(ct);
        await using var listen = new NpgsqlCommand("LISTEN " + Listening.Channel, hears);
        _ = await listen.ExecuteNonQueryAsync(ct);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var times = 0; times < 50; times++)
            {
                await writes.CommitAsync();
            }
        }, ct)));
        var took = clock.Elapsed;
        while (await hears.WaitAsync(TimeSpan.FromMilliseconds(500), ct))
        {
        }

        Assert.InRange(heard.Count, 1, (int)(took / Listening.Together) + 2);
        Assert.All(heard, text => Assert.Equal("", text));

        // Without a commit nothing is told.
        heard.Clear();
        Assert.False(await hears.WaitAsync(TimeSpan.FromSeconds(1), ct));
    }

    [Fact]
    public async Task Whoever_was_busy_while_it_rang_hears_it_once_afterwards()
    {
        var bell = new Bell();
        var (first, second) = (bell.AfterAsync(0), bell.AfterAsync(0));
        Assert.False(first.IsCompleted);
        bell.Ring();
        await Task.WhenAll(first, second);
        var heard = bell.Rung;
        bell.Ring();
        bell.Ring();
        Assert.True(bell.AfterAsync(heard).IsCompleted);
        Assert.False(bell.AfterAsync(bell.Rung).IsCompleted);
    }

    [Fact]
    public async Task On_SQLite_a_commit_wakes_whoever_works_behind_it()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        await using var machine = await Machine.StartAsync(world.Store, works: true);
        for (var times = 0; times < 5; times++)
        {
            await machine.CommitAsync();
            await SealedAsync(world);
        }

        Assert.Empty(machine.Said.Lines);
    }

    [Fact]
    public async Task Of_two_that_are_woken_together_when_the_lease_is_over_one_works()
    {
        await using var world = World.On(await PostgresServer.NewDatabaseAsync(migrated: true));
        await using var machine = await Machine.StartAsync(world.Store, works: true);
        await machine.CommitAsync();
        await SealedAsync(world);
        var later = TimeProvider.System.GetUtcNow().AddHours(1);
        var took = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.DoAsync<ConcordDb, bool>(async db =>
        {
            var took = false;
            await db.MaintainAsync(async () =>
            {
                took = await Sealer.HoldsLeaseAsync(db, Guid.NewGuid(), later);
                await Task.Delay(200);
            });
            return took;
        })));
        Assert.Single(took, t => t);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_has_one_connection_for_it_and_gives_it_back_stopped_or_thrown_away(bool stopped)
    {
        var connection = await PostgresServer.NewDatabaseAsync(migrated: true);
        await using var world = World.On(connection);
        await using var office = PostOffice.Open();
        var said = new Said();
        var site = await Site.StartAsync(postgres: connection, mail: office.Settings, more: services => services.AddSingleton<ILoggerProvider>(said));
        await ListenersAsync(world, 1);
        if (stopped)
        {
            await site.StopAsync();
            await ListenersAsync(world, 0);
        }

        await site.DisposeAsync();
        await ListenersAsync(world, 0);
        Assert.DoesNotContain("not heard", said.All, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be", said.All, StringComparison.Ordinal);
    }

    private const string Ours = "datname = current_database() AND application_name = '" + Listening.Name + "'";

    /// <summary>Until so many listen, or say why not.</summary>
    private static async Task ListenersAsync(World world, int many)
    {
        var found = -1L;
        for (var tries = 0; tries < 150 && found != many; tries++)
        {
            await Task.Delay(tries == 0 ? 0 : 100, TestContext.Current.CancellationToken);
            found = await AskAsync(world, "SELECT count(*) FROM pg_stat_activity WHERE query <> '' AND state = 'idle' AND " + Ours);
        }

        Assert.Equal(many, found);
    }

    private static async Task SealedAsync(World world)
    {
        var clock = Stopwatch.StartNew();
        while (await world.DoAsync<ConcordDb, bool>(db => db.Set<ActRow>().AnyAsync(a => a.Position == null)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "nobody was woken");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static Task<long> AskAsync(World world, string sql) => world.DoAsync<ConcordDb, long>(db => db.Database.SqlQueryRaw<long>(sql.Replace("FROM", "AS \"Value\" FROM", StringComparison.Ordinal)).SingleAsync());

    private static async Task TellAsync(NpgsqlConnection connection, string channel, string text)
    {
        await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = channel }, new() { Value = text } } };
        _ = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One of several that serve a database, with a worker that seals when it is woken and hardly ever else.</summary>
    private sealed class Machine : IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly List<Microsoft.Extensions.Hosting.BackgroundService> runs = [];

        private Machine(StoreSettings store) => services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Warning).AddProvider(Said)).AddConcord(store).AddSingleton<Listening>().AddSingleton<Seldom>()
            .BuildServiceProvider(validateScopes: true);

        public Said Said { get; } = new();

        public int Rounds => services.GetRequiredService<Seldom>().Rounds;

        public static async Task<Machine> StartAsync(StoreSettings store, bool listens = false, bool works = false)
        {
            var machine = new Machine(store);
            if (listens)
            {
                machine.runs.Add(machine.services.GetRequiredService<Listening>());
            }

            if (works)
            {
                machine.runs.Add(machine.services.GetRequiredService<Seldom>());
            }

            foreach (var run in machine.runs)
            {
                await run.StartAsync(TestContext.Current.CancellationToken);
            }

            return machine;
        }

        public async Task CommitAsync()
        {
            await using var scope = services.CreateAsyncScope();
            _ = World.Ok(await scope.ServiceProvider.GetRequiredService<ConcordDb>().CommitAsync(new Act(World.May(Doing.Administer), "test.done", "test:a"), default));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var run in runs)
            {
                await run.StopAsync(default);
            }

            await services.DisposeAsync();
        }
    }

    private sealed class Seldom(IServiceScopeFactory scopes, Wakes wakes) : EverySecond(scopes, TimeProvider.System, wakes)
    {
        private int rounds;

        public int Rounds => Volatile.Read(ref rounds);

        protected override TimeSpan Often => TimeSpan.FromHours(1);

        protected override async Task OnceAsync(IServiceProvider services, CancellationToken ct)
        {
            _ = Interlocked.Increment(ref rounds);
            _ = await services.GetRequiredService<Sealer>().SealAsync(ct);
        }

        protected override Task LastAsync(IServiceProvider services) => Task.CompletedTask;
    }
}
