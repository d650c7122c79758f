using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Modules.Sources;

/// <summary>Reads sources. What the person may not see is no part of any query's answer: the labels are a term of it.</summary>
internal sealed class SourceQueries(
    ConcordDb db, Labels labels, ProposeStatement propose, AnchorQueries anchors, SettleAnchor settle, RecallSource recalls, VersionGuesses guesses, TelegramLinks links, SourceTexts texts, Shown shown,
    TimeProvider clock) : ISources
{
    private const int AtOnce = 500;

    public async Task<ImmutableArray<SourceSummary>> ListAsync(Permit permit, int most, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rows = await Listed(db.Set<SourceRow>().AsNoTracking(), visible, null)
            .OrderByDescending(s => s.Sequence)
            .Take(most)
            .Select(s => new SourceSummary(
                s.Id, s.Title, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Form, s.Paragraphs, s.Proposals, s.Errors))
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows];
    }

    public async Task<Result<SourcePage>> PageAsync(Permit permit, SourceId id, SourcePlace place, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var row = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct).ConfigureAwait(false);
        var heads = await HeadsAsync(id, visible, ct).ConfigureAwait(false);
        if (row is null || (heads.Count == 0 && !visible.Contains(row.LabelId)))
        {
            return new Refusal("source.unknown");
        }

        var labelled = await labels.AllAsync(ct).ConfigureAwait(false);
        var proposals = await ProposalsAsync(db.Set<ProposalRow>().Where(p => p.SourceId == id && visible.Contains(p.LabelId)), visible, ct).ConfigureAwait(false);
        var (whole, theirs) = (visible.Contains(row.LabelId), Releasing.IsFiler(permit, row.FiledBy));
        var sought = place.Passage is { } passage
            ? await SoughtAsync(permit, passage, id, visible, ct).ConfigureAwait(false)
            : place.Stretch is { } stretch
                ? (await texts.FindAsync(permit, [], [(id, stretch)], ct).ConfigureAwait(false)).Texts.Values
                    .Select(t => new PassageView(
                        default, id, t.Source.Title, t.Source.ReferenceId, t.Source.Known, t.Paragraph, t.Text, "", "",
                        new TextSpan(stretch.Start, stretch.Start + CodePoints.Count(t.Text)), row.LabelId))
                    .FirstOrDefault()
                : null;
        var correctedBy = await db.Set<SourceRow>()
            .Where(s => s.Corrects == id && visible.Contains(s.LabelId))
            .OrderByDescending(s => s.Sequence)
            .Select(s => (SourceId?)s.Id)
            .FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var seen = await VersionsAsync(row, visible, ct).ConfigureAwait(false);
        var parts = TextParts.Of([.. heads.Select(h => h.Length)]);
        var part = place.Part is { } number && number > 0 && number <= parts.Length
            ? number - 1
            : (sought ?? proposals.FirstOrDefault(p => p.Ordinal + 1 == place.Proposal)?.Passage) is { } there
                ? TextParts.Holding(parts, heads.FindIndex(h => h.Name == there.Paragraph), there.At.Start)
                : 0;
        var complaints = Stored.Read<ImmutableArray<Complaint>>(row.Complaints);
        var document = Forms.IsDocument(row.Form);
        var paragraphs = await ParagraphsAsync(id, heads, parts[part], labelled, complaints, document, ct).ConfigureAwait(false);
        var header = document ? null : Stored.Read<TelegramHeader>(row.Header);
        var mentions = await MentionsAsync(row, heads, visible, ct).ConfigureAwait(false);
        var page = new SourcePage(
            whole ? Summary(row) : Hidden(Summary(row)),
            whole ? row.ContentHash : "",
            whole ? row.Length : 0,
            whole && header is not null ? header : new TelegramHeader(),
            paragraphs,
            !whole ? [.. paragraphs.SelectMany(p => p.Complaints)] : document ? [.. complaints.Where(c => c.Line is null), .. paragraphs.SelectMany(p => p.Complaints)] : complaints,
            proposals,
            [.. mentions],
            row.Paragraphs - heads.Count,
            whole && seen.Any(v => v.Id == row.Corrects) ? row.Corrects : null,
            correctedBy)
        {
            Part = part + 1,
            Parts = parts.Length,
            Sought = sought,
            Document = document ? whole ? Stored.Read<DocumentHead>(row.Header) : new DocumentHead() : null,
            Enclosed = whole && row.Form == SourceForm.Email ? await EnclosedAsync(id, IsOwn(permit, row), visible, ct).ConfigureAwait(false) : [],
            CameIn = await CameInAsync(id, visible, ct).ConfigureAwait(false),
            Version = row.VersionNumber,
            Versions = seen.Length > 1 ? seen : [],
            MayCorrect = !whole || !theirs ? [] : await guesses.ForAsync(row, header, visible, ct).ConfigureAwait(false),
            Recall = (await recalls.OfAsync(row, visible, ct).ConfigureAwait(false)).LastOrDefault(r => r.Until is null),
            RefersTo = header is null || !whole ? [] : await links.RefersToAsync(id, header, paragraphs.Select(p => (p.Name, p.Text)), visible, ct).ConfigureAwait(false),
            ReferredBy = document || !whole ? [] : await links.ReferredByAsync(id, visible, ct).ConfigureAwait(false),
            IsWhole = whole,
            IsTheirs = theirs,
            MayRelease = whole && permit.To(Doing.Import).Then(p => Releasing.May(p, row.FiledBy, new Release(Handling.OwnBody, [], null))).IsOk,
            Promises = document || !whole ? [] : await links.PromisesAsync(id, visible, ct).ConfigureAwait(false),
        };
        shown.Tell(page.Others);
        return page;
    }

    /// <summary>What its paragraphs mention; a person only where a paragraph that is seen names them in full, since a short form is told with the name that another gives.</summary>
    private async Task<IEnumerable<Mention>> MentionsAsync(SourceRow row, List<ParagraphHead> heads, List<LabelId> visible, CancellationToken ct)
    {
        var names = heads.Select(p => p.Name).ToHashSet();
        var mentions = Stored.Read<ImmutableArray<Mention>>(row.Mentions).Where(m => names.Contains(m.Paragraph)).ToList();
        if (heads.Count == row.Paragraphs)
        {
            return mentions;
        }

        var texts = await db.Set<ParagraphRow>().Where(p => p.SourceId == row.Id && visible.Contains(p.LabelId)).Select(p => p.Label + " " + p.Heading + " " + p.Text).ToListAsync(ct).ConfigureAwait(false);
        return mentions.Where(m => m.Kind != MentionKind.Person || texts.Exists(t => Guarded.NamesInFull(t, m.Text)));
    }

    /// <summary>A passage of this version, or one of an earlier version at its place in this one.</summary>
    private async Task<PassageView?> SoughtAsync(Permit permit, PassageId passage, SourceId id, List<LabelId> visible, CancellationToken ct)
    {
        var own = (await PassagesAsync(permit, [passage], ct).ConfigureAwait(false)).Values.SingleOrDefault();
        if (own is null || own.Source == id)
        {
            return own;
        }

        var here = await anchors.NowAsync([passage], id, visible, ct).ConfigureAwait(false);
        return here.TryGetValue(passage, out var found) && found.Now is { Paragraph: { } paragraph } now
            ? own with
            {
                Source = id, Paragraph = paragraph, Exact = found.Row.Exact, Prefix = found.Row.Prefix, Suffix = found.Row.Suffix, At = now.At, Now = now, From = own,
            }
            : null;
    }

    /// <summary>All versions of a source that this person may see, the first first, its own among them.</summary>
    private async Task<ImmutableArray<VersionView>> VersionsAsync(SourceRow row, List<LabelId> visible, CancellationToken ct)
    {
        var first = row.First ?? row.Id;
        var rows = await db.Set<SourceRow>().AsNoTracking()
            .Where(s => (s.Id == first || s.First == first) && visible.Contains(s.LabelId))
            .OrderBy(s => s.VersionNumber)
            .Select(s => new VersionView(s.Id, s.Title, s.VersionNumber, s.Known, s.Imported))
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows];
    }

    public async Task<ILookup<PassageId, RecallView>> RecalledAsync(Permit permit, CancellationToken ct) =>
        await recalls.PassagesAsync(await VisibleAsync(permit, ct).ConfigureAwait(false), ct).ConfigureAwait(false);

    public Task<Result<PassageId>> SettleAsync(Permit permit, SettlePassage input, CancellationToken ct) => settle.HandleAsync(permit, input, ct);

    public async Task<ImmutableArray<AnchoredView>> AnchoredAsync(Permit permit, SourceId version, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var found = await anchors.InAsync(version, visible, ct).ConfigureAwait(false);
        var originals = ImmutableDictionary.CreateBuilder<PassageId, PassageView>();
        foreach (var some in found.Keys.Chunk(AtOnce))
        {
            originals.AddRange(await PassagesAsync(permit, some, ct).ConfigureAwait(false));
        }

        var proposals = (await (
            from anchoring in db.Set<AnchoringRow>().AsNoTracking()
            join proposal in db.Set<ProposalRow>() on anchoring.PassageId equals proposal.PassageId
            where anchoring.SourceId == version && anchoring.Number == 1 && visible.Contains(proposal.LabelId)
            select new { proposal.PassageId, proposal.Id, proposal.Rule }).ToListAsync(ct).ConfigureAwait(false)).ToLookup(p => p.PassageId);
        var numbers = await db.Set<SourceRow>().Where(s => db.Set<SourceRow>().Any(v => v.Id == version && (s.Id == v.First || s.First == v.First)))
            .ToDictionaryAsync(s => s.Id, s => s.VersionNumber, ct).ConfigureAwait(false);
        return
        [
            .. found.Where(f => originals.ContainsKey(f.Key)).Select(f => new AnchoredView(
                originals[f.Key], numbers.GetValueOrDefault(originals[f.Key].Source, 1), f.Value.Now, f.Value.Row.Number, [.. proposals[f.Key].Select(p => p.Id)],
                proposals[f.Key].Any(p => p.Rule == NewProposal.ByPerson)))
                .OrderBy(a => a.OriginalVersion).ThenBy(a => a.Original.Paragraph, StringComparer.Ordinal).ThenBy(a => a.Original.At.Start).ThenBy(a => a.Original.Id.Value),
        ];
    }

    public async Task<ImmutableArray<RepeatView>> RepeatsAsync(Permit permit, IReadOnlyCollection<SourceId> versions, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rows = await (
            from repeat in db.Set<RepeatRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on repeat.SourceId equals source.Id
            join earlier in db.Set<ProposalRow>() on repeat.EarlierId equals earlier.Id
            where versions.Contains(repeat.SourceId) && source.Corrects != null && visible.Contains(earlier.LabelId)
            select new RepeatView(repeat.SourceId, repeat.ProposalId, repeat.EarlierId)).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows];
    }

    public async Task<Result<ImmutableArray<PromiseView>>> PromisesAsync(Permit permit, CancellationToken ct)
    {
        if (permit.Doing != Doing.Read && permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        var all = await links.PromisesAsync(null, await VisibleAsync(permit, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        shown.Tell(all.SelectMany(p => p.Sources));
        return all;
    }

    /// <summary>The whole text of a source, to be compared; only what this person may see of it.</summary>
    public async Task<Result<(SourceSummary Summary, int Version, ImmutableArray<(string Name, string? Label, string Text)> Paragraphs)>> WholeAsync(
        Permit permit, SourceId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var row = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
        if (row is null)
        {
            return new Refusal("source.unknown");
        }

        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == id && visible.Contains(p.LabelId)).OrderBy(p => p.Ordinal)
            .Select(p => new { p.Name, p.Label, p.Text }).ToListAsync(ct).ConfigureAwait(false);
        return (Summary(row), row.VersionNumber, paragraphs.Select(p => (p.Name, p.Label, p.Text)).ToImmutableArray());
    }

    /// <summary>What was enclosed, as far as this person may see it; what could not be read is told to whoever has the letter itself.</summary>
    private async Task<ImmutableArray<EnclosedView>> EnclosedAsync(SourceId message, bool own, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from inside in db.Set<EnclosedRow>().AsNoTracking()
            where inside.MessageId == message
            orderby inside.Ordinal
            select new
            {
                inside.Name,
                inside.Refusal,
                Source = db.Set<SourceRow>().Where(s => s.Id == inside.EnclosedId && visible.Contains(s.LabelId)).Select(s => new { s.Id, s.Title }).FirstOrDefault(),
            }).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Where(r => r.Source is not null || own).Select(r => new EnclosedView(r.Name, r.Source?.Id, r.Source?.Title, r.Refusal is { } why ? Stored.Read<Refusal>(why) : null))];
    }

    private async Task<ImmutableArray<EnclosedView>> CameInAsync(SourceId file, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from inside in db.Set<EnclosedRow>().AsNoTracking()
            join message in db.Set<SourceRow>() on inside.MessageId equals message.Id
            where inside.EnclosedId == file && visible.Contains(message.LabelId)
            orderby message.Sequence
            select new { inside.Name, message.Id, message.Title }).ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Select(r => new EnclosedView(r.Name, r.Id, r.Title, null))];
    }

    public async Task<Result<Proposal>> ProposalAsync(Permit permit, ProposalId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var found = await ProposalsAsync(db.Set<ProposalRow>().Where(p => p.Id == id && visible.Contains(p.LabelId)), visible, ct).ConfigureAwait(false);
        return found.IsEmpty ? new Refusal("proposal.unknown") : found[0];
    }

    public async Task<Result<SourceSummary>> SummaryAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        var row = await SeenAsync(db, labels, permit, id, ct).ConfigureAwait(false);
        return row is null ? new Refusal("source.unknown") : Summary(row);
    }

    /// <summary>A source whose head this person may see; null for any other.</summary>
    internal static async Task<SourceRow?> SeenAsync(ConcordDb db, Labels labels, Permit permit, SourceId id, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
    }

    public Task<FoundTexts> TextsAsync(
        Permit permit, IReadOnlyCollection<SourceId> whole, IReadOnlyCollection<(SourceId Source, TextPlace Place)> places, CancellationToken ct) =>
        texts.FindAsync(permit, whole, places, ct);

    public void Copies(PassageView passage) => CopiedLabels.OfPassage(db, passage.Source, passage.Id, new PassageLabels(passage.Label, passage.Told));

    public Task<Result<ProposalId>> ProposeAsync(Permit permit, NewProposal asked, CancellationToken ct) => propose.StageAsync(permit, asked, ct);

    public async Task<ImmutableDictionary<ProposalId, (string Rule, LabelId Label)>> RulesAsync(Permit permit, IReadOnlyCollection<ProposalId> ids, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rules = ImmutableDictionary.CreateBuilder<ProposalId, (string Rule, LabelId Label)>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            rules.AddRange(await db.Set<ProposalRow>()
                .Where(p => ((IEnumerable<ProposalId>)some).Contains(p.Id) && visible.Contains(p.LabelId))
                .ToDictionaryAsync(p => p.Id, p => (p.Rule, p.LabelId), ct).ConfigureAwait(false));
        }

        return rules.ToImmutable();
    }

    public async Task<ImmutableArray<PassageId>> PassagesOfAsync(Permit permit, SourceId source, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        return [.. await db.Set<PassageRow>().Where(p => p.SourceId == source && visible.Contains(p.LabelId)).Select(p => p.Id).ToListAsync(ct).ConfigureAwait(false)];
    }

    public async Task<IQueryable<PassagePlace>> PlacesAsync(Permit permit, CancellationToken ct) => Places(await VisibleAsync(permit, ct).ConfigureAwait(false));

    private IQueryable<PassagePlace> Places(List<LabelId> visible) => db.Set<PassageRow>().Where(p => visible.Contains(p.LabelId))
        .Select(p => new PassagePlace { Passage = p.Id, Source = p.SourceId, Paragraph = p.ParagraphOrdinal, Start = p.StartAt, End = p.EndAt });

    public async Task<IQueryable<PassagePlace>> StandingInAsync(Permit permit, IReadOnlyCollection<SourceId> of, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        List<SourceId> ids = [.. of];
        var settled = db.Set<AnchoringRow>();
        return Places(visible).Where(p => EF.Parameter(ids).Contains(p.Source))
            .Concat(settled
                .Where(a => EF.Parameter(ids).Contains(a.SourceId) && a.ParagraphOrdinal != null && a.LabelId != null && visible.Contains(a.LabelId.Value)
                    && !settled.Any(later => later.PassageId == a.PassageId && later.SourceId == a.SourceId && later.Number > a.Number))
                .Select(a => new PassagePlace { Passage = a.PassageId, Source = a.SourceId, Paragraph = a.ParagraphOrdinal!.Value, Start = a.StartAt, End = a.EndAt }));
    }

    public IQueryable<PassageFiled> Filed =>
        from passage in db.Set<PassageRow>()
        join source in db.Set<SourceRow>() on passage.SourceId equals source.Id
        select new PassageFiled { Passage = passage.Id, Source = source.Id, Filer = source.FiledBy };

    public async Task<ImmutableArray<(SourceId Source, LabelId Label)>> TellAsync(Permit permit, IReadOnlyCollection<PassageId> passages, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var told = new HashSet<(SourceId, LabelId)>();
        foreach (var some in passages.Chunk(AtOnce))
        {
            told.UnionWith(await TellAsync(some, visible, ct).ConfigureAwait(false));
        }

        return [.. told];
    }

    /// <summary>Under the label of the passage, or under that under which what is said in it is told without it.</summary>
    private async Task<List<(SourceId Source, LabelId Label)>> TellAsync(IReadOnlyCollection<PassageId> some, List<LabelId> visible, CancellationToken ct)
    {
        var told = await db.Set<PassageRow>().Where(p => some.Contains(p.Id) && (visible.Contains(p.LabelId) || (p.ToldId != null && visible.Contains(p.ToldId.Value))))
            .Select(p => new { p.SourceId, Label = visible.Contains(p.LabelId) ? p.LabelId : p.ToldId!.Value }).Distinct().ToListAsync(ct).ConfigureAwait(false);
        List<(SourceId, LabelId)> behind = [.. told.Select(t => (t.SourceId, t.Label))];
        shown.Tell(behind);
        return behind;
    }

    public async Task<ImmutableDictionary<PassageId, PassageView>> PassagesAsync(
        Permit permit, IReadOnlyCollection<PassageId> ids, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var rows = await (
            from passage in db.Set<PassageRow>().AsNoTracking()
            join source in db.Set<SourceRow>() on passage.SourceId equals source.Id
            join paragraph in db.Set<ParagraphRow>()
                on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            where ids.Contains(passage.Id) && visible.Contains(passage.LabelId)
            select new { passage, source.Title, source.ReferenceId, source.Known, paragraph.Name, Whole = visible.Contains(source.LabelId) })
            .ToListAsync(ct).ConfigureAwait(false);
        shown.Tell(rows.Select(r => (r.passage.SourceId, r.passage.LabelId)));
        if (rows.Count < ids.Count)
        {
            // What is said in the others may be told without them.
            _ = await TellAsync([.. ids.Except(rows.Select(r => r.passage.Id))], visible, ct).ConfigureAwait(false);
        }

        var now = await anchors.NowAsync([.. rows.Select(r => r.passage.Id)], null, visible, ct).ConfigureAwait(false);
        return rows.ToImmutableDictionary(
            r => r.passage.Id,
            r => View(r.passage, r.Whole ? r.Title : null, r.ReferenceId, r.Known, r.Name) with { Now = now.TryGetValue(r.passage.Id, out var there) ? there.Now : null });
    }

    /// <summary>A source of which a paragraph is seen and not the whole.</summary>
    internal static SourceSummary Hidden(SourceSummary of) => new(of.Id, Withheld, null, null, null, of.Known, of.Imported, "", of.Form, 0, 0, 0);

    /// <summary>What stands for a title that is not shown.</summary>
    internal static string Withheld => Texts.Here("sources.title-withheld");

    /// <summary>
    /// The bytes as received, with the name they came under; only for those who may see every paragraph of everything that was read out of them, whatever it is released to:
    /// of a letter, of what was enclosed in it too, however deep. What could not be read there has the body that filed it alone. <see cref="OpenOriginal"/> hands them out.
    /// </summary>
    public async Task<Result<(string FileName, byte[] Bytes)>> OriginalAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        var visible = await VisibleAsync(permit, ct).ConfigureAwait(false);
        var source = await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
        if (source is null || !await IsOpenAsync(source, IsOwn(permit, source), visible, ct).ConfigureAwait(false))
        {
            return new Refusal("source.unknown");
        }

        var bytes = await db.Set<ContentRow>().Where(c => c.Hash == source.ContentHash).Select(c => c.Bytes).SingleOrDefaultAsync(ct).ConfigureAwait(false);
        return bytes is null ? new Refusal("source.unknown") : (source.FileName, bytes);
    }

    /// <summary>Whether everything that was read out of the same bytes may be seen, and all that was enclosed.</summary>
    private async Task<bool> IsOpenAsync(SourceRow source, bool own, List<LabelId> visible, CancellationToken ct)
    {
        var all = new HashSet<SourceId>();
        var next = await db.Set<SourceRow>().Where(s => s.ContentHash == source.ContentHash && s.FiledKey == source.FiledKey).Select(s => s.Id).ToListAsync(ct).ConfigureAwait(false);
        while (next.Where(all.Add).ToList() is { Count: > 0 } fresh)
        {
            var inside = await db.Set<EnclosedRow>().Where(e => fresh.Contains(e.MessageId)).Select(e => e.EnclosedId).ToListAsync(ct).ConfigureAwait(false);
            if (!own && inside.Contains(null))
            {
                return false;
            }

            next = [.. inside.OfType<SourceId>()];
        }

        List<SourceId> sources = [.. all];
        return !await db.Set<SourceRow>().AnyAsync(
            s => sources.Contains(s.Id) && (!visible.Contains(s.LabelId) || db.Set<ParagraphRow>().Any(p => p.SourceId == s.Id && !visible.Contains(p.LabelId))), ct).ConfigureAwait(false);
    }

    /// <summary>Whether this person has the source itself, as the body that filed it.</summary>
    private bool IsOwn(Permit permit, SourceRow source) =>
        Admission.MaySee(permit.Actor, new Label(Handling.OwnBody, null, null, null, source.FiledBy is { } body ? [body] : []), clock.Today()).Allowed;

    /// <summary>The paragraphs of a source that may be seen, without their texts: one may be as long as the longest file.</summary>
    private Task<List<ParagraphHead>> HeadsAsync(SourceId id, List<LabelId> visible, CancellationToken ct) => db.Set<ParagraphRow>().AsNoTracking()
        .Where(p => p.SourceId == id && visible.Contains(p.LabelId))
        .OrderBy(p => p.Ordinal)
        .Select(p => new ParagraphHead(
            p.Ordinal, p.LabelId, p.Name, p.Number, p.Marking, p.Heading, p.Label, p.OpeningMarker, p.TrailingMarker, p.FirstLine, p.LastLine, p.Text.Length,
            p.Kind, p.Level))
        .ToListAsync(ct);

    private async Task<ImmutableArray<SourceParagraph>> ParagraphsAsync(
        SourceId id, List<ParagraphHead> heads, ImmutableArray<TextPiece> pieces, ImmutableDictionary<LabelId, Label> labelled, ImmutableArray<Complaint> complaints,
        bool document, CancellationToken ct)
    {
        var whole = pieces.Where(p => p.To - p.From == heads[p.Paragraph].Length).Select(p => heads[p.Paragraph].Ordinal).ToList();
        var texts = await db.Set<ParagraphRow>()
            .Where(p => p.SourceId == id && whole.Contains(p.Ordinal))
            .Select(p => new { p.Ordinal, p.Text })
            .ToDictionaryAsync(p => p.Ordinal, p => p.Text, ct).ConfigureAwait(false);
        var shown = ImmutableArray.CreateBuilder<SourceParagraph>(pieces.Length);
        foreach (var piece in pieces)
        {
            var head = heads[piece.Paragraph];
            var (text, from) = texts.TryGetValue(head.Ordinal, out var all) ? (all, 0) : await PieceAsync(id, head, piece, ct).ConfigureAwait(false);
            shown.Add(new SourceParagraph(
                head.Name, head.Ordinal, head.Number, head.Marking, head.Heading, head.Label, head.OpeningMarker, head.TrailingMarker,
                text, from, from + CodePoints.Count(text), head.Length, head.FirstLine, head.LastLine, labelled[head.LabelId],
                head.Of(complaints, document))
            {
                Shape = head.Kind is { } kind ? Forms.Of(kind) : null,
                Level = head.Level ?? 0,
                Table = head.Cell is { } cell ? new Place(cell.Steps.RemoveRange(cell.Steps.Length - 2, 2)).ToString() : null,
                Row = head.Cell is { Steps: [.., var row, _] } ? row.Number : 0,
                Column = head.Cell is { Steps: [.., var column] } ? column.Number : 0,
            });
        }

        return shown.ToImmutable();
    }

    /// <summary>Cut by the database, which counts in code points as the pieces do.</summary>
    private async Task<(string Text, int From)> PieceAsync(SourceId id, ParagraphHead head, TextPiece piece, CancellationToken ct)
    {
        var length = piece.To - piece.From + TextParts.Slack;
        var cut = await db.Set<ParagraphRow>()
            .Where(p => p.SourceId == id && p.Ordinal == head.Ordinal)
            .Select(p => p.Text.Substring(piece.From, length))
            .SingleAsync(ct).ConfigureAwait(false);
        return TextParts.Trim(cut, piece, isLast: piece.To == head.Length);
    }

    private async Task<List<LabelId>> VisibleAsync(Permit permit, CancellationToken ct) =>
        [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];

    private async Task<ImmutableArray<Proposal>> ProposalsAsync(IQueryable<ProposalRow> which, List<LabelId> visible, CancellationToken ct)
    {
        var rows = await (
            from proposal in which.AsNoTracking()
            join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            join source in db.Set<SourceRow>() on proposal.SourceId equals source.Id
            join paragraph in db.Set<ParagraphRow>()
                on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            orderby passage.ParagraphOrdinal, passage.StartAt, proposal.Ordinal
            select new { proposal, passage, source.Title, source.ReferenceId, source.Known, paragraph.Name, Whole = visible.Contains(source.LabelId) })
            .ToListAsync(ct).ConfigureAwait(false);
        return [.. rows.Select(r => ToProposal(r.proposal, View(r.passage, r.Whole ? r.Title : null, r.ReferenceId, r.Known, r.Name)))];
    }

    private static Proposal ToProposal(ProposalRow p, PassageView passage) => new(
        p.Id, p.Ordinal, passage, p.Kind, p.Status, p.Polarity, p.Title, p.Country, p.Iso2, p.DateText, p.Date, p.DateCertainty, p.Speaker,
        p.SpeakerCountry, p.Attribution, Stored.Read<ImmutableArray<string>>(p.Partners), Stored.Read<ImmutableArray<ProposedFigure>>(p.Figures), p.Rule, p.Confidence, p.ProtectSource)
    {
        Capacity = p.Capacity,
        Occasion = p.Occasion,
        Said = p.Said,
        Form = p.Form,
        Subject = p.Subject is { } subject ? Stored.Read<ProposedSubject>(subject) : null,
    };

    /// <param name="title">Null when its own label is not seen: the paragraph is shown, what it stands in is not told.</param>
    private static PassageView View(PassageRow p, string? title, string? reference, DateOnly known, string paragraph) => new(
        p.Id, p.SourceId, title ?? Withheld, title is null ? null : reference, known, paragraph, p.Exact, p.Prefix, p.Suffix, new TextSpan(p.StartAt, p.EndAt), p.LabelId) { Told = p.ToldId };

    /// <summary>What stands in a list of sources: those of a form, or all that came in.</summary>
    internal static IQueryable<SourceRow> Listed(IQueryable<SourceRow> rows, List<LabelId> visible, SourceForm? form) =>
        rows.Where(s => visible.Contains(s.LabelId) && (form == null ? s.Form != SourceForm.Record : s.Form == form));

    internal static SourceSummary Summary(SourceRow s) => new(
        s.Id, s.Title, s.ReferenceId, s.Originator, s.Written, s.Known, s.Imported, s.FileName, s.Form, s.Paragraphs, s.Proposals, s.Errors);

    /// <summary>A paragraph without its text.</summary>
    private sealed record ParagraphHead(
        int Ordinal, LabelId LabelId, string Name, int? Number, string? Marking, string? Heading, string? Label, string? OpeningMarker, string? TrailingMarker,
        int? FirstLine, int? LastLine, int Length, PartKind? Kind, int? Level)
    {
        /// <summary>The place of a cell.</summary>
        public Place? Cell => Kind == PartKind.Cell && Place.Parse(Name) is { Steps.Length: > 2 } place ? place : null;

        /// <summary>Complaints of a telegram are about lines, those of a document about its parts, whose places say where they are.</summary>
        public ImmutableArray<Complaint> Of(ImmutableArray<Complaint> complaints, bool document) => document
            ? [.. complaints.Where(c => c.Line == Ordinal + 1).Select(c => c with { Line = null })]
            : [.. complaints.Where(c => c.Line >= FirstLine && c.Line <= LastLine)];
    }
}
