using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>The record that is kept and brought up to date equals the one folded anew from all statements, whatever was done and whatever day it is.</summary>
public abstract class RecordTodaySuite(Engine engine)
{
    private const int Measures = 8;

    private static readonly string[] Dates = ["2008-04", "2009-03-02", "2009-03-03/2009-03-05", "2009-03-04~", "2010", "../2009-03-06", "2009-03-07/.."];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_acts_on_any_days_it_is_the_record_folded_anew(int seed)
    {
        var chance = new Random(seed);
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var process = World.Ok(await world.DoAsync<IPlan, Result<ProcessInForce>>(p => p.InForceAsync(World.May(Doing.Read), new DateOnly(2009, 3, 1), default)));
        var kinds = process.Kinds.Where(k => k.Sort == SubjectSort.Measure && k.Stages.Length > 2).Take(2).ToArray();
        var label = new Label(Handling.OwnBody, null, null, null, []);
        var labels = World.Ok(await world.DoAsync<Labels, Result<ImmutableDictionary<Label, LabelId>>>(l => l.InternAsync(World.May(Doing.Import), [label], default)));
        var measures = await MeasuresAsync(world, process, kinds, labels[label], chance);
        List<StatementId> said = [];
        List<(MergingId Id, MeasureId From, MeasureId Into)> merged = [];
        for (var step = 0; step < 60; step++)
        {
            await world.DoAsync<ConcordDb, Result<Receipt>>(async db =>
            {
                switch (chance.Next(10))
                {
                    case < 5 or _ when said.Count == 0:
                        var of = measures[chance.Next(Measures)];
                        var row = Said(process, of, labels[label], chance, DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime));
                        said.Add(row.Id);
                        _ = db.Add(row);
                        break;
                    case 5 or 6:
                        var taken = said[chance.Next(said.Count)];
                        var times = await db.Set<WithdrawalRow>().CountAsync(w => w.StatementId == taken);
                        var undone = await db.Set<RestorationRow>().CountAsync(r => r.StatementId == taken);
                        _ = times == undone
                            ? db.Add(new WithdrawalRow { StatementId = taken, Number = times + 1, Known = Day(world, chance) })
                            : (object)db.Add(new RestorationRow { StatementId = taken, Number = times, Known = Day(world, chance) });
                        break;
                    case 7:
                        MeasureId from = measures[chance.Next(Measures)].Id, into = measures[chance.Next(Measures)].Id;
                        merged.Add((new MergingId(Guid.CreateVersion7()), from, into));
                        _ = db.Add(new MergingRow { Id = merged[^1].Id, FromId = from, IntoId = into, Number = merged.Count, Known = Day(world, chance) });
                        break;
                    default:
                        if (merged.Count > 0)
                        {
                            var undo = merged[chance.Next(merged.Count)];
                            _ = merged.Remove(undo);
                            _ = db.Add(new UnmergingRow { MergingId = undo.Id, Known = Day(world, chance) });
                        }

                        break;
                }

                return await db.CommitAsync(new Act(World.May(Doing.Review), "test.acted", "test"), default);
            });
            if (chance.Next(6) == 0)
            {
                world.Clock.Advance(TimeSpan.FromDays(chance.Next(1, 3)));
            }

            // not asked for after each act: several are caught up with at once
            if (chance.Next(3) > 0)
            {
                Assert.Equal(await AnewAsync(world), await KeptAsync(world));
            }
        }

        Assert.Equal(await AnewAsync(world), await KeptAsync(world));
        Assert.Contains(await KeptAsync(world), l => l.Contains("stage", StringComparison.Ordinal));
    }

    private static async Task<List<string>> KeptAsync(World world)
    {
        var face = World.Ok(await world.DoAsync<RecordToday, Result<RecordFace>>(r => r.FaceAsync(World.May(Doing.Read), null, default)));
        return
        [
            .. face.Rows.SelectMany(r => r.Cells.SelectMany(c => c.Lines.Select(l =>
                $"{r.Member.Key} {c.Area.Key} {l.Kind.Key} stage {l.Stage?.Id} {l.IsCertain} expected {l.Expected?.Id} disputed {l.Disputed}: {l.Count}: {string.Join(' ', l.Cites.Select(m => m.Id))}"))).Order(StringComparer.Ordinal),
            $"outside {face.OutsideTheTable}, not yet {face.NotYetKnown}",
        ];
    }

    private static async Task<List<string>> AnewAsync(World world)
    {
        var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
        return
        [
            .. record.Rows.SelectMany(r => r.Cells.SelectMany(c => c.Measures
                .GroupBy(m => (m.Kind, Stage: m.Stage?.Id, m.IsCertain, Expected: m.Stage is null ? m.Standing.Expectations.Select(e => m.Kind.Stage(e.Stage)).LastOrDefault(s => s is not null)?.Id : null))
                .Select(l =>
                {
                    var cites = l.OrderBy(m => m.Title, StringComparer.Ordinal).ThenBy(m => m.Id.Value).Take(l.Count() > 6 ? 3 : 6);
                    return $"{r.Member.Key} {c.Area.Key} {l.Key.Kind.Key} stage {l.Key.Stage} {l.Key.IsCertain} expected {l.Key.Expected} disputed {l.Any(m => !m.Standing.Disputed.IsEmpty)}: {l.Count()}: {string.Join(' ', cites.Select(m => m.Id))}";
                }))).Order(StringComparer.Ordinal),
            $"outside {record.OutsideTheTable}, not yet {record.NotYetKnown}",
        ];
    }

    private static async Task<MeasureRow[]> MeasuresAsync(World world, ProcessInForce process, KindInForce[] kinds, LabelId label, Random chance)
    {
        var rows = Enumerable.Range(0, Measures).Select(i => new MeasureRow
        {
            Id = new MeasureId(Guid.CreateVersion7()),
            Kind = kinds[i % kinds.Length].Key,
            Title = "Measure " + chance.Next(4),
        }).ToArray();
        _ = World.Ok(await world.DoAsync<ConcordDb, Result<Receipt>>(db =>
        {
            db.AddRange(rows);
            foreach (var row in rows)
            {
                db.Add(new MeasureMemberRow { MeasureId = row.Id, MemberId = process.Members[chance.Next(2)].Id, LabelId = label });
                db.AddRange(process.Kind(row.Kind)!.Areas.Select(a => new MeasureAreaRow { MeasureId = row.Id, Area = a }));
            }

            return db.CommitAsync(new Act(World.May(Doing.Review), "test.acted", "test"), default);
        }));
        return rows;
    }

    private static DateOnly Day(World world, Random chance) => DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime).AddDays(chance.Next(-2, 3));

    private static StatementRow Said(ProcessInForce process, MeasureRow of, LabelId label, Random chance, DateOnly today)
    {
        var row = new StatementRow
        {
            Id = new StatementId(Guid.CreateVersion7()),
            MeasureId = of.Id,
            LabelId = label,
            PassageId = new PassageId(Guid.CreateVersion7()),
            SpeakerMember = chance.Next(2) == 0 ? process.Members[0].Id : null,
            Polarity = (Polarity)chance.Next(3),
            Certainty = (Certainty)chance.Next(2),
            Known = today.AddDays(chance.Next(-3, 4)),
            Said = chance.Next(2) == 0 ? When.Day(today.AddDays(chance.Next(-3, 3))) : null,
        };
        var stages = process.Kind(of.Kind)!.Stages;
        var stage = stages[chance.Next(stages.Length)].Id;
        var when = chance.Next(3) == 0 ? null : World.Ok(When.Parse(Dates[chance.Next(Dates.Length)]));
        StatementMap.Put(row, chance.Next(4) switch
        {
            0 => new Assertion.ExpectedStage(stage, when),
            1 => new Assertion.Describes("said"),
            _ => new Assertion.ReachedStage(stage, when),
        });
        return row;
    }
}

public sealed class SqliteRecordTodayTests() : RecordTodaySuite(Engine.Sqlite);

public sealed class PostgresRecordTodayTests() : RecordTodaySuite(Engine.Postgres);
