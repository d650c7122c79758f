using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>How many paragraphs of a source go how far.</summary>
internal sealed record ReleaseLine(Handling Handling, int Paragraphs);

/// <summary>
/// The body that filed a source releases it, wider or narrower than before. Everything that bears a label of it, its statements and what finds it among them, bears the
/// new one from the same commit on. An act.
/// </summary>
internal sealed class ReleaseSource(ConcordDb db, Labels labels, IPlan plan, IEnumerable<IRelabelled> others, TimeProvider clock)
{
    public const int LongestReason = 2000;

    /// <summary>What a release would do, without doing it.</summary>
    public async Task<Result<ImmutableArray<ReleaseLine>>> PreviewAsync(Permit permit, SourceId id, Release release, CancellationToken ct)
    {
        var source = await FindAsync(permit, id, ct).ConfigureAwait(false);
        if (source is null)
        {
            return new Refusal("source.unknown");
        }

        var known = await labels.AllAsync(ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == id).Select(p => new { p.Name, p.LabelId }).ToListAsync(ct).ConfigureAwait(false);
        var after = await AfterAsync(permit, source, release, ct).ConfigureAwait(false);
        return paragraphs.Select(p => after(known[p.LabelId], p.Name).Handling).GroupBy(h => h).OrderBy(g => g.Key).Select(g => new ReleaseLine(g.Key, g.Count())).ToImmutableArray();
    }

    public async Task<Result<ImmutableArray<ReleaseLine>>> HandleAsync(Permit permit, SourceId id, Release asked, string? why, CancellationToken ct)
    {
        var source = await FindAsync(permit, id, ct).ConfigureAwait(false);
        if (source is null)
        {
            return new Refusal("source.unknown");
        }

        var reason = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        return await Releasing.May(permit, source.FiledBy, asked).Then(r => reason?.Length > LongestReason ? new Refusal("release.why-too-long") : (Result<Release>)r).Match(
            release => ReleaseAsync(permit, source, release, reason, ct),
            refusals => Task.FromResult<Result<ImmutableArray<ReleaseLine>>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<ImmutableArray<ReleaseLine>>> ReleaseAsync(Permit permit, SourceRow source, Release release, string? why, CancellationToken ct)
    {
        var known = await labels.AllAsync(ct).ConfigureAwait(false);
        var after = await AfterAsync(permit, source, release, ct).ConfigureAwait(false);
        var paragraphs = await db.Set<ParagraphRow>().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false);
        var passages = await db.Set<PassageRow>().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false);
        var proposals = await db.Set<ProposalRow>().Where(p => p.SourceId == source.Id).ToListAsync(ct).ConfigureAwait(false);
        var anchorings = await db.Set<AnchoringRow>().Where(a => a.SourceId == source.Id && a.LabelId != null).ToListAsync(ct).ConfigureAwait(false);
        var byOrdinal = paragraphs.ToDictionary(p => p.Ordinal, p => after(known[p.LabelId], p.Name));
        var whole = after(known[source.LabelId], null);
        var interned = await labels.InternAsync(permit, byOrdinal.Values.Append(whole), ct).ConfigureAwait(false);
        return await interned.Match(
            async ids =>
            {
                paragraphs.ForEach(p => p.LabelId = ids[byOrdinal[p.Ordinal]]);
                passages.ForEach(p => p.LabelId = ids[byOrdinal[p.ParagraphOrdinal]]);
                var ofPassage = passages.ToDictionary(p => p.Id, p => p.LabelId);
                proposals.ForEach(p => p.LabelId = ofPassage[p.PassageId]);
                anchorings.Where(a => a.ParagraphOrdinal is not null).ToList().ForEach(a => a.LabelId = ids[byOrdinal[a.ParagraphOrdinal!.Value]]);
                var tracked = await db.Set<SourceRow>().SingleAsync(s => s.Id == source.Id, ct).ConfigureAwait(false);
                tracked.LabelId = ids[whole];
                db.FindOnlyAnew([source.Id.Value]);
                db.Index(SourceIndex.Of(tracked, paragraphs, SourceIndex.Partners(proposals.OrderBy(p => p.Ordinal).Join(
                    passages, p => p.PassageId, p => p.Id, (p, at) => (p.Partners, at.ParagraphOrdinal, at.StartAt, at.EndAt)))));
                foreach (var other in others)
                {
                    await other.RelabelAsync(permit, ofPassage, ct).ConfigureAwait(false);
                }

                var told = new Dictionary<string, string?> { ["to"] = release.To.ToString(), ["from"] = release.From?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
                var committed = await db.CommitAsync(new Act(permit, "source.released", "source:" + source.Id.Value.ToString("D"), why, told), ct).ConfigureAwait(false);
                return committed.Map(_ => byOrdinal.Values.GroupBy(l => l.Handling).OrderBy(g => g.Key).Select(g => new ReleaseLine(g.Key, g.Count())).ToImmutableArray());
            },
            refusals => Task.FromResult<Result<ImmutableArray<ReleaseLine>>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>What becomes of a label, in the paragraph of that name.</summary>
    private async Task<Func<Label, string?, Label>> AfterAsync(Permit permit, SourceRow source, Release release, CancellationToken ct)
    {
        var rules = (await plan.InForceAsync(permit, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct).ConfigureAwait(false)).Match(p => p.Markings, _ => MarkingRules.None);
        var captions = Forms.IsDocument(source.Form) ? [] : Stored.Read<TelegramHeader>(source.Header).Captions;
        var guarded = await (from proposal in db.Set<ProposalRow>() join passage in db.Set<PassageRow>() on proposal.PassageId equals passage.Id
            join paragraph in db.Set<ParagraphRow>() on new { passage.SourceId, Ordinal = passage.ParagraphOrdinal } equals new { paragraph.SourceId, paragraph.Ordinal }
            where proposal.SourceId == source.Id && proposal.ProtectSource select paragraph.Name).ToListAsync(ct).ConfigureAwait(false);
        var protects = guarded.Concat(Stored.Read<ImmutableArray<Mention>>(source.Mentions).Where(m => m.Protect).Select(m => m.Paragraph)).ToHashSet();
        return (label, paragraph) => Releasing.After(label, release, source.FiledBy, rules, captions, paragraph is not null && protects.Contains(paragraph));
    }

    private async Task<SourceRow?> FindAsync(Permit permit, SourceId id, CancellationToken ct)
    {
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        return await db.Set<SourceRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && visible.Contains(s.LabelId), ct).ConfigureAwait(false);
    }
}
