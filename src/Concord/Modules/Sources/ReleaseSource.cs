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
    /// <param name="Passages">
    /// Own, and under which what was read in it is told without whoever said it: where somebody in the paragraph is protected and the release says so, and where name, office
    /// or meeting were taken from a paragraph that goes less far.
    /// </param>
    /// <param name="TellsProtected">Whether something is told without whoever is protected.</param>
    /// <param name="Seen">Which labels it bears now, as the form brings it back.</param>
    private sealed record AfterRelease(
        Label Was, Label Whole, IReadOnlyDictionary<int, Label> Paragraphs, IReadOnlyDictionary<PassageId, (Label Own, Label? Told)> Passages, bool TellsProtected, string Seen)
    {
        public ImmutableArray<ReleaseLine> Lines => LinesOf(Paragraphs.Values);

        public IEnumerable<Label> All => Paragraphs.Values.Concat(Passages.Values.SelectMany(p => new[] { p.Own, p.Told }).OfType<Label>()).Append(Whole);
    }

    /// <summary>What a release would do, without doing it.</summary>
    public async Task<Result<ReleasePreview>> PreviewAsync(Permit permit, SourceId id, Release release, CancellationToken ct)
    {
        if (await SourceQueries.SeenAsync(db, labels, permit, id, ct).ConfigureAwait(false) is not { } source)
        {
            return new Refusal("source.unknown");
        }

        var after = await AfterAsync(permit, source, release, ct).ConfigureAwait(false);
        List<PassageId> passages = [.. after.Passages.Where(p => p.Value.Told is not null).Select(p => p.Key)];
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
        var guarded = await GuardedAsync(source, ct).ConfigureAwait(false);
        var tells = await db.Set<PassageRow>().AnyAsync(
            p => p.SourceId == id && p.ToldId != null && db.Set<ParagraphRow>().Any(r => r.SourceId == id && r.Ordinal == p.ParagraphOrdinal && guarded.Contains(r.Name)), ct).ConfigureAwait(false);
        return new ReleasedNow(
            LinesOf(paragraphs.Select(p => known[p])), guarded.Count, tells, SeenOf(source.LabelId, paragraphs, await ToldNowAsync(id, ct).ConfigureAwait(false)));
    }

    private static ImmutableArray<ReleaseLine> LinesOf(IEnumerable<Label> paragraphs) =>
        [.. paragraphs.GroupBy(l => l.Handling).OrderBy(g => g.Key).Select(g => new ReleaseLine(g.Key, g.Count()))];

    private async Task<List<LabelId>> ToldNowAsync(SourceId id, CancellationToken ct) => await db.Set<PassageRow>()
        .Where(p => p.SourceId == id && p.ToldId != null).OrderBy(p => p.ParagraphOrdinal).ThenBy(p => p.Id).Select(p => p.ToldId!.Value).ToListAsync(ct).ConfigureAwait(false);

    /// <summary>The paragraphs, by name, in which somebody asks to be protected, and those which name them or tell what they said.</summary>
    private async Task<HashSet<string>> GuardedAsync(SourceRow source, CancellationToken ct)
    {
        var mentions = Stored.Read<ImmutableArray<Mention>>(source.Mentions);
        var persons = mentions.Where(m => m.Kind == MentionKind.Person).ToLookup(m => m.Text);
        var said = await (from proposal in db.Set<ProposalRow>() join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            join paragraph in db.Set<ParagraphRow>() on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            where proposal.SourceId == source.Id select new { paragraph.Name, proposal.Speaker, proposal.ProtectSource }).ToListAsync(ct).ConfigureAwait(false);
        var texts = await db.Set<ParagraphRow>().Where(p => p.SourceId == source.Id).Select(p => new { p.Name, p.Label, p.Heading, p.Text }).ToListAsync(ct).ConfigureAwait(false);
        var asked = mentions.Where(m => m is { Kind: MentionKind.Caveat, Detail: "protect source" }).ToLookup(m => m.Paragraph);
        var sentences = texts.SelectMany(t => asked[t.Name].Select(m => Guarded.SentenceAt(t.Text, m.Span))).ToList();
        HashSet<string> who =
        [
            .. persons.Where(p => p.Any(m => m.Protect) || sentences.Any(s => Guarded.Names(s, p.Key))).Select(p => p.Key),
            .. said.Where(s => s.ProtectSource && s.Speaker is not null && persons.Contains(s.Speaker)).Select(s => s.Speaker!),
        ];
        return
        [
            .. asked.Select(m => m.Key), .. persons.SelectMany(p => p).Where(m => m.Protect).Select(m => m.Paragraph),
            .. said.Where(s => s.ProtectSource || (s.Speaker is not null && who.Contains(s.Speaker))).Select(s => s.Name),
            .. texts.Where(t => string.Join('\n', t.Label, t.Heading, t.Text) is var all && (Guarded.Asks(all) || who.Any(w => Guarded.Names(all, w)))).Select(t => t.Name),
        ];
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
        return await (await labels.InternAsync(permit, after.All, ct).ConfigureAwait(false)).Match(
            async ids =>
            {
                await RelabelAsync(
                    permit, source, ids[after.Whole], after.Paragraphs.ToDictionary(p => p.Key, p => ids[p.Value]),
                    after.Passages.ToDictionary(p => p.Key, p => new PassageLabels(ids[p.Value.Own], p.Value.Told is { } t ? ids[t] : null)), ct).ConfigureAwait(false);
                var told = new Dictionary<string, string?> { ["was-to"] = after.Was.Handling.ToString(), ["to"] = release.To.ToString(), ["from"] = release.From is { } from ? Days.Write(from) : null, ["told"] = after.TellsProtected ? "yes" : null };
                var committed = await db.CommitAsync(new Act(permit, "source.released", "source:" + source.Id.Value.ToString("D"), why, told), ct).ConfigureAwait(false);
                return committed.Map(_ => after.Lines);
            },
            refusals => Task.FromResult<Result<ImmutableArray<ReleaseLine>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>With the next commit all that is of the source bears these labels, and is found under them and no others.</summary>
    private async Task RelabelAsync(
        Permit permit, SourceRow before, LabelId whole, Dictionary<int, LabelId> byOrdinal, Dictionary<PassageId, PassageLabels> ofPassage, CancellationToken ct)
    {
        var id = before.Id;
        var source = await db.Set<SourceRow>().SingleAsync(s => s.Id == id, ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var passages = await db.Set<PassageRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var proposals = await db.Set<ProposalRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        var anchorings = await db.Set<AnchoringRow>().Where(a => a.SourceId == id && a.LabelId != null && a.ParagraphOrdinal != null).ToListAsync(ct).ConfigureAwait(false);
        var promises = await db.Set<PromiseRow>().Where(p => p.SourceId == id).ToListAsync(ct).ConfigureAwait(false);
        CopiedLabels.OfAll(db, id, paragraphs.ToDictionary(p => p.Ordinal, p => p.LabelId), (passages.Count, proposals.Count, anchorings.Count));

        // Of what came since nobody has asked what it took from where.
        passages.ForEach(p => ofPassage.TryAdd(p.Id, new PassageLabels(whole, null)));
        source.LabelId = whole;
        db.Entry(source).Property(s => s.LabelId).OriginalValue = before.LabelId;
        paragraphs.ForEach(p => p.LabelId = byOrdinal[p.Ordinal]);
        passages.ForEach(p => (p.LabelId, p.ToldId) = (ofPassage[p.Id].Own, ofPassage[p.Id].Told));
        promises.ForEach(p => p.LabelId = byOrdinal[p.ParagraphOrdinal]);
        anchorings.ForEach(a => a.LabelId = byOrdinal[a.ParagraphOrdinal!.Value]);
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
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source.Id).OrderBy(p => p.Ordinal).ToListAsync(ct).ConfigureAwait(false);
        var guarded = paragraphs.Where(p => protects.Contains(p.Name)).Select(p => p.Ordinal).ToHashSet();
        var (whole, byOrdinal) = (Of(source.LabelId, false), paragraphs.ToDictionary(p => p.Ordinal, p => Of(p.LabelId, guarded.Contains(p.Ordinal))));
        var told = paragraphs.Where(p => guarded.Contains(p.Ordinal)).ToDictionary(p => p.Ordinal, p => Releasing.Told(known[p.LabelId], release, source.FiledBy, rules, captions));
        var drawn = await DrawnAsync(source, paragraphs, byOrdinal, whole, ct).ConfigureAwait(false);
        return new AfterRelease(
            known[source.LabelId], whole, byOrdinal,
            drawn.ToDictionary(d => d.Key, d => (d.Value.Label, guarded.Contains(d.Value.Ordinal) ? told[d.Value.Ordinal] : d.Value.Label == byOrdinal[d.Value.Ordinal] ? null : byOrdinal[d.Value.Ordinal])),
            told.Values.Any(t => t is not null),
            SeenOf(source.LabelId, paragraphs.Select(p => p.LabelId), await ToldNowAsync(source.Id, ct).ConfigureAwait(false)));

        Label Of(LabelId label, bool guards) => Releasing.After(known[label], release, source.FiledBy, rules, captions, guards);
    }

    /// <summary>The label of each passage: that of its paragraph, and of what else its proposals took from where.</summary>
    private async Task<Dictionary<PassageId, (int Ordinal, Label Label)>> DrawnAsync(
        SourceRow source, List<ParagraphRow> paragraphs, Dictionary<int, Label> byOrdinal, Label whole, CancellationToken ct)
    {
        var passages = await db.Set<PassageRow>().Where(p => p.SourceId == source.Id).Select(p => new { p.Id, p.ParagraphOrdinal }).ToListAsync(ct).ConfigureAwait(false);
        var made = passages.ToDictionary(p => p.Id, p => (Ordinal: p.ParagraphOrdinal, Label: byOrdinal[p.ParagraphOrdinal]));
        if (byOrdinal.Values.Distinct().Take(2).Count() < 2)
        {
            return made;
        }

        var drawing = new Drawing(paragraphs, Stored.Read<ImmutableArray<Mention>>(source.Mentions));
        foreach (var proposal in await db.Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false))
        {
            var (ordinal, label) = made[proposal.PassageId];
            foreach (var where in drawing.Of(proposal, ordinal))
            {
                var also = where.Select(o => byOrdinal[o]).DefaultIfEmpty(whole).ToList();
                label = also.Exists(a => Releasing.GoesAsFar(a, label)) ? label : Releasing.Both(label, also.MinBy(a => a.Handling)!);
            }

            made[proposal.PassageId] = (ordinal, label);
        }

        return made;
    }
}
