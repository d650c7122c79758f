using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Plan;
using Concord.Modules.Measures;
using Concord.Modules.Plan;
using Concord.Modules.Sources;

namespace Concord.Commands;

/// <summary>Puts the public record of the pack in force on the record: its documents as sources, its lines as statements. Done again it changes nothing.</summary>
internal sealed class PublicRecord(PlanQueries plan, RecordDocument documents, RecordPack measures)
{
    /// <summary>What is not there in the reader's language is kept in this one.</summary>
    private const string Language = "en";

    public async Task<Result<RecordedPack>> TakeAsync(Permit permit, CancellationToken ct) =>
        await (await plan.PackAsync(ct).ConfigureAwait(false)).Match(
            pack => TakeAsync(permit, pack, ct),
            refusals => Task.FromResult<Result<RecordedPack>>(refusals)).ConfigureAwait(false);

    private async Task<Result<RecordedPack>> TakeAsync(Permit permit, Pack pack, CancellationToken ct)
    {
        var subjects = pack.Measures.Concat(Meetings(pack)).ToImmutableArray();
        var said = subjects.SelectMany(m => m.Said).ToLookup(s => s.Document);
        var recorded = new Dictionary<Guid, (RecordedDocument Document, PackStatement Line)>();

        // What no document says is said by the pack itself, and is marked as unconfirmed.
        foreach (var document in pack.Documents.Select(d => Document(d.Id, d.Names, d.Address, d.Published, said[d.Key]))
            .Append(Document(pack.Id, pack.Names, null, null, said[null])).Where(d => !d.Lines.IsEmpty))
        {
            var kept = await documents.HandleAsync(permit, document, ct).ConfigureAwait(false);
            var refused = kept.Match(
                k =>
                {
                    foreach (var line in said.SelectMany(s => s).Where(s => k.Lines.ContainsKey(s.Id)))
                    {
                        recorded[line.Id] = (k, line);
                    }

                    return [];
                },
                refusals => refusals);
            if (!refused.IsEmpty)
            {
                return refused;
            }
        }

        return await measures.HandleAsync(permit, new PackedRecord(pack.Key, pack.Version, [.. subjects.Select(m => Measure(pack, m, recorded))]), ct).ConfigureAwait(false);
    }

    /// <summary>Meetings of which a public document says something; the others are not on record.</summary>
    private static IEnumerable<PackMeasure> Meetings(Pack pack) => pack.KindOf(SubjectSort.Meeting) is { } kind
        ? pack.Meetings.Where(m => !m.Said.IsEmpty).Select(m => new PackMeasure(m.Id, m.Key, kind.Key, m.Names, [], [], m.Said))
        : [];

    private static PublicDocument Document(Guid id, Wordings names, string? address, When? published, IEnumerable<PackStatement> lines) => new(
        id, names.Text(Language), address, published?.Latest ?? published?.Earliest, [.. lines.Select(l => (l.Id, l.Text.Text(Language)))]);

    private static PackedMeasure Measure(Pack pack, PackMeasure measure, Dictionary<Guid, (RecordedDocument Document, PackStatement Line)> recorded)
    {
        var members = pack.Members.ToDictionary(m => m.Key, m => new MemberId(m.Id));
        return new PackedMeasure(
            new MeasureId(measure.Id),
            measure.Kind,
            measure.Names.Text(Language),
            [.. measure.Members.Select(m => members[m])],
            measure.Areas.IsEmpty ? pack.Kinds.First(k => k.Key == measure.Kind).Areas : measure.Areas,
            [.. measure.Said.Select(s => Line(s, recorded[s.Id].Document, s.Member is { } member ? members[member] : null))]);
    }

    private static PackedLine Line(PackStatement said, RecordedDocument document, MemberId? member) => new(
        said.Id,
        said.Text.Text(Language),
        document.Lines[said.Id],
        document.Label,
        document.Known,
        member,
        said is { Who: { } who, Role: { } role } ? new Assertion.Involves(who, role)
            : said.Stage is not { } stage ? new Assertion.Describes(said.Text.Text(Language))
            : said.Expected ? new Assertion.ExpectedStage(new StageId(stage), said.When)
            : new Assertion.ReachedStage(new StageId(stage), said.When),
        said.Polarity,
        said.Unconfirmed ? Certainty.Hedged : said.Certainty);
}
