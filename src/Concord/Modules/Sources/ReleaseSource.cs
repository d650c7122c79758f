using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>How many paragraphs of a source go how far.</summary>
internal sealed record ReleaseLine(Handling Handling, int Paragraphs);

/// <summary>How widely a source may be seen now.</summary>
/// <param name="Guarded">In how many of its paragraphs somebody asks to be protected.</param>
/// <param name="Tells">Whether what was read in those is told without whoever said it.</param>
/// <param name="Seen">What the form brings back of all that.</param>
internal sealed record ReleasedNow(ImmutableArray<ReleaseLine> Lines, int Guarded, bool Tells, string Seen);

/// <summary>What a release would do.</summary>
/// <param name="Told">What would be told without whoever said it, in words.</param>
internal sealed record ReleasePreview(ImmutableArray<ReleaseLine> Lines, ImmutableArray<string> Told);

/// <summary>
/// The body that filed a source releases it, wider or narrower than before. Everything that bears a label of it, its statements and what finds it among them, bears the
/// new one from the same commit on. An act.
/// </summary>
internal sealed class ReleaseSource(ConcordDb db, Labels labels, IPlan plan, IEnumerable<IRelabelled> others, TimeProvider clock)
{
    /// <summary>The labels that a source bears after a release.</summary>
    /// <param name="Was">That of its head before.</param>
    /// <param name="Whole">Of its head.</param>
    /// <param name="Paragraphs">By their ordinals.</param>
    /// <param name="Told">By the ordinals of paragraphs in which somebody is protected, under which what was read in them is told without them.</param>
    /// <param name="Seen">Which labels it bears now, as the form brings it back.</param>
    private sealed record AfterRelease(Label Was, Label Whole, IReadOnlyDictionary<int, Label> Paragraphs, IReadOnlyDictionary<int, Label> Told, string Seen)
    {
        public ImmutableArray<ReleaseLine> Lines => LinesOf(Paragraphs.Values);
    }

    /// <summary>What a release would do, without doing it.</summary>
    public async Task<Result<ReleasePreview>> PreviewAsync(Permit permit, SourceId id, Release release, CancellationToken ct)
    {
        if (await SourceQueries.SeenAsync(db, labels, permit, id, ct).ConfigureAwait(false) is not { } source)
        {
            return new Refusal("source.unknown");
        }

        var after = await AfterAsync(permit, source, release, ct).ConfigureAwait(false);
        List<int> ordinals = [.. after.Told.Keys];
        var passages = await db.Set<PassageRow>().Where(p => p.SourceId == id && EF.Parameter(ordinals).Contains(p.ParagraphOrdinal)).Select(p => p.Id).ToListAsync(ct).ConfigureAwait(false);
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var other in others)
        {
            told.AddRange(await other.ToldAsync(permit, passages, ct).ConfigureAwait(false));
        }

        return new ReleasePreview(after.Lines, told.ToImmutable());
    }

    /// <summary>How widely it may be seen now, and what the form brings back of that.</summary>
    public async Task<ReleasedNow> NowAsync(SourceId id, CancellationToken ct)
    {
        var known = await labels.AllAsync(ct).ConfigureAwait(false);
        var source = await db.Set<SourceRow>().AsNoTracking().SingleAsync(s => s.Id == id, ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().Where(p => p.SourceId == id).OrderBy(p => p.Ordinal).Select(p => p.LabelId).ToListAsync(ct).ConfigureAwait(false);
        var told = await ToldNowAsync(id, ct).ConfigureAwait(false);
        return new ReleasedNow(
            LinesOf(paragraphs.Select(p => known[p])),
            (await GuardedAsync(source, ct).ConfigureAwait(false)).Count, told.Count > 0, SeenOf(source.LabelId, paragraphs, told));
    }

    private static ImmutableArray<ReleaseLine> LinesOf(IEnumerable<Label> paragraphs) =>
        [.. paragraphs.GroupBy(l => l.Handling).OrderBy(g => g.Key).Select(g => new ReleaseLine(g.Key, g.Count()))];

    private async Task<List<LabelId>> ToldNowAsync(SourceId id, CancellationToken ct) => await db.Set<PassageRow>()
        .Where(p => p.SourceId == id && p.ToldId != null).OrderBy(p => p.ParagraphOrdinal).ThenBy(p => p.Id).Select(p => p.ToldId!.Value).ToListAsync(ct).ConfigureAwait(false);

    /// <summary>The paragraphs in which somebody asks to be protected, by name.</summary>
    private async Task<HashSet<string>> GuardedAsync(SourceRow source, CancellationToken ct)
    {
        var guarded = await (from proposal in db.Set<ProposalRow>() join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            join paragraph in db.Set<ParagraphRow>() on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            where proposal.SourceId == source.Id && proposal.ProtectSource select paragraph.Name).ToListAsync(ct).ConfigureAwait(false);
        return [.. guarded, .. Stored.Read<ImmutableArray<Mention>>(source.Mentions).Where(m => m.Protect).Select(m => m.Paragraph)];
    }

    private static string SeenOf(LabelId whole, IEnumerable<LabelId> paragraphs, IEnumerable<LabelId> told) =>
        ContentRow.HashOf(System.Text.Encoding.ASCII.GetBytes(string.Join(' ', paragraphs.Prepend(whole).Concat(told).Select(l => l.Value))))[..16];

    /// <param name="seen">Which labels it bore when the form was made; null where nobody looked before. Refused with <c>release.changed-meanwhile</c> when they are others.</param>
    public async Task<Result<ImmutableArray<ReleaseLine>>> HandleAsync(Permit permit, SourceId id, Release asked, string? why, string? seen, CancellationToken ct)
    {
        var source = await SourceQueries.SeenAsync(db, labels, permit, id, ct).ConfigureAwait(false);
        if (source is null)
        {
            return new Refusal("source.unknown");
        }

        var reason = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        return await Releasing.May(permit, source.FiledBy, asked)
            .Then(r => reason?.Length > RecallSource.LongestReason ? new Refusal("release.why-too-long") : (Result<Release>)r).Match(
                release => ReleaseAsync(permit, source, release, reason, seen, ct),
                refusals => Task.FromResult<Result<ImmutableArray<ReleaseLine>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImmutableArray<ReleaseLine>>> ReleaseAsync(Permit permit, SourceRow source, Release release, string? why, string? seen, CancellationToken ct)
    {
        var after = await AfterAsync(permit, source, release, ct).ConfigureAwait(false);
        if (seen is not null && seen != after.Seen)
        {
            return new Refusal("release.changed-meanwhile");
        }

        // First the labels: giving one out may have to be tried again, and that lets go of every row loaded before.
        return await (await labels.InternAsync(permit, after.Paragraphs.Values.Concat(after.Told.Values).Append(after.Whole), ct).ConfigureAwait(false)).Match(
            async ids =>
            {
                var byOrdinal = after.Paragraphs.ToDictionary(p => p.Key, p => new PassageLabels(ids[p.Value], after.Told.TryGetValue(p.Key, out var told) ? ids[told] : null));
                await RelabelAsync(permit, source, ids[after.Whole], byOrdinal, ct).ConfigureAwait(false);
                var told = new Dictionary<string, string?> { ["was-to"] = after.Was.Handling.ToString(), ["to"] = release.To.ToString(), ["from"] = release.From is { } from ? Days.Write(from) : null, ["told"] = after.Told.Count == 0 ? null : "yes" };
                var committed = await db.CommitAsync(new Act(permit, "source.released", "source:" + source.Id.Value.ToString("D"), why, told), ct).ConfigureAwait(false);
                return committed.Map(_ => after.Lines);
            },
            refusals => Task.FromResult<Result<ImmutableArray<ReleaseLine>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>With the next commit all that is of the source bears these labels, and is found under them and no others.</summary>
    private async Task RelabelAsync(Permit permit, SourceRow before, LabelId whole, Dictionary<int, PassageLabels> byOrdinal, CancellationToken ct)
    {
        var id = before.Id;
        var source = await db.Set<SourceRow>().SingleAsync(s => s.Id == id, ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var passages = await db.Set<PassageRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var proposals = await db.Set<ProposalRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var anchorings = await db.Set<AnchoringRow>().Where(a => a.SourceId == id && a.LabelId != null && a.ParagraphOrdinal != null).ToListAsync(ct).ConfigureAwait(false);
        var promises = await db.Set<PromiseRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        CopiedLabels.OfAll(db, id, paragraphs.ToDictionary(p => p.Ordinal, p => p.LabelId), (passages.Count, proposals.Count, anchorings.Count));
        source.LabelId = whole;
        db.Entry(source).Property(s => s.LabelId).OriginalValue = before.LabelId;
        paragraphs.ForEach(p => p.LabelId = byOrdinal[p.Ordinal].Own);
        passages.ForEach(p => (p.LabelId, p.ToldId) = (byOrdinal[p.ParagraphOrdinal].Own, byOrdinal[p.ParagraphOrdinal].Told));
        promises.ForEach(p => p.LabelId = byOrdinal[p.ParagraphOrdinal].Own);
        anchorings.ForEach(a => a.LabelId = byOrdinal[a.ParagraphOrdinal!.Value].Own);
        var ofPassage = passages.ToDictionary(p => p.Id, p => byOrdinal[p.ParagraphOrdinal]);
        proposals.ForEach(p => p.LabelId = ofPassage[p.PassageId].Own);
        db.FindOnlyAnew([id.Value]);
        db.Index(SourceIndex.Of(source, paragraphs, SourceIndex.Partners(proposals.OrderBy(p => p.Ordinal).Join(
            passages, p => p.PassageId, p => p.Id, (p, at) => (p.Partners, at.ParagraphOrdinal, at.StartAt, at.EndAt)))));
        foreach (var other in others)
        {
            await other.RelabelAsync(permit, ofPassage, ct).ConfigureAwait(false);
        }
    }

    private async Task<AfterRelease> AfterAsync(Permit permit, SourceRow source, Release release, CancellationToken ct)
    {
        var known = await labels.AllAsync(ct).ConfigureAwait(false);
        var rules = (await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Match(p => p.Markings, _ => MarkingRules.None);
        var captions = Forms.IsDocument(source.Form) ? [] : Stored.Read<TelegramHeader>(source.Header).Captions;
        var protects = await GuardedAsync(source, ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source.Id).Select(p => new { p.Ordinal, p.Name, p.LabelId }).ToListAsync(ct).ConfigureAwait(false);
        return new AfterRelease(
            known[source.LabelId], Of(source.LabelId, false), paragraphs.ToDictionary(p => p.Ordinal, p => Of(p.LabelId, protects.Contains(p.Name))),
            paragraphs.Where(p => protects.Contains(p.Name)).Select(p => (p.Ordinal, Told: Releasing.Told(known[p.LabelId], release, source.FiledBy, rules, captions)))
                .Where(p => p.Told is not null).ToDictionary(p => p.Ordinal, p => p.Told!),
            SeenOf(source.LabelId, paragraphs.OrderBy(p => p.Ordinal).Select(p => p.LabelId), await ToldNowAsync(source.Id, ct).ConfigureAwait(false)));

        Label Of(LabelId label, bool guards) => Releasing.After(known[label], release, source.FiledBy, rules, captions, guards);
    }
}
