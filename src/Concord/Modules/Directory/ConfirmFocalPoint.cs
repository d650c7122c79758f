using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Directory;

/// <summary>It is still so today. <paramref name="Seen"/> is how often the form showed it confirmed: two people at once confirm once.</summary>
internal sealed record Confirm(MeasureId Person, StatementId FocalPoint, int Seen);

/// <summary>Confirms a focal point again; what was taken back cannot be. An act.</summary>
internal sealed class ConfirmFocalPoint(ConcordDb db, DirectoryQueries directory, TimeProvider clock)
{
    public async Task<Result<DateOnly>> HandleAsync(Permit permit, Confirm asked, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var standing = await directory.OfficialAsync(permit, asked.Person, ct).ConfigureAwait(false);
        return await standing.Match(
            async page =>
            {
                if (!page.Focal.Any(f => f.By.Id == asked.FocalPoint))
                {
                    return new Refusal("statement.unknown");
                }

                var times = await db.Set<ConfirmationRow>().CountAsync(c => c.StatementId == asked.FocalPoint, ct).ConfigureAwait(false);
                if (times != asked.Seen)
                {
                    return new Refusal("focal.confirmed-meanwhile");
                }

                var row = Row(permit, asked.FocalPoint, times + 1, clock.GetUtcNow());
                _ = db.Add(row);
                return (await db.CommitAsync(new Act(permit, "focal.confirmed", "statement:" + asked.FocalPoint.Value.ToString("D")), ct).ConfigureAwait(false)).Match<Result<DateOnly>>(
                    _ => row.ConfirmedOn, refusals => refusals[0].Code == "store.already-there" ? new Refusal("focal.confirmed-meanwhile") : refusals);
            },
            refusals => Task.FromResult<Result<DateOnly>>(refusals)).ConfigureAwait(false);
    }

    public static ConfirmationRow Row(Permit permit, StatementId of, int number, DateTimeOffset now) => new()
    {
        StatementId = of,
        Number = number,
        ConfirmedOn = now.Day(),
        By = permit.Actor.Id,
        Capacity = permit.Actor.Capacity,
        At = now,
    };
}
