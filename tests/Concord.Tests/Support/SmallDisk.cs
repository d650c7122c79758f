namespace Concord.Tests;

/// <summary>A node whose database has hardly any room: SQLite may not grow by more than a few pages, PostgreSQL's files by the system's own limit.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly PostgresServer? server;

    private SmallDisk(World world, PostgresServer? server)
    {
        World = world;
        this.server = server;
    }

    public World World { get; }

    public static async Task<SmallDisk> NewAsync(Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            return new SmallDisk(await World.NewAsync(engine), null);
        }

        var server = await PostgresServer.OnSmallDiskAsync();
        return new SmallDisk(World.On(server.Ready), server);
    }

    public Task FillAsync() => server is null ? World.LimitAsync(pagesMore: 20) : Task.CompletedTask;

    public Task MakeRoomAsync() => server is null ? World.LimitAsync(pagesMore: 1_000_000) : server.MakeRoomAsync();

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
