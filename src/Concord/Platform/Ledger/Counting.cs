using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Ledger;

/// <summary>
/// After a change of the schema acts tell of every row: of those of a version that told of none, and of those that the change itself has written. It looks at all rows and tells of what is not as it was told.
/// </summary>
internal sealed class Counting(ConcordDb db)
{
    public const string Verb = "ledger.counted";

    /// <summary>So many rows are told of in one act.</summary>
    private const int Together = 20_000;

    /// <summary>Whether an act of this kind is one of a count.</summary>
    public static bool Wrote(string verb) => verb == Verb;

    /// <summary>Whether it was done under this schema.</summary>
    public Task<bool> IsDoneAsync(CancellationToken ct) => db.Set<CountedRow>().AnyAsync(c => c.Schema == db.Schema, ct);

    /// <summary>Tells of what no act tells of yet; of nothing where there is nothing to tell.</summary>
    public Task<Result<long>> RunAsync(CancellationToken ct) =>
        LocalOperator.Ask(Doing.Administer).Match(permit => TellAsync(permit, null, Verb, ct), refusals => Task.FromResult<Result<long>>(refusals));

    /// <summary>The same for rows that came out of an archive, with the act that tells of that.</summary>
    public Task<Result<long>> TellAsync(Act done, CancellationToken ct) => TellAsync(done.Permit, done with { Id = done.Id ?? Guid.CreateVersion7() }, "archive.counted", ct);

    private async Task<Result<long>> TellAsync(Permit permit, Act? done, string verb, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var (schema, acts, told) = (db.Schema, done is null ? new List<Act>() : [done], 0L);
        var (some, lines) = (new List<ToldRow>(), done?.Id ?? Guid.CreateVersion7());
        await using (var snapshot = await db.SnapshotAsync(ct).ConfigureAwait(false))
        {
            await foreach (var row in new ToldState(snapshot, CoveredTables.Of(db.Model)).CompareAsync(ct).ConfigureAwait(false))
            {
                if (row.State != RowState.Told)
                {
                    some.Add(new ToldRow(row.Table.Name, row.Key, row.State == RowState.Gone ? 0 : RowLines.Digest(lines, row.Line.Span)));
                    if (some.Count == Together)
                    {
                        End();
                    }
                }
            }
        }

        End();
        if (!await IsDoneAsync(ct).ConfigureAwait(false))
        {
            _ = db.Add(new CountedRow { Schema = schema });
        }

        if (acts.Count == 0)
        {
            await db.MaintainAsync(() => Task.CompletedTask).ConfigureAwait(false);
            return told;
        }

        await db.GoOnCountingAsync().ConfigureAwait(false);
        return (await db.CommitAsync(acts, ct).ConfigureAwait(false)).Map(_ => told);

        void End()
        {
            if (some.Count == 0)
            {
                return;
            }

            if (acts.All(a => a.Id != lines))
            {
                acts.Add(new Act(permit, verb, "ledger", Payload: new Dictionary<string, string?> { ["schema"] = schema, ["part"] = (acts.Count + 1).ToString(CultureInfo.InvariantCulture) }) { Id = lines });
            }

            db.Tell(lines, some);
            told += some.Count;
            (some, lines) = ([], Guid.CreateVersion7());
        }
    }
}
