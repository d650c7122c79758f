using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Work;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Platform.Ledger;

/// <summary>
/// Makes acts of what was noticed, many in one commit. Reading is one where something was shown that is not public; a refusal is one whether or not the thing is there, and says by which
/// rule, which whoever was refused is never told.
/// </summary>
internal sealed class NoticeWriting(ConcordDb db, Labels labels, Notices notices, IEnumerable<IThings> things, IFiled filed, TimeProvider clock)
{
    /// <summary>So many acts in one commit.</summary>
    private const int Together = 500;

    /// <summary>The rule of a refusal of what is not there.</summary>
    private const string Absent = "Absent";

    /// <summary>All that waits; how many became acts. What the store refuses waits on.</summary>
    public async Task<Result<int>> WriteAllAsync(CancellationToken ct)
    {
        var (waiting, missed) = notices.Take();
        var written = 0;
        for (var at = 0; at < waiting.Count || missed > 0; at += Together)
        {
            var some = waiting.Skip(at).Take(Together).ToList();
            try
            {
                var done = await WriteAsync(some, missed, ct).ConfigureAwait(false);
                if (!done.IsOk)
                {
                    notices.Back([.. waiting.Skip(at)], missed);
                    return done;
                }

                written += done.Match(n => n, _ => 0);
                missed = 0;
            }
            catch
            {
                notices.Back([.. waiting.Skip(at)], missed);
                throw;
            }
        }

        return written;
    }

    /// <summary>That the file as received is handed out, written before it is; refused when it cannot be.</summary>
    public Task<Result<int>> OriginalAsync(Permit permit, Thing thing) => notices.OnceAsync(
        new Notice(permit, Noticed.Original, thing.ToString(), thing, null, clock.GetUtcNow()), notice => WriteAsync([notice], 0, CancellationToken.None));

    private async Task<Result<int>> WriteAsync(IReadOnlyCollection<Notice> some, long missed, CancellationToken ct)
    {
        var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
        var today = clock.Today();
        var acts = new List<Act>();
        List<SourceId> beside = [.. some.SelectMany(n => n.Shown).Select(s => s.Source).Distinct()];
        var filers = new Dictionary<SourceId, (LabelId Label, BodyId? Filer)>();
        foreach (var ids in beside.Chunk(Together))
        {
            foreach (var (id, of) in await filed.FilersAsync(ids, ct).ConfigureAwait(false))
            {
                filers[id] = of;
            }
        }

        foreach (var group in some.GroupBy(n => n.Thing))
        {
            var module = group.Key is { } named ? things.OfType<ILabelledThings>().FirstOrDefault(t => t.Kinds.Contains(named.Kind)) : null;
            ImmutableArray<Behind>? behind = module is null ? null : await module.BehindAsync(group.Key!, ct).ConfigureAwait(false);
            foreach (var notice in group)
            {
                if ((notice.Verb == Noticed.Refused ? Refusal(notice, behind) : Reading(notice, behind ?? [])) is { } act)
                {
                    acts.Add(act);
                }
            }
        }

        if (missed > 0 && LocalOperator.Ask(Doing.Administer).Match<Permit?>(p => p, _ => null) is { } house)
        {
            acts.Add(new Act(house, Noticed.Missed, "ledger", Payload: new Dictionary<string, string?> { ["count"] = missed.ToString(CultureInfo.InvariantCulture) }));
        }

        if (acts.Count == 0)
        {
            return 0;
        }

        var committed = await db.CommitAsync(acts, ct).ConfigureAwait(false);
        db.ChangeTracker.Clear();
        return committed.Map(_ => acts.Count);

        IEnumerable<Behind> Beside(Notice notice) => notice.Shown.Where(s => filers.ContainsKey(s.Source)).Select(s => new Behind(s.Label ?? filers[s.Source].Label, s.Source, filers[s.Source].Filer));

        Act? Reading(Notice notice, ImmutableArray<Behind> behind)
        {
            var own = notice.IsMore ? [] : Protected(notice, behind);
            var beside = Protected(notice, Beside(notice).Where(b => behind.All(o => o.Source != b.Source)));
            if (own.Count + beside.Count == 0)
            {
                return null;
            }

            // A public thing beside which something was shown that is not.
            var verb = own.Count > 0 || notice.Thing is null ? notice.Verb : Noticed.List;
            var act = new Act(notice.Permit, verb, notice.About) { Id = Guid.CreateVersion7(notice.At), At = notice.At };
            db.AddRange(own.Concat(beside).Where(b => b is { Source: not null, Filer: not null }).Select(b => (Source: b.Source!.Value, Filer: b.Filer!.Value)).Distinct()
                .Select(b => new SightRow { Act = act.Id.Value, Source = b.Source, Filer = b.Filer }));
            return act;
        }

        List<Behind> Protected(Notice notice, IEnumerable<Behind> all) =>
            [.. all.Where(b => labelled.GetValueOrDefault(b.Label) is { } label && Admission.MaySee(notice.Permit.Actor, label, today).Allowed && !Admission.IsPublic(label, today))];

        // What bears no label is refused by capacity.
        Act? Refusal(Notice notice, ImmutableArray<Behind>? behind)
        {
            var rule = notice.Rule ?? (notice.Thing is null ? null : behind is not { } all ? nameof(AccessRule.InCapacity) : all.IsEmpty ? Absent
                : all.Select(b => labelled.GetValueOrDefault(b.Label)).OfType<Label>().Select(l => Admission.MaySee(notice.Permit.Actor, l, today)).FirstOrDefault(d => !d.Allowed)?.Rule.ToString());
            return rule is null && notice.About != Noticed.Others ? null
                : new Act(notice.Permit, notice.Verb, notice.About, Payload: rule is null ? null : new Dictionary<string, string?> { ["refused"] = rule }) { At = notice.At };
        }
    }
}

/// <summary>
/// Writes what was noticed every second while the server runs, and once more when it stops. Nothing wakes it: one commit holds the notices of a second, and when it comes tells nothing of them.
/// </summary>
internal sealed class NoticeKeeping(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NoticeKeeping> log) : EverySecond(scopes, clock, null)
{
    protected override async Task OnceAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            var written = await services.GetRequiredService<NoticeWriting>().WriteAllAsync(ct).ConfigureAwait(false);
            if (written.Match<string?>(_ => null, r => r[0].Code) is { } code)
            {
                log.LogWarning("What was read could not be written down: {Code}", code);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !IsGone(fault))
        {
            // It waits for the next second.
            log.LogWarning("What was read could not be written down: {Fault}", fault.GetType().Name);
        }
    }
}
