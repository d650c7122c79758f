using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What a process pack says of its measures, each line with the passage that says it.</summary>
internal sealed record PackedRecord(string Key, int Version, ImmutableArray<PackedMeasure> Measures);

/// <summary>A measure on public record.</summary>
internal sealed record PackedMeasure(
    MeasureId Id, string Kind, string Title, ImmutableArray<MemberId> Members, ImmutableArray<string> Areas, ImmutableArray<PackedLine> Lines);

/// <summary>What a document says of it.</summary>
/// <param name="Id">Permanent; the first statement made of the line has it.</param>
/// <param name="Text">In our words; another text is another statement.</param>
internal sealed record PackedLine(
    Guid Id, string Text, PassageId Passage, LabelId Label, DateOnly Known, MemberId? Member, Assertion Assertion, Polarity Polarity, Certainty Certainty)
{
    /// <summary>What must be the same for the line to be the same.</summary>
    public string Digest => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\u001f', Text, Member?.Value, Assertion, Polarity, Certainty))));
}

/// <summary>How many statements of the pack were added, and how many of its earlier ones no longer count.</summary>
internal sealed record RecordedPack(int Added, int Superseded);

/// <summary>
/// The pack's public record becomes statements. A new version of the pack supersedes its own earlier statements; what somebody here took back stays taken back,
/// and says so (DESIGN 6: local changes win, visibly); the same version again changes nothing.
/// </summary>
internal sealed class RecordPack(ConcordDb db, IPlan plan, TimeProvider clock)
{
    public async Task<Result<RecordedPack>> HandleAsync(Permit permit, PackedRecord pack, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var before = (await db.Set<PackedRow>().AsNoTracking().ToListAsync(ct).ConfigureAwait(false))
            .GroupBy(p => p.LineId).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Sequence)!);
        var ours = before.Values.Select(p => p.StatementId).ToList();
        var gone = (await db.Set<WithdrawalRow>().AsNoTracking().Where(w => ours.Contains(w.StatementId)).ToListAsync(ct).ConfigureAwait(false)).ToLookup(w => w.StatementId);
        var restored = (await db.Set<RestorationRow>().AsNoTracking().Where(w => ours.Contains(w.StatementId)).ToListAsync(ct).ConfigureAwait(false))
            .Select(r => (r.StatementId, r.Number)).ToHashSet();
        var lines = pack.Measures.SelectMany(m => m.Lines.Select(l => (Measure: m, Line: l))).ToImmutableArray();
        await KeepMeasuresAsync(pack.Measures, ct).ConfigureAwait(false);
        var (added, superseded) = (0, 0);
        foreach (var (measure, line) in lines)
        {
            var earlier = before.GetValueOrDefault(line.Id);
            if (earlier?.Digest == line.Digest)
            {
                continue;
            }

            var id = new StatementId(earlier is null ? line.Id : Guid.CreateVersion7(clock.GetUtcNow()));
            db.AddRange(Row(id, measure, line), new PackedRow { StatementId = id, LineId = line.Id, PackVersion = pack.Version, Digest = line.Digest });
            added++;
            if (earlier is not null && Standing(earlier.StatementId) is { } local)
            {
                _ = db.Add(Withdrawal(permit, id, 1, local.SupersededBy, WithdrawalCause.Local, local.Why));
            }
            else if (earlier is not null)
            {
                superseded++;
                _ = db.Add(Withdrawal(permit, earlier.StatementId, gone[earlier.StatementId].Count() + 1, id, WithdrawalCause.Pack, null));
            }
        }

        var left = lines.Select(l => l.Line.Id).ToHashSet();
        foreach (var retired in before.Values.Where(p => !left.Contains(p.LineId) && Standing(p.StatementId) is null))
        {
            superseded++;
            _ = db.Add(Withdrawal(permit, retired.StatementId, gone[retired.StatementId].Count() + 1, null, WithdrawalCause.Pack, null));
        }

        return db.ChangeTracker.HasChanges() ? await CommitAsync(permit, pack, new RecordedPack(added, superseded), ct).ConfigureAwait(false) : new RecordedPack(0, 0);

        WithdrawalRow? Standing(StatementId statement) => gone[statement].FirstOrDefault(w => !restored.Contains((w.StatementId, w.Number)));
    }

    private async Task KeepMeasuresAsync(ImmutableArray<PackedMeasure> measures, CancellationToken ct)
    {
        var ids = measures.Select(m => m.Id).ToList();
        var there = await db.Set<MeasureRow>().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct).ConfigureAwait(false);
        var members = (await db.Set<MeasureMemberRow>().AsNoTracking().Where(m => ids.Contains(m.MeasureId)).ToListAsync(ct).ConfigureAwait(false))
            .ToLookup(m => m.MeasureId, m => (m.MemberId, m.LabelId));
        foreach (var measure in measures)
        {
            if (!there.TryGetValue(measure.Id, out var row))
            {
                row = new MeasureRow { Id = measure.Id, Kind = measure.Kind };
                _ = db.Add(row);
                db.AddRange(measure.Areas.Select(a => new MeasureAreaRow { MeasureId = measure.Id, Area = a }));
            }

            (row.Title, row.TitleKey) = (measure.Title, Suggestions.TitleKey(measure.Title));
            db.AddRange(
                from member in measure.Members
                from label in measure.Lines.Select(l => l.Label).Distinct()
                where !members[measure.Id].Contains((member, label))
                select new MeasureMemberRow { MeasureId = measure.Id, MemberId = member, LabelId = label });
        }
    }

    private static StatementRow Row(StatementId id, PackedMeasure measure, PackedLine line)
    {
        var row = new StatementRow
        {
            Id = id,
            MeasureId = measure.Id,
            Brings = Membership.Write(measure.Members),
            PassageId = line.Passage,
            LabelId = line.Label,
            SpeakerMember = line.Member,
            Polarity = line.Polarity,
            Certainty = line.Certainty,
            Known = line.Known,
        };
        StatementMap.Put(row, line.Assertion);
        return row;
    }

    private WithdrawalRow Withdrawal(Permit permit, StatementId statement, int number, StatementId? instead, WithdrawalCause cause, string? why) => new()
    {
        StatementId = statement,
        Number = number,
        SupersededBy = instead,
        Cause = cause,
        Why = why,
        By = permit.Actor.Id,
        Capacity = permit.Actor.Capacity,
        At = clock.GetUtcNow(),
        Known = clock.Today(),
    };

    private async Task<Result<RecordedPack>> CommitAsync(Permit permit, PackedRecord pack, RecordedPack done, CancellationToken ct)
    {
        var act = new Act(permit, "pack.recorded", "pack:" + pack.Key, Payload: new Dictionary<string, string?>
        {
            ["version"] = pack.Version.ToString(CultureInfo.InvariantCulture),
            ["added"] = done.Added.ToString(CultureInfo.InvariantCulture),
            ["superseded"] = done.Superseded.ToString(CultureInfo.InvariantCulture),
        });
        var process = await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false);
        return await process.Match(
            async found =>
            {
                await SearchableMeasures.IndexAsync(db, found, [.. pack.Measures.SelectMany(m => m.Lines.Select(l => (m.Id, l.Label, l.Known)))], ct).ConfigureAwait(false);
                return (await db.CommitAsync(act, ct).ConfigureAwait(false)).Map(_ => done);
            },
            refusals => Task.FromResult<Result<RecordedPack>>(refusals)).ConfigureAwait(false);
    }
}
