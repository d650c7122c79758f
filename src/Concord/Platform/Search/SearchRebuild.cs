using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Search;

/// <summary>Brings into the index what an earlier version kept without it. Stopped in the middle, it goes on at the next start.</summary>
internal sealed class SearchRebuild(ConcordDb db, IEnumerable<ISearchable> modules)
{
    private const int MostRaces = 20;

    /// <summary>How many documents were indexed; <paramref name="told"/> hears how many are done of how many.</summary>
    public async Task<Result<int>> FillAsync(Permit permit, Action<int, int> told, CancellationToken ct)
    {
        var missing = await MissingAsync(ct).ConfigureAwait(false);
        var (done, raced, due, left) = (0, 0, missing, missing);
        foreach (var module in modules)
        {
            for (var more = missing > 0; more;)
            {
                ct.ThrowIfCancellationRequested();
                var some = await module.IndexSomeAsync(permit, ct).ConfigureAwait(false);
                var refusal = some.Match(_ => null as Refusal, r => r[0]);

                // Another instance was quicker with the same ones, or they were released meanwhile: look again at what is left.
                if (refusal is not null && (refusal.Code is not ("store.already-there" or "store.changed-meanwhile") || ++raced > MostRaces))
                {
                    return refusal;
                }

                var made = some.Match(m => m, _ => 0);
                done += made;
                more = made > 0 || refusal is not null;
                if (made > 0)
                {
                    told(done, missing);
                }

                // What is still missing once as many were made as were missing is what others bring in meanwhile, or what never will be there.
                if (more && done >= due)
                {
                    var now = await MissingAsync(ct).ConfigureAwait(false);
                    if (now > 0 && now >= left)
                    {
                        return new Refusal("verify.not-filled", now.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    }

                    (due, left) = (done + now, now);
                }
            }
        }

        return done;
    }

    private async Task<int> MissingAsync(CancellationToken ct)
    {
        var missing = 0;
        foreach (var module in modules)
        {
            missing += await module.MissingAsync(ct).ConfigureAwait(false);
        }

        return missing;
    }

    /// <summary>The whole index anew.</summary>
    public async Task<Result<int>> AnewAsync(Permit permit, Action<int, int> told, CancellationToken ct) =>
        await (await ForgetAsync(permit, ct).ConfigureAwait(false)).Match(_ => FillAsync(permit, told, ct), refusals => Task.FromResult<Result<int>>(refusals)).ConfigureAwait(false);

    /// <summary>Forgets the whole index; what it is of stays. It is filled again by <see cref="FillAsync"/>.</summary>
    public async Task<Result<bool>> ForgetAsync(Permit permit, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        db.ForgetIndex();
        return (await db.CommitAsync(new Ledger.Act(permit, "search.forgotten", "search"), ct).ConfigureAwait(false)).Map(_ => true);
    }
}
