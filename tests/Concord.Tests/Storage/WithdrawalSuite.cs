using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Measures;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Tests.Storage;

/// <summary>A statement is taken back and counts again; nothing of it is lost, and the standing follows.</summary>
public abstract class WithdrawalSuite(Engine engine)
{
    private static Task<Result<StatementPage>> WithdrawAsync(World world, Withdraw input) =>
        world.DoAsync<WithdrawStatement, Result<StatementPage>>(w => w.HandleAsync(World.May(Doing.Review), input, default));

    private static Task<Result<StatementPage>> RestoreAsync(World world, Restore input) =>
        world.DoAsync<RestoreStatement, Result<StatementPage>>(r => r.HandleAsync(World.May(Doing.Review), input, default));

    private static async Task<MeasurePage> MeasureAsync(World world, MeasureId id, int days = 0) =>
        World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(
            q => q.MeasureAsync(World.May(Doing.Read), id, new AsOf(q.Now.Held.AddDays(days), q.Now.Known.AddDays(days)), default)));

    private async Task<(World World, MeasurePage Measure, ProposalId Proposal)> SignedAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(87)))[0].Id;
        var item = (await world.ReviewAsync(source)).Items.First(i => i.Proposal is { Kind: FactKind.Agreement, Status: FactStatus.Signed });
        var decided = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, item.Seen, Verdict.Accepted)));
        return (world, await MeasureAsync(world, decided.Measure!.Value), item.Proposal.Id);
    }

    [Fact]
    public async Task The_measure_stands_by_what_is_left_and_tells_who_took_it_back_and_why()
    {
        var (world, measure, _) = await SignedAsync();
        await using var held = world;
        Assert.Equal("signed", measure.Standing.Certainly!.Value.Value);
        var one = measure.Statements.Single(s => s.Assertion is Assertion.ReachedStage);
        var other = measure.Statements.FirstOrDefault(s => s.Id != one.Id)?.Id;
        _ = World.Ok(await WithdrawAsync(world, new Withdraw(one.Id, 0, "It was initialled only.", other)));

        var after = await MeasureAsync(world, measure.Id);
        Assert.Null(after.Standing.Certainly);
        var gone = after.Statements.Single(s => s.Id == one.Id);
        Assert.Equal(("It was initialled only.", Capacity.LocalOperator, other), (gone.Withdrawal!.Why, gone.Withdrawal.By, gone.Withdrawal.SupersededBy));
        Assert.Equal(measure.Statements.Length, after.Statements.Length);
        Assert.Equal("signed", (await MeasureAsync(world, measure.Id, days: -1)).Standing.Certainly!.Value.Value);
    }

    [Fact]
    public async Task Undoing_it_is_a_new_act_and_it_can_be_taken_back_again()
    {
        var (world, measure, _) = await SignedAsync();
        await using var held = world;
        var one = measure.Statements.Single(s => s.Assertion is Assertion.ReachedStage).Id;
        _ = World.Ok(await WithdrawAsync(world, new Withdraw(one, 0, "misread")));
        Assert.Equal("withdrawal.changed-meanwhile", World.Refused(await WithdrawAsync(world, new Withdraw(one, 0, "misread"))));
        Assert.Equal("withdrawal.already", World.Refused(await WithdrawAsync(world, new Withdraw(one, 1, "misread"))));
        _ = World.Ok(await RestoreAsync(world, new Restore(one, 1, "read again")));
        Assert.Equal("restoration.already", World.Refused(await RestoreAsync(world, new Restore(one, 1))));
        Assert.Equal("signed", (await MeasureAsync(world, measure.Id)).Standing.Certainly!.Value.Value);
        _ = World.Ok(await WithdrawAsync(world, new Withdraw(one, 1, "misread after all")));
        var history = (await MeasureAsync(world, measure.Id)).Statements.Single(s => s.Id == one).History;
        Assert.Equal(["misread", "misread after all"], history.Select(w => w.Why));
        Assert.Equal("read again", history[0].Restored!.Why);
        var verbs = await world.DoAsync<ConcordDb, List<string>>(db =>
            db.Set<ActRow>().Where(a => a.About.StartsWith("statement:")).OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync());
        Assert.Equal(["statement.withdrawn", "statement.restored", "statement.withdrawn"], verbs);
    }

    [Fact]
    public async Task Two_people_at_once_take_it_back_once()
    {
        var (world, measure, _) = await SignedAsync();
        await using var held = world;
        var one = measure.Statements[0].Id;
        var all = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => WithdrawAsync(world, new Withdraw(one, 0, $"reason {i}")))));
        Assert.Single(all, r => r.IsOk);
        Assert.Equal("withdrawal.changed-meanwhile", World.Refused(all.Single(r => !r.IsOk)));
    }

    [Fact]
    public async Task A_measure_of_which_nothing_counts_has_its_page_and_no_place_in_the_record()
    {
        var (world, measure, _) = await SignedAsync();
        await using var held = world;
        foreach (var statement in measure.Statements)
        {
            _ = World.Ok(await WithdrawAsync(world, new Withdraw(statement.Id, 0, "misread")));
        }

        Assert.All((await MeasureAsync(world, measure.Id)).Statements, s => Assert.True(s.Withdrawn));
        var record = World.Ok(await world.DoAsync<MeasureQueries, Result<RecordPage>>(q => q.RecordAsync(World.May(Doing.Read), q.Now, null, default)));
        Assert.DoesNotContain(record.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Measures), m => m.Id == measure.Id);
    }

    [Fact]
    public async Task What_a_reviewer_undid_is_decided_anew_and_not_restored()
    {
        var (world, measure, proposal) = await SignedAsync();
        await using var held = world;
        var one = measure.Statements[0].Id;
        _ = World.Ok(await WithdrawAsync(world, new Withdraw(one, 0, "misread")));
        _ = World.Ok(await RestoreAsync(world, new Restore(one, 1)));
        _ = World.Ok(await world.DecideAsync(new Decide(proposal, 1, Verdict.Open, Why: "by mistake")));
        Assert.Equal("restoration.of-review", World.Refused(await RestoreAsync(world, new Restore(one, 2))));
        Assert.Equal("by mistake", (await MeasureAsync(world, measure.Id)).Statements.Single(s => s.Id == one).Withdrawal!.Why);
    }

    [Fact]
    public async Task What_was_taken_back_before_tells_who_and_why_after_the_upgrade()
    {
        await using var world = await World.EmptyAsync(engine);
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("20261124000004_Documents");
            return await db.Database.ExecuteSqlRawAsync(OldData.Withdrawal);
        });
        _ = World.Ok(await world.DoAsync<Upgrade, Result<string>>(u => u.ApplyAsync(default)));
        var row = await world.DoAsync<ConcordDb, WithdrawalRow>(db => db.Set<WithdrawalRow>().SingleAsync());
        Assert.Equal((1, WithdrawalCause.Review, "by mistake", Capacity.LocalOperator), (row.Number, row.Cause, row.Why, row.Capacity));
        Assert.Equal((1700000000L, "01930000-0000-7000-8000-000000000001"), (row.At.ToUnixTimeSeconds(), row.By.Value.ToString()));
    }
}

public sealed class SqliteWithdrawalTests() : WithdrawalSuite(Engine.Sqlite);

public sealed class PostgresWithdrawalTests() : WithdrawalSuite(Engine.Postgres);
