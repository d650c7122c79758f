using Concord.Platform.Db;
using Npgsql;

namespace Concord.Platform.Work;

/// <summary>
/// Carries wake-ups between the machines that serve one PostgreSQL, over one connection of its own: tells the others that something was committed, after it was, and hears it from them. What is
/// committed together is told once. A connection that is lost is made anew; what could not be told is told
/// then, and what others told meanwhile is looked for in the database.
/// </summary>
internal sealed class Listening(StoreSettings store, Wakes wakes, TimeProvider clock, ILogger<Listening> log) : BackgroundService
{
    /// <summary>Of the notifications; they carry nothing.</summary>
    public const string Channel = "concord_wake";

    /// <summary>Under which the database lists the connection.</summary>
    public const string Name = "concord wake-ups";

    /// <summary>One notification for all that is committed in so long.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(250), Latest = TimeSpan.FromSeconds(30);

    /// <summary>Seconds after which a line that says nothing is tried.</summary>
    private const int Silent = 30;

    private TimeSpan pause = Soonest;
    private long told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await UntilLostAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(false);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Latest.Ticks));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The connection is given back.
        }
    }

    private async Task UntilLostAsync(CancellationToken ct)
    {
        try
        {
            await TellAndHearAsync(ct).ConfigureAwait(false);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Everybody looks every second meanwhile.
            log.LogWarning("Wake-ups from other machines are not heard: {Fault}", fault.GetType().Name);
        }
    }

    private async Task TellAndHearAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store.Postgres) { Pooling = false, KeepAlive = Silent, ApplicationName = Name }.ConnectionString);
        await using var ofConnection = connection.ConfigureAwait(false);

        // Its own come back to whoever tells them.
        connection.Notification += (_, said) => Hear(said.PID == connection.ProcessID);
        await connection.OpenAsync(ct).ConfigureAwait(false);
        await SayAsync(connection, "LISTEN " + Channel, ct).ConfigureAwait(false);
        pause = Soonest;
        Hear(own: false);
        while (true)
        {
            await HearUntilAsync(wakes.Others.AfterAsync(told), connection, ct).ConfigureAwait(false);
            var rung = wakes.Others.Rung;
            await SayAsync(connection, "NOTIFY " + Channel, ct).ConfigureAwait(false);
            told = rung;
            await HearUntilAsync(Task.Delay(Together, clock, ct), connection, ct).ConfigureAwait(false);
        }
    }

    private void Hear(bool own)
    {
        if (!own)
        {
            wakes.Work.Ring();
        }
    }

    private static async Task HearUntilAsync(Task until, NpgsqlConnection connection, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        while (!until.IsCompleted)
        {
            var heard = connection.WaitAsync(enough.Token);
            if (await Task.WhenAny(heard, until).ConfigureAwait(false) == until)
            {
                await enough.CancelAsync().ConfigureAwait(false);
            }

            try
            {
                await heard.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                // There is something to tell.
            }
        }

        await until.ConfigureAwait(false);
    }

    private static async Task SayAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        var command = connection.CreateCommand();
        await using var ofCommand = command.ConfigureAwait(false);
#pragma warning disable CA2100 // words of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        _ = await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }
}
