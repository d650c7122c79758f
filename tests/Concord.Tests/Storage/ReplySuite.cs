using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Verify;
using Concord.Tests.Archives;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>A member replies to what is said of it; the reply goes where the statement goes, and nowhere else.</summary>
public abstract class ReplySuite(Engine engine)
{
    private const string Mixed = """
        VZCZCXYZ0000
        RR RUEHWEB

        DE RUEHPSM #0311 3260305
        ZNR CCCCC ZZH
        R 210305Z NOV 08
        FM AMEMBASSY PORT SAMPLE
        TO RUEHC/SECSTATE WASHDC 0902
        BT
        C O N F I D E N T I A L PORT SAMPLE 000311

        SIPDIS

        E.O. 12958: DECL: 11/20/2018
        TAGS: PHUM, PREL
        SUBJECT: SAMPLE: ORCHARD TALKS

        1. (U) Vietnam and Cambodia signed the Lantern Protocol on Joint Patrols
        on November 18, 2008.

        2. (SBU) Thailand and China signed the Orchard Agreement on Shelters on
        September 3, 2008.

        3. (U) China opposes the Willow convention, a Chinese delegate said. Cambodia needs
        training of judges.
        """;

    /// <summary>What was said and who is there; the filer is of no member that any of it is about.</summary>
    private sealed record Scene(World World, ProcessInForce Process, ImmutableDictionary<string, StatementRow> Said) : IAsyncDisposable
    {
        public StatementId Of(string word) => Said.Single(s => s.Key.StartsWith(word, StringComparison.Ordinal)).Value.Id;

        public Actor Official(string key) => As(Capacity.Official, Process.Members.Single(m => m.Key == key).Id);

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }

    private static Actor As(Capacity capacity, MemberId? member) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, new BodyId(Guid.CreateVersion7())) { Member = member };

    private static Permit May(Actor actor, Doing doing = Doing.Review) => World.Ok(Access.Decide(actor, doing));

    /// <param name="to">How widely it was released; the second paragraph goes to members at most.</param>
    private async Task<Scene> SceneAsync(Handling to = Handling.Process)
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var process = World.Ok(await world.DoAsync<IPlan, Result<ProcessInForce>>(p => p.InForceAsync(World.May(Doing.Read), new DateOnly(2009, 3, 1), default)));
        var filer = As(Capacity.Official, process.Members.Single(m => m.Key == "lao-pdr").Id);
        var made = await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(filer, Doing.Import), new IncomingFile("mixed.txt", Encoding.UTF8.GetBytes(Mixed)), default));
        foreach (var id in await world.DoAsync<ConcordDb, List<ProposalId>>(db => db.Set<ProposalRow>().OrderBy(p => p.Ordinal).Select(p => p.Id).ToListAsync()))
        {
            _ = await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(filer), new Decide(id, 0, Verdict.Accepted), default));
        }

        if (to != Handling.OwnBody)
        {
            _ = World.Ok(await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
                r.HandleAsync(May(filer, Doing.Import), World.Ok(made)[0].Id, new Core.Sources.Release(to, [], null), "because", null, default)));
        }

        var said = await world.DoAsync<ConcordDb, List<(StatementRow, string?)>>(async db => (await (
            from s in db.Set<StatementRow>().AsNoTracking()
            select new { Row = s, Title = db.Set<MeasureRow>().Where(m => m.Id == s.MeasureId).Select(m => m.Title).FirstOrDefault() }).ToListAsync()).ConvertAll<(StatementRow, string?)>(s => (s.Row, s.Title)));
        return new Scene(world, process, said.ToImmutableDictionary(s => $"{s.Item1.Form} {s.Item2 ?? "-"} {s.Item1.Text} {s.Item1.Id.Value}", s => s.Item1));
    }

    private static Task<Result<OpenedStatement>> ReplyAsync(Scene scene, Actor actor, StatementId to, string? text, int seen = 0, string? language = "en") =>
        scene.World.DoAsync<ReplyToStatement, Result<OpenedStatement>>(r => r.HandleAsync(May(actor), new ReplyTo(to, seen, text, language), default));

    private static Task<Result<OpenedStatement>> WithdrawAsync(Scene scene, Actor actor, StatementId from, int seen) =>
        scene.World.DoAsync<ReplyToStatement, Result<OpenedStatement>>(r => r.WithdrawAsync(May(actor), new TakeReplyBack(from, seen), default));

    private static async Task<OpenedStatement> OpenAsync(Scene scene, StatementId id, Actor? actor = null, int days = 0) => World.Ok(await scene.World.DoAsync<MeasureQueries, Result<OpenedStatement>>(
        q => q.OpenAsync(actor is null ? World.May(Doing.Read) : May(actor, Doing.Read), id, new AsOf(q.Now.Held.AddDays(days), q.Now.Known.AddDays(days)), default)));

    [Fact]
    public async Task Officials_of_the_members_that_it_is_about_reply_and_nobody_else_does_in_whatever_capacity()
    {
        await using var scene = await SceneAsync();
        var protocol = scene.Of("Reached Lantern");
        var cambodia = scene.Official("cambodia");
        foreach (var capacity in Enum.GetValues<Capacity>().Where(c => c != Capacity.Official))
        {
            var actor = capacity == Capacity.LocalOperator ? World.May(Doing.Review).Actor with { Member = cambodia.Member } : As(capacity, cambodia.Member);
            var refused = await Access.Decide(actor, Doing.Review).Match(
                p => scene.World.DoAsync<ReplyToStatement, Result<OpenedStatement>>(r => r.HandleAsync(p, new ReplyTo(protocol, 0, "No.", "en"), default)),
                r => Task.FromResult<Result<OpenedStatement>>(r));
            Assert.Equal(capacity is Capacity.Administrator or Capacity.Press or Capacity.Public ? "access.denied" : "reply.not-yours", World.Refused(refused));
        }

        Assert.Equal("reply.not-yours", World.Refused(await ReplyAsync(scene, scene.Official("thailand"), protocol, "No.")));
        Assert.Equal("access.denied", World.Refused(await scene.World.DoAsync<ReplyToStatement, Result<OpenedStatement>>(
            r => r.HandleAsync(May(cambodia, Doing.Read), new ReplyTo(protocol, 0, "No.", "en"), default))));
        _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, "It was initialled."));
        _ = World.Ok(await ReplyAsync(scene, scene.Official("viet-nam"), protocol, "Đã ký.", language: "vi"));
        Assert.Equal("reply.not-yours", World.Refused(await WithdrawAsync(scene, scene.Official("thailand"), protocol, 1)));
        var replies = (await OpenAsync(scene, protocol)).Statement.Replies;
        Assert.Equal([("cambodia", "It was initialled."), ("viet-nam", "Đã ký.")], replies.Select(r => (r.Member!.Key, r.Last.Text!)));
        Assert.Equal(["reply.written", "reply.written"], await VerbsAsync(scene));
    }

    [Fact]
    public async Task What_speaks_of_no_measure_is_answered_by_the_member_whose_it_is_and_by_those_it_names()
    {
        await using var scene = await SceneAsync();
        var (obstacle, position) = (scene.Of("Obstacle -"), scene.Of("Position"));
        _ = World.Ok(await ReplyAsync(scene, scene.Official("cambodia"), obstacle, "Judges were trained in May."));
        Assert.Equal("reply.not-yours", World.Refused(await ReplyAsync(scene, scene.Official("china"), obstacle, "No.")));
        _ = World.Ok(await ReplyAsync(scene, scene.Official("china"), position, "中国没有反对。", language: "zh-Hans"));
        Assert.Equal("reply.not-yours", World.Refused(await ReplyAsync(scene, scene.Official("cambodia"), position, "No.")));
        Assert.Null((await OpenAsync(scene, obstacle)).Beside);
    }

    [Fact]
    public async Task It_is_revised_withdrawn_and_given_anew_and_every_wording_stays_with_the_day_on_which_it_was_known()
    {
        await using var scene = await SceneAsync();
        var (protocol, cambodia) = (scene.Of("Reached Lantern"), scene.Official("cambodia"));
        var before = (await OpenAsync(scene, protocol)).Beside!.Measure.Standing;
        _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, "It was initialled."));
        scene.World.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("reply.changed-meanwhile", World.Refused(await ReplyAsync(scene, cambodia, protocol, "It was signed.")));
        Assert.Equal("reply.already-so", World.Refused(await ReplyAsync(scene, scene.Official("cambodia"), protocol, "It was initialled.", 1)));
        _ = World.Ok(await ReplyAsync(scene, scene.Official("cambodia"), protocol, "It was signed.", 1));
        var revised = Assert.Single((await OpenAsync(scene, protocol)).Statement.Replies);
        Assert.True(revised is { IsRevised: true, IsWithdrawn: false });
        Assert.Equal((3, "It was initialled."), ((int)(revised.Last.At - revised.First).TotalDays, revised.Earlier.Single().Text));
        Assert.Equal("It was initialled.", Assert.Single((await OpenAsync(scene, protocol, days: -1)).Statement.Replies).Last.Text);
        Assert.Empty((await OpenAsync(scene, protocol, days: -4)).Statement.Replies);

        _ = World.Ok(await WithdrawAsync(scene, cambodia, protocol, 2));
        Assert.Equal("reply.already-withdrawn", World.Refused(await WithdrawAsync(scene, cambodia, protocol, 3)));
        var gone = (await OpenAsync(scene, protocol)).Statement.Replies.Single();
        Assert.True(gone.IsWithdrawn);
        Assert.Equal(["It was signed.", "It was initialled."], gone.Earlier.Select(w => w.Text));
        Assert.Empty(ReplyItem.Of([gone]));
        _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, "Once more.", 3));
        Assert.False((await OpenAsync(scene, protocol)).Statement.Replies.Single().IsRevised);
        Assert.Equal(["reply.written", "reply.revised", "reply.withdrawn", "reply.written"], await VerbsAsync(scene));
        var after = (await OpenAsync(scene, protocol)).Beside!.Measure.Standing;
        Assert.Equal((before.Certainly, before.Possibly, before.Vouched), (after.Certainly, after.Possibly, after.Vouched));
    }

    [Fact]
    public async Task Of_two_people_of_one_member_at_once_one_is_first_and_the_other_is_told()
    {
        await using var scene = await SceneAsync();
        var protocol = scene.Of("Reached Lantern");
        var all = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => ReplyAsync(scene, scene.Official("cambodia"), protocol, $"Reply {i}."))));
        Assert.Single(all, r => r.IsOk);
        Assert.Equal("reply.changed-meanwhile", World.Refused(all.Single(r => !r.IsOk)));
        Assert.Single((await OpenAsync(scene, protocol)).Statement.Replies.Single().Wordings);
    }

    [Fact]
    public async Task What_may_not_be_seen_is_answered_as_what_is_not_there_and_so_is_its_reply()
    {
        await using var scene = await SceneAsync();
        var (agreement, china) = (scene.Of("Reached Orchard"), scene.Official("china"));
        _ = World.Ok(await ReplyAsync(scene, china, agreement, "不是这样。", language: "zh-Hans"));
        var observer = As(Capacity.Observer, null);
        Assert.Equal(World.Refused(await ReplyAsync(scene, observer, new StatementId(Guid.CreateVersion7()), "No.")), World.Refused(await ReplyAsync(scene, observer, agreement, "No.")));
        var told = await scene.World.DoAsync<ReplyQueries, ILookup<StatementId, ReplyView>>(q =>
            q.OfAsync(May(observer, Doing.Read), scene.Process, [agreement, scene.Of("Reached Lantern")], new DateOnly(2999, 1, 1), default));
        Assert.Empty(told);
        Assert.NotEmpty((await OpenAsync(scene, agreement, china)).Statement.Replies);

        await using var kept = await SceneAsync(Handling.OwnBody);
        var protocol = kept.Of("Reached Lantern");
        Assert.Equal("statement.unknown", World.Refused(await ReplyAsync(kept, kept.Official("cambodia"), protocol, "No.")));
        Assert.Equal("statement.unknown", World.Refused(await ReplyAsync(kept, kept.Official("cambodia"), new StatementId(Guid.CreateVersion7()), "No.")));
        Assert.Equal("statement.unknown", World.Refused(await ReplyAsync(kept, kept.Official("cambodia"), kept.Of("Obstacle -"), "No.")));
    }

    [Fact]
    public async Task A_statement_taken_back_and_one_whose_measure_is_merged_keep_their_replies()
    {
        await using var scene = await SceneAsync();
        var (protocol, agreement) = (scene.Said.Single(s => s.Key.StartsWith("Reached Lantern", StringComparison.Ordinal)).Value, scene.Said.Single(s => s.Key.StartsWith("Reached Orchard", StringComparison.Ordinal)).Value);
        _ = World.Ok(await ReplyAsync(scene, scene.Official("cambodia"), protocol.Id, "It was initialled."));
        _ = World.Ok(await scene.World.DoAsync<WithdrawStatement, Result<StatementPage>>(w => w.HandleAsync(World.May(Doing.Review), new Withdraw(protocol.Id, 0, "misread"), default)));
        _ = World.Ok(await scene.World.DoAsync<MergeMeasures, Result<MergingId>>(m => m.HandleAsync(World.May(Doing.Review), new Merge(protocol.MeasureId!.Value, agreement.MeasureId!.Value, "one"), default)));
        var open = await OpenAsync(scene, protocol.Id);
        Assert.True(open.Statement.Withdrawn);
        Assert.Equal("It was initialled.", Assert.Single(open.Statement.Replies).Last.Text);
        var item = World.Ok(await scene.World.DoAsync<StatementList, Result<StatementItem>>(l => l.OneAsync(World.May(Doing.Read), protocol.Id, null, default)));
        Assert.Equal(("cambodia", "It was initialled.", "en"), (item.Replies.Single().Member, item.Replies.Single().Text, item.Replies.Single().Language));
    }

    [Fact]
    public async Task Scripts_of_every_direction_and_length_come_back_as_they_were_written()
    {
        await using var scene = await SceneAsync();
        var (protocol, cambodia) = (scene.Of("Reached Lantern"), scene.Official("cambodia"));
        string[] texts = ["ឆ្លើយតប៖ យើងមិនយល់ស្របទេ។", "الرد: لا نوافق (2008) \u202Eabc", "𠮷👩🏽‍⚖️ =1+1", "one\n\ntwo", new string('ម', Replying.Longest)];
        foreach (var (at, text) in texts.Index())
        {
            _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, text, at, "km"));
            Assert.Equal(text, (await OpenAsync(scene, protocol)).Statement.Replies.Single().Last.Text);
        }

        Assert.Equal("reply.text-unreadable", World.Refused(await ReplyAsync(scene, cambodia, protocol, "a\0b", texts.Length)));
        Assert.Equal("reply.text-too-long", World.Refused(await ReplyAsync(scene, cambodia, protocol, new string('x', Replying.Longest + 1), texts.Length)));
        Assert.Equal("reply.text-missing", World.Refused(await ReplyAsync(scene, cambodia, protocol, " ", texts.Length)));
        Assert.Equal("reply.language-missing", World.Refused(await ReplyAsync(scene, cambodia, protocol, "No.", texts.Length, "tlh")));
    }

    [Fact]
    public async Task It_is_in_the_archive_and_what_is_missing_of_one_is_found()
    {
        await using var scene = await SceneAsync();
        var (protocol, cambodia) = (scene.Of("Reached Lantern"), scene.Official("cambodia"));
        _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, "First."));
        _ = World.Ok(await ReplyAsync(scene, cambodia, protocol, "Second.", 1));
        await using var empty = await World.NewAsync(engine);
        _ = World.Ok(await FilledWorld.RestoreAsync(empty, await FilledWorld.ArchiveAsync(scene.World)));
        Assert.Equal(["First.", "Second."], await empty.DoAsync<ConcordDb, List<string?>>(db => db.Set<ReplyRow>().OrderBy(r => r.Number).Select(r => r.Text).ToListAsync()));
        Assert.Empty(await FaultsAsync(empty));
        _ = await empty.DoAsync<ConcordDb, int>(db => db.Set<ReplyRow>().Where(r => r.Number == 1).ExecuteDeleteAsync());
        Assert.Equal("verify.reply", Assert.Single(await FaultsAsync(empty)).Code);
    }

    private static Task<List<Refusal>> FaultsAsync(World world) => world.DoAsync<IEnumerable<IVerified>, List<Refusal>>(async all =>
    {
        var faults = new List<Refusal>();
        await foreach (var fault in all.Single(v => v.Name == "replies").CheckAsync(default))
        {
            faults.AddRange(fault is null ? [] : [fault]);
        }

        return faults;
    });

    private static Task<List<string>> VerbsAsync(Scene scene) => scene.World.DoAsync<ConcordDb, List<string>>(db =>
        db.Set<ActRow>().Where(a => a.About.StartsWith("statement:") && a.Verb.StartsWith("reply.")).OrderBy(a => a.Sequence).Select(a => a.Verb).ToListAsync());
}

public sealed class SqliteReplyTests() : ReplySuite(Engine.Sqlite);

public sealed class PostgresReplyTests() : ReplySuite(Engine.Postgres);
