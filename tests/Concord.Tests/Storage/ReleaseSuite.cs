using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Sources;
using Concord.Core.Measures;
using Concord.Modules.Measures;
using Concord.Modules.Search;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>A source is seen by the body that filed it until that releases it; a marking, a closed session and a protected speaker keep back what they keep back.</summary>
public abstract class ReleaseSuite(Engine engine)
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

        2. (C) Thailand and China signed the Orchard Agreement on Shelters on
        September 3, 2008.

        3. (SBU) Laos adopted its Willow Plan of Action on September 3, 2008.

        4. (U) Mekong Shelter Network Director Ines Valdora (protect) told us that
        Myanmar established the Heron Centre in October 2008.
        """;

    private static readonly BodyId Ours = new(Guid.CreateVersion7());

    private static Actor As(Capacity capacity, BodyId? body = null) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, body) { Member = new MemberId(Guid.CreateVersion7()) };

    private static Permit May(Actor actor, Doing doing = Doing.Read) => World.Ok(Access.Decide(actor, doing));

    private static readonly Actor Filer = As(Capacity.Official, Ours);

    private async Task<(World World, SourceId Source)> FiledAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var made = await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(Filer, Doing.Import), new IncomingFile("mixed.txt", Encoding.UTF8.GetBytes(Mixed)), default));
        var source = World.Ok(made)[0].Id;
        foreach (var id in await world.DoAsync<ConcordDb, List<ProposalId>>(db => db.Set<ProposalRow>().OrderBy(p => p.Ordinal).Select(p => p.Id).ToListAsync()))
        {
            _ = await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Filer, Doing.Review), new Decide(id, 0, Verdict.Accepted), default));
        }

        return (world, source);
    }

    private static async Task<ImmutableArray<ReleaseLine>> ReleaseAsync(World world, SourceId source, Handling to, params BodyId[] bodies) => World.Ok(
        await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r => r.HandleAsync(May(Filer, Doing.Import), source, new Release(to, [.. bodies], null), "because", null, default)));

    private static Task<Result<SourcePage>> PageAsync(World world, SourceId source, Actor actor) =>
        world.DoAsync<SourceQueries, Result<SourcePage>>(q => q.PageAsync(May(actor), source, default, default));

    private static async Task<string[]> FoundAsync(World world, Actor actor, string text) => [.. (await world.DoAsync<AskIndex, SearchResults>(async a =>
        World.Ok(await a.HandleAsync(May(actor), new Asked(text, null, null, 1), default)))).Hits.Select(h => h.Title.Text)];

    [Fact]
    public async Task Before_it_is_released_only_the_body_that_filed_it_sees_it()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        Assert.Equal(4, World.Ok(await PageAsync(world, source, Filer)).Paragraphs.Length);
        foreach (var capacity in Enum.GetValues<Capacity>().Where(c => c != Capacity.LocalOperator))
        {
            Assert.Equal("source.unknown", World.Refused(await PageAsync(world, source, As(capacity, new BodyId(Guid.CreateVersion7())))));
        }
    }

    [Fact]
    public async Task A_release_goes_as_far_as_each_marking_lets_it_and_tells_no_title_of_what_is_stricter()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        Assert.Equal([new ReleaseLine(Handling.Process, 1), new ReleaseLine(Handling.Members, 1), new ReleaseLine(Handling.OwnBody, 2)], await ReleaseAsync(world, source, Handling.Process));
        var observer = World.Ok(await PageAsync(world, source, As(Capacity.Observer)));
        Assert.Contains("Lantern", observer.Paragraphs.Single().Text, StringComparison.Ordinal);
        Assert.Equal((3, false, "", null), (observer.Withheld, observer.IsWhole, observer.ContentHash, observer.Header.Subject));
        Assert.DoesNotContain("ORCHARD", observer.Summary.Title, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(observer.Mentions.Where(m => m.Text.Contains("Valdora", StringComparison.Ordinal)));
        var official = World.Ok(await PageAsync(world, source, As(Capacity.Official)));
        Assert.Equal(2, official.Paragraphs.Length);
        Assert.DoesNotContain(official.Paragraphs, p => p.Text.Contains("Valdora", StringComparison.Ordinal));

        // The file as received holds what is kept back; its title stands with none of the passages that are shown.
        var original = await world.DoAsync<SourceQueries, Result<(string, byte[])>>(q => q.OriginalAsync(May(As(Capacity.Official)), source, default));
        Assert.Equal("source.unknown", World.Refused(original));
        Assert.All(official.Proposals, p => Assert.DoesNotContain("ORCHARD", p.Passage.SourceTitle, StringComparison.OrdinalIgnoreCase));
        Assert.True((await world.DoAsync<SourceQueries, Result<(string, byte[])>>(q => q.OriginalAsync(May(Filer), source, default))).IsOk);
    }

    [Fact]
    public async Task What_was_stated_is_found_with_the_release_and_not_any_more_when_it_is_narrowed_again()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var observer = As(Capacity.Observer);
        Assert.Empty(await FoundAsync(world, observer, "lantern"));
        _ = await ReleaseAsync(world, source, Handling.Process);
        Assert.NotEmpty(await FoundAsync(world, observer, "lantern"));
        Assert.Empty(await FoundAsync(world, observer, "orchard"));
        Assert.NotEmpty(await FoundAsync(world, As(Capacity.Official), "willow"));
        Assert.Empty(await FoundAsync(world, As(Capacity.Official), "heron"));
        _ = await ReleaseAsync(world, source, Handling.OwnBody);
        Assert.Empty(await FoundAsync(world, observer, "lantern"));
        Assert.NotEmpty(await FoundAsync(world, Filer, "lantern"));
        Assert.Equal("source.unknown", World.Refused(await PageAsync(world, source, observer)));
    }

    [Fact]
    public async Task Bodies_that_are_named_see_it_and_others_of_their_kind_do_not()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var named = new BodyId(Guid.CreateVersion7());
        _ = await ReleaseAsync(world, source, Handling.NamedBodies, named);
        Assert.Equal(2, World.Ok(await PageAsync(world, source, As(Capacity.CivilSociety, named))).Paragraphs.Length);
        Assert.Equal("source.unknown", World.Refused(await PageAsync(world, source, As(Capacity.CivilSociety, new BodyId(Guid.CreateVersion7())))));
    }

    [Fact]
    public async Task A_release_is_whole_though_somebody_gives_out_the_same_labels_at_the_same_moment()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var overtaken = false;
        _ = World.Ok(await world.DoAsync<ConcordDb, ReleaseSource, Result<ImmutableArray<ReleaseLine>>>((db, release) =>
        {
            db.ChangeTracker.Tracked += (_, tracked) =>
            {
                if (tracked is { FromQuery: false, Entry.Entity: LabelRow row } && !overtaken)
                {
                    overtaken = true;
                    _ = World.Ok(Task.Run(() => world.DoAsync<Labels, Result<ImmutableDictionary<Label, LabelId>>>(l =>
                        l.InternAsync(May(Filer, Doing.Import), [Labels.ToLabel(row)], default))).GetAwaiter().GetResult());
                }
            };
            return release.HandleAsync(May(Filer, Doing.Import), source, new Release(Handling.Process, [], null), null, null, default);
        }));
        Assert.True(overtaken);
        Assert.Contains("Lantern", World.Ok(await PageAsync(world, source, As(Capacity.Observer))).Paragraphs.Single().Text, StringComparison.Ordinal);
        Assert.NotEmpty(await FoundAsync(world, As(Capacity.Observer), "lantern"));
    }

    private static Task<Result<StatementItem>> StatementAsync(World world, Actor actor, StatementId id) =>
        world.DoAsync<StatementList, Result<StatementItem>>(l => l.OneAsync(May(actor), id, null, default));

    private static async Task<ImmutableArray<MeasureItem>> MeasuresAsync(World world, Actor actor) => World.Ok(await world.DoAsync<MeasureList, Result<ListPage<MeasureItem>>>(l =>
        l.PageAsync(May(actor), new ListAsked(ListQuery.All, null, 100), default))).Rows;

    private static async Task<StatementId> HeronAsync(World world) => await world.DoAsync<ConcordDb, StatementId>(async db => (await (
        from s in db.Set<StatementRow>() join m in db.Set<MeasureRow>() on s.MeasureId equals m.Id
        where m.Title.Contains("Heron") && s.Form == AssertionForm.Reached select s.Id).ToListAsync()).Single());

    private static async Task TellAsync(World world, SourceId source, Handling to, bool tells) => World.Ok(await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
        r.HandleAsync(May(Filer, Doing.Import), source, new Release(to, [], null) { TellsProtected = tells }, null, null, default)));

    [Fact]
    public async Task What_somebody_protected_said_is_told_without_them_when_the_body_that_filed_it_says_so()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var (heron, observer) = (await HeronAsync(world), As(Capacity.Observer));
        var myanmar = new MemberId(Guid.CreateVersion7());
        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<StatementRow>().Where(s => s.Id == heron).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Speaker, "Ines Valdora").SetProperty(s => s.SpeakerMember, myanmar).SetProperty(s => s.Capacity, "Director")
            .SetProperty(s => s.Occasion, "Orchard Talks").SetProperty(s => s.Said, When.Parse("2008-11-20").Match<When?>(w => w, _ => null))));
        var before = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().SingleAsync(s => s.Id == heron));
        await TellAsync(world, source, Handling.Process, tells: false);
        Assert.Equal("statement.unknown", World.Refused(await StatementAsync(world, observer, heron)));

        await TellAsync(world, source, Handling.Process, tells: true);
        var told = World.Ok(await StatementAsync(world, observer, heron));
        Assert.Equal((null, null, null, true, null, null), (told.Speaker, told.SpeakerCapacity, told.SpeakerMember, told.SpeakerProtected, told.Occasion, told.Said));
        Assert.Equal((null, null, null, null), (told.Quote, told.SourceId, told.SourceTitle, told.Page));
        Assert.Equal(Vouched.ByProtected, (await MeasuresAsync(world, observer)).Single(m => m.Title.Contains("Heron", StringComparison.Ordinal)).Vouched);
        Assert.NotEmpty(await FoundAsync(world, observer, "heron"));
        Assert.Empty(await FoundAsync(world, observer, "valdora"));
        Assert.DoesNotContain(World.Ok(await PageAsync(world, source, observer)).Paragraphs, p => p.Text.Contains("Valdora", StringComparison.Ordinal));

        // What else was read in the paragraph is in her words or names her: it stays, and the sentence with it.
        var others = await world.DoAsync<ConcordDb, List<StatementRow>>(db => db.Set<StatementRow>().AsNoTracking().Where(s => s.PassageId == before.PassageId && s.Form == AssertionForm.Involves).ToListAsync());
        foreach (var other in others)
        {
            Assert.Equal("statement.unknown", World.Refused(await StatementAsync(world, observer, other.Id)));
        }

        Assert.NotNull(World.Ok(await StatementAsync(world, Filer, heron)).Quote);
        await TellAsync(world, source, Handling.Process, tells: false);
        Assert.Equal("statement.unknown", World.Refused(await StatementAsync(world, observer, heron)));
        var after = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().SingleAsync(s => s.Id == heron));
        Assert.Equal((before.Speaker, before.SpeakerMember, before.Capacity, before.Occasion, before.Said, before.Attribution, before.Protect, before.LabelId),
            (after.Speaker, after.SpeakerMember, after.Capacity, after.Occasion, after.Said, after.Attribution, after.Protect, after.LabelId));
    }

    [Fact]
    public async Task What_is_accepted_after_such_a_release_is_told_without_them_too()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var heron = await HeronAsync(world);
        var proposal = (await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().SingleAsync(s => s.Id == heron))).ProposalId!.Value;
        var seen = await world.DoAsync<ConcordDb, long>(db => db.Set<DecisionRow>().Where(d => d.ProposalId == proposal).Select(d => d.Version).SingleAsync());
        var undone = World.Ok(await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Filer, Doing.Review), new Decide(proposal, seen, Verdict.Open), default)));
        await TellAsync(world, source, Handling.Process, tells: true);
        _ = World.Ok(await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Filer, Doing.Review), new Decide(proposal, undone.Seen, Verdict.Accepted), default)));
        var fresh = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().OrderByDescending(s => s.Sequence)
            .FirstAsync(s => s.ProposalId == proposal && s.Form == AssertionForm.Reached));
        Assert.NotEqual(heron, fresh.Id);
        var told = World.Ok(await StatementAsync(world, As(Capacity.Observer), fresh.Id));
        Assert.Equal((null, true, null), (told.Speaker, told.SpeakerProtected, told.Quote));
    }

    [Fact]
    public async Task What_is_told_without_its_speaker_goes_when_the_source_is_withdrawn_and_the_reason_is_not_told()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        await TellAsync(world, source, Handling.Process, tells: true);
        var recalled = await world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(May(Filer, Doing.Review), source, "Valdora was mistaken", null, default));
        Assert.True(recalled.IsOk);
        var observer = As(Capacity.Observer);
        Assert.True(World.Ok(await StatementAsync(world, observer, await HeronAsync(world))).Withdrawn);
        Assert.DoesNotContain(await MeasuresAsync(world, observer), m => m.Title.Contains("Heron", StringComparison.Ordinal));
        var measure = await world.DoAsync<ConcordDb, MeasureId>(db => db.Set<MeasureRow>().Where(m => m.Title.Contains("Heron")).Select(m => m.Id).SingleAsync());
        var page = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(May(observer), measure, q.Now, default)));
        Assert.All(page.Statements.SelectMany(s => s.History), h => Assert.True(string.IsNullOrEmpty(h.Why)));
    }

    [Fact]
    public async Task A_member_that_only_a_hidden_statement_brings_to_a_measure_is_told_with_it_and_gone_with_it()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var observer = As(Capacity.Observer);
        var other = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(Filer, Doing.Import), new IncomingFile("more.txt", Encoding.UTF8.GetBytes(Mixed
                .Replace("#0311", "#0312", StringComparison.Ordinal).Replace("000311", "000312", StringComparison.Ordinal)
                .Replace("Vietnam and Cambodia signed", "Vietnam and Laos signed", StringComparison.Ordinal))), default)))[0].Id;
        foreach (var id in await world.DoAsync<ConcordDb, List<ProposalId>>(db => db.Set<ProposalRow>().Where(p => p.SourceId == other).OrderBy(p => p.Ordinal).Select(p => p.Id).ToListAsync()))
        {
            _ = await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Filer, Doing.Review), new Decide(id, 0, Verdict.Accepted), default));
        }

        async Task<string> MembersAsync(Actor actor) => string.Join(' ', (await MeasuresAsync(world, actor)).Single(m => m.Title.Contains("Lantern", StringComparison.Ordinal)).Members.Order());

        Assert.Equal("cambodia lao-pdr viet-nam", await MembersAsync(Filer));
        _ = await ReleaseAsync(world, source, Handling.Process);
        Assert.Equal("cambodia viet-nam", await MembersAsync(observer));
        _ = await ReleaseAsync(world, other, Handling.Process);
        Assert.Equal("cambodia lao-pdr viet-nam", await MembersAsync(observer));
        _ = await ReleaseAsync(world, source, Handling.OwnBody);
        Assert.Equal("lao-pdr viet-nam", await MembersAsync(observer));
        Assert.Equal("cambodia lao-pdr viet-nam", await MembersAsync(Filer));
    }

    [Fact]
    public async Task The_record_of_today_follows_a_release_and_its_narrowing_though_no_label_is_new()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var observer = As(Capacity.Observer);
        _ = await ReleaseAsync(world, source, Handling.Process);
        Assert.True(await OnRecordAsync(world, observer, "Lantern"));
        _ = await ReleaseAsync(world, source, Handling.OwnBody);
        Assert.False(await OnRecordAsync(world, observer, "Lantern"));
        _ = await ReleaseAsync(world, source, Handling.Process);
        Assert.True(await OnRecordAsync(world, observer, "Lantern"));
    }

    /// <summary>Whether the front page of the record names such a measure to this person.</summary>
    private static async Task<bool> OnRecordAsync(World world, Actor actor, string title) => World.Ok(await world.DoAsync<RecordToday, Result<RecordFace>>(r => r.FaceAsync(May(actor), null, default)))
        .Rows.SelectMany(r => r.Cells).SelectMany(c => c.Lines).SelectMany(l => l.Cites).Any(c => c.Title.Contains(title, StringComparison.Ordinal));

    [Fact]
    public async Task Who_releases_what_was_released_meanwhile_is_told_and_overwrites_nothing()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        var seen = (await world.DoAsync<ReleaseSource, ReleasedNow>(r => r.NowAsync(source, default))).Seen;
        _ = await ReleaseAsync(world, source, Handling.Members);
        var second = await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
            r.HandleAsync(May(Filer, Doing.Import), source, new Release(Handling.OwnBody, [], null), null, seen, default));
        Assert.Equal("release.changed-meanwhile", World.Refused(second));
        var now = await world.DoAsync<ReleaseSource, ReleasedNow>(r => r.NowAsync(source, default));
        Assert.Contains(now.Lines, l => l.Handling == Handling.Members);
        Assert.True((await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
            r.HandleAsync(May(Filer, Doing.Import), source, new Release(Handling.OwnBody, [], null), null, now.Seen, default))).IsOk);
    }

    /// <summary>Does something else, in a scope of its own, the moment before somebody's commit begins to write.</summary>
    private static Task<TOut> OvertakenAsync<TService, TOut>(World world, Func<Task> meanwhile, Func<TService, Task<TOut>> what) where TService : notnull =>
        world.DoAsync<ConcordDb, TService, TOut>((db, service) =>
        {
            var first = true;
            db.ChangeTracker.Tracked += (_, tracked) =>
            {
                if (tracked is { FromQuery: false, Entry.Entity: ActRow } && first)
                {
                    first = false;
                    Task.Run(meanwhile).GetAwaiter().GetResult();
                }
            };
            return what(service);
        });

    private static Task<ImmutableArray<ReleaseLine>> NarrowAsync(World world, SourceId source) => ReleaseAsync(world, source, Handling.OwnBody);

    /// <summary>Everything that bears a label of a paragraph bears the one that it has now.</summary>
    private static Task<int> AllAgreeAsync(World world, SourceId source) => world.DoAsync<ConcordDb, int>(async db =>
    {
        var paragraphs = await db.Set<ParagraphRow>().AsNoTracking().Where(p => p.SourceId == source).ToDictionaryAsync(p => p.Ordinal, p => p.LabelId);
        var passages = await db.Set<PassageRow>().AsNoTracking().Where(p => p.SourceId == source).ToListAsync();
        Assert.All(passages, p => Assert.Equal(paragraphs[p.ParagraphOrdinal], p.LabelId));
        var of = passages.ToDictionary(p => p.Id, p => (p.LabelId, p.ToldId));
        Assert.All(await db.Set<ProposalRow>().AsNoTracking().Where(p => p.SourceId == source).ToListAsync(), p => Assert.Equal(of[p.PassageId].LabelId, p.LabelId));
        Assert.All(await db.Set<AnchoringRow>().AsNoTracking().Where(a => a.SourceId == source && a.LabelId != null).ToListAsync(), a => Assert.Equal(paragraphs[a.ParagraphOrdinal!.Value], a.LabelId));
        var statements = await db.Set<StatementRow>().AsNoTracking().ToListAsync();
        Assert.All(statements.Where(s => of.ContainsKey(s.PassageId)), s => Assert.Equal((Shielding.CanBeTold(s.Form) ? of[s.PassageId].ToldId : null) ?? of[s.PassageId].LabelId, s.LabelId));
        var told = statements.Where(s => s.MeasureId is not null).Select(s => (s.MeasureId!.Value.Value, s.LabelId)).Distinct().ToList();
        var documents = await db.Set<Platform.Search.SearchDocumentRow>().AsNoTracking().ToListAsync();
        var measures = told.Select(t => t.Value).ToHashSet();
        Assert.Equal(told.ToHashSet(), documents.Where(d => measures.Contains(d.ObjectId)).Select(d => (d.ObjectId, d.LabelId)).ToHashSet());
        return 0;
    });

    private async Task<(World World, SourceId Source, ProposalId Open)> ReleasedWithOneOpenAsync()
    {
        var (world, source) = await FiledAsync();
        _ = await ReleaseAsync(world, source, Handling.Process);
        var accepted = await world.DoAsync<ConcordDb, StatementRow>(db => db.Set<StatementRow>().AsNoTracking().FirstAsync(s => s.MeasureId != null
            && db.Set<MeasureRow>().Any(m => m.Id == s.MeasureId && m.Title.Contains("Lantern"))));
        var open = accepted.ProposalId!.Value;
        _ = World.Ok(await DecideAsync(world, open, Verdict.Open));
        return (world, source, open);
    }

    private static async Task<Result<Decided>> DecideAsync(World world, ProposalId proposal, Verdict verdict, Func<Task>? meanwhile = null)
    {
        var seen = await world.DoAsync<ConcordDb, long>(db => db.Set<DecisionRow>().Where(d => d.ProposalId == proposal).Select(d => d.Version).SingleOrDefaultAsync());
        return await OvertakenAsync<DecideProposal, Result<Decided>>(
            world, meanwhile ?? (() => Task.CompletedTask), d => d.HandleAsync(May(Filer, Doing.Review), new Decide(proposal, seen, verdict), default));
    }

    [Fact]
    public async Task A_decision_that_a_narrowing_overtakes_copies_no_label_of_before()
    {
        var (world, source, open) = await ReleasedWithOneOpenAsync();
        await using var ofWorld = world;
        Assert.Equal("review.changed-meanwhile", World.Refused(await DecideAsync(world, open, Verdict.Accepted, () => NarrowAsync(world, source))));
        _ = await AllAgreeAsync(world, source);
        _ = World.Ok(await DecideAsync(world, open, Verdict.Accepted));
        _ = await AllAgreeAsync(world, source);
        Assert.Empty(await FoundAsync(world, As(Capacity.Observer), "lantern"));
    }

    [Fact]
    public async Task A_narrowing_that_a_decision_overtakes_leaves_no_label_of_before()
    {
        var (world, source, open) = await ReleasedWithOneOpenAsync();
        await using var ofWorld = world;
        Task<Result<ImmutableArray<ReleaseLine>>> NarrowedAsync(Func<Task> meanwhile) => OvertakenAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(
            world, meanwhile, r => r.HandleAsync(May(Filer, Doing.Import), source, new Release(Handling.OwnBody, [], null), null, null, default));
        Assert.Equal("store.changed-meanwhile", World.Refused(await NarrowedAsync(async () => World.Ok(await DecideAsync(world, open, Verdict.Accepted)))));
        _ = await AllAgreeAsync(world, source);
        _ = World.Ok(await NarrowedAsync(() => Task.CompletedTask));
        _ = await AllAgreeAsync(world, source);
    }

    [Fact]
    public async Task A_decision_finds_no_measure_again_under_a_label_that_another_source_lost_meanwhile()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        _ = await ReleaseAsync(world, source, Handling.Process);
        var other = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(Filer, Doing.Import), new IncomingFile("more.txt", Encoding.UTF8.GetBytes(Mixed
                .Replace("#0311", "#0312", StringComparison.Ordinal).Replace("000311", "000312", StringComparison.Ordinal))), default)))[0].Id;
        var lantern = await world.DoAsync<ConcordDb, ProposalId>(db => db.Set<ProposalRow>().Where(p => p.SourceId == other && p.Title.Contains("Lantern")).OrderBy(p => p.Ordinal).Select(p => p.Id).FirstAsync());
        Assert.Equal("review.changed-meanwhile", World.Refused(await DecideAsync(world, lantern, Verdict.Accepted, () => NarrowAsync(world, source))));
        _ = await AllAgreeAsync(world, source);
        _ = World.Ok(await DecideAsync(world, lantern, Verdict.Accepted));
        _ = await AllAgreeAsync(world, source);
        Assert.Empty(await FoundAsync(world, As(Capacity.Observer), "lantern"));
    }

    [Fact]
    public async Task What_a_person_proposes_while_a_source_is_narrowed_bears_no_label_of_before()
    {
        var (world, source, open) = await ReleasedWithOneOpenAsync();
        await using var ofWorld = world;
        var paragraph = await world.DoAsync<ConcordDb, int>(db => db.Set<ParagraphRow>().Where(p => p.SourceId == source && p.Text.Contains("Lantern")).Select(p => p.Ordinal).SingleAsync());
        foreach (var asked in new[] { new NewProposal(source, paragraph, "Lantern Protocol", null), new NewProposal(source, paragraph, "", null, open) })
        {
            _ = await ReleaseAsync(world, source, Handling.Process);
            Task<Result<ProposalId>> AddAsync(Func<Task> meanwhile) =>
                OvertakenAsync<AddProposal, Result<ProposalId>>(world, meanwhile, a => a.HandleAsync(May(Filer, Doing.Review), asked, default));
            Assert.Equal("review.changed-meanwhile", World.Refused(await AddAsync(() => NarrowAsync(world, source))));
            _ = await AllAgreeAsync(world, source);
            _ = World.Ok(await AddAsync(() => Task.CompletedTask));
            _ = await AllAgreeAsync(world, source);
        }
    }

    [Fact]
    public async Task Where_passages_stand_in_a_later_version_bears_no_label_of_before_a_narrowing()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        _ = await ReleaseAsync(world, source, Handling.Process);
        var later = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(Filer, Doing.Import), new IncomingFile("later.txt", Encoding.UTF8.GetBytes(Mixed.Replace("SAMPLE: ORCHARD TALKS", "SAMPLE: ORCHARD TALK", StringComparison.Ordinal).Replace("#0311", "#0313", StringComparison.Ordinal)
                .Replace("000311", "000313", StringComparison.Ordinal))), default)))[0].Id;
        _ = await ReleaseAsync(world, later, Handling.Process);
        Task<Result<MadeVersion>> LinkAsync(Func<Task> meanwhile) =>
            OvertakenAsync<CorrectSource, Result<MadeVersion>>(world, meanwhile, c => c.LinkAsync(May(Filer, Doing.Review), later, source, default));
        Assert.Equal("version.corrected-meanwhile", World.Refused(await LinkAsync(() => NarrowAsync(world, later))));
        _ = await AllAgreeAsync(world, later);
        _ = await ReleaseAsync(world, later, Handling.Process);
        _ = World.Ok(await LinkAsync(() => Task.CompletedTask));
        var passage = await world.DoAsync<ConcordDb, PassageId>(db => db.Set<PassageRow>().Where(p => p.SourceId == source && p.Exact.Contains("Lantern")).Select(p => p.Id).FirstAsync());
        Task<Result<PassageId>> SettleAsync(Func<Task> meanwhile) => OvertakenAsync<SettleAnchor, Result<PassageId>>(
            world, meanwhile, s => s.HandleAsync(May(Filer, Doing.Review), new SettlePassage(passage, later, 1, AnchorHow.Confirmed), default));
        Assert.Equal("passage.settled-meanwhile", World.Refused(await SettleAsync(() => NarrowAsync(world, later))));
        _ = await AllAgreeAsync(world, later);
        _ = World.Ok(await SettleAsync(() => Task.CompletedTask));
        _ = await AllAgreeAsync(world, later);
    }

    [Fact]
    public async Task Decided_and_narrowed_at_once_every_label_agrees_whichever_was_first()
    {
        var (world, source, open) = await ReleasedWithOneOpenAsync();
        await using var ofWorld = world;
        for (var i = 0; i < 6; i++)
        {
            _ = await Task.WhenAll(
                Task.Run(async () => (await DecideAsync(world, open, i % 2 == 0 ? Verdict.Accepted : Verdict.Open)).IsOk, TestContext.Current.CancellationToken),
                Task.Run(async () => (await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r => r.HandleAsync(
                    May(Filer, Doing.Import), source, new Release(i % 2 == 0 ? Handling.OwnBody : Handling.Process, [], null), null, null, default))).IsOk, TestContext.Current.CancellationToken));
            _ = await AllAgreeAsync(world, source);
        }
    }

    [Fact]
    public async Task A_promise_is_seen_as_widely_as_the_paragraph_in_which_it_was_made()
    {
        var world = await World.NewAsync(engine);
        await using var ofWorld = world;
        _ = await world.LoadPackAsync();
        var source = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(
            May(Filer, Doing.Import), new IncomingFile("septel.txt", Encoding.UTF8.GetBytes(Mixed.Replace("November 18, 2008.", "November 18, 2008. Embassy will report further details septel.", StringComparison.Ordinal))), default)))[0].Id;
        async Task<int> PromisesAsync(Actor actor) => (await world.DoAsync<Labels, TelegramLinks, ImmutableArray<PromiseView>>(async (labels, links) =>
            await links.PromisesAsync(null, [.. await labels.VisibleToAsync(May(actor), default)], default))).Length;
        var observer = As(Capacity.Observer);
        Assert.Equal((1, 0), (await PromisesAsync(Filer), await PromisesAsync(observer)));
        _ = await ReleaseAsync(world, source, Handling.Process);
        Assert.Equal(1, await PromisesAsync(observer));
        _ = await NarrowAsync(world, source);
        Assert.Equal((1, 0), (await PromisesAsync(Filer), await PromisesAsync(observer)));
    }

    private static async Task<SourceId> FileAsync(World world, string text, string name = "more.txt") => World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
        i.HandleAsync(May(Filer, Doing.Import), new IncomingFile(name, Encoding.UTF8.GetBytes(text), null), default)))[0].Id;

    private static string Unclassified(string paragraphs) => $"""
        VZCZCXYZ0000
        RR RUEHWEB

        DE RUEHPSM #0411 3260305
        ZNR UUUUU ZZH
        R 210305Z NOV 08
        FM AMEMBASSY PORT SAMPLE
        TO RUEHC/SECSTATE WASHDC 0902
        BT
        UNCLAS PORT SAMPLE 000411

        SIPDIS

        E.O. 12958: N/A
        TAGS: PHUM, PREL
        SUBJECT: SAMPLE: HARBOUR VISIT

        {paragraphs}
        """;

    [Theory]
    [InlineData("3. (U) Mekong Shelter Network Director Lee Wong (strictly protect) told\nus that he came on Monday.", "4. (U) Wong added that police took bribes.")]
    [InlineData("3. (U) Mekong Shelter Network Director Lee Wong told us that he came.", "4. (U) Wong (strictly protect) asked for help.")]
    [InlineData("3. (U) Mekong Shelter Network Director Lee Wong told us that he came.", "4. (U) Wong asked not to be named and said that police took bribes.")]
    [InlineData("3. (U) Mekong Shelter Network Director Lee Wong asked not to be\nidentified.", "4. (U) The office of WONG was searched.")]
    [InlineData("3. (U) A local activist (strictly protect) came to the harbour.", "4. (U) A villager spoke off the record about the harbour.")]
    public async Task Every_paragraph_that_names_somebody_who_asks_to_be_protected_stays(string one, string other)
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = await FileAsync(world, Unclassified(string.Join("\n\n", "1. (U) Vietnam and Cambodia signed the Lantern Protocol on November 18,\n2008.", "2. (U) Nothing else was said.", one, other)));
        _ = await ReleaseAsync(world, source, Handling.Public);
        var seen = World.Ok(await PageAsync(world, source, As(Capacity.Press)));
        Assert.Equal(["1", "2"], seen.Paragraphs.Select(p => p.Name));
        Assert.DoesNotContain(seen.Mentions, m => m.Text.Contains("Wong", StringComparison.Ordinal));
        Assert.Empty(await FoundAsync(world, As(Capacity.Press), "wong"));
        Assert.Equal(2, (await world.DoAsync<ReleaseSource, ReleasedNow>(r => r.NowAsync(source, default))).Guarded);
    }

    [Fact]
    public async Task Who_speaks_and_where_is_not_told_out_of_a_paragraph_that_goes_less_far()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = await FileAsync(world, Mixed[..Mixed.IndexOf("1. (U)", StringComparison.Ordinal)] + """
            1. (C) Thai Deputy Minister of Justice Somchai Wattana spoke at the Orchard
            Consultations in Chiang Rai.

            2. (U) Wattana said that Thailand adopted the Willow Plan of Action on
            September 3, 2008.

            3. (U) Vietnam and Cambodia signed the Lantern Protocol on November 18,
            2008.
            """);
        var proposals = await world.DoAsync<ConcordDb, List<ProposalRow>>(db => db.Set<ProposalRow>().AsNoTracking().OrderBy(p => p.Ordinal).ToListAsync());
        Assert.Contains(proposals, p => p.Speaker == "Somchai Wattana" && p.Title.Contains("Willow", StringComparison.Ordinal));
        foreach (var id in proposals.Select(p => p.Id))
        {
            _ = await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(Filer, Doing.Review), new Decide(id, 0, Verdict.Accepted), default));
        }

        _ = await ReleaseAsync(world, source, Handling.Public);
        var press = As(Capacity.Press);
        var page = World.Ok(await PageAsync(world, source, press));
        Assert.Equal(["2", "3"], page.Paragraphs.Select(p => p.Name));
        Assert.DoesNotContain(page.Proposals, p => p.Speaker is not null && p.Speaker.Contains("Somchai", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Mentions, m => m.Text.Contains("Somchai", StringComparison.Ordinal));
        Assert.Contains(page.Proposals, p => p.Title.Contains("Lantern", StringComparison.Ordinal));
        Assert.Empty(await FoundAsync(world, press, "somchai"));
        Assert.NotEmpty(await FoundAsync(world, Filer, "somchai"));
        var willow = World.Ok(await world.DoAsync<StatementList, Result<ListPage<StatementItem>>>(l => l.PageAsync(May(press), new ListAsked(ListQuery.All, null, 100), default))).Rows
            .Where(s => s.Measure?.Title is { } title && title.Contains("Willow", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(willow);
        Assert.All(willow, s => Assert.Equal((null, null, null, null), (s.Speaker, s.SpeakerCapacity, s.SpeakerMember, s.Occasion)));

        // Released to those who see the first paragraph as well, nothing is held back.
        Assert.Contains(World.Ok(await PageAsync(world, source, Filer)).Proposals, p => p.Speaker == "Somchai Wattana");
        Assert.Contains(await world.DoAsync<ConcordDb, List<ShieldedRow>>(db => db.Set<ShieldedRow>().ToListAsync()), s => s.Speaker == "Somchai Wattana");
        _ = await ReleaseAsync(world, source, Handling.OwnBody);
        Assert.Empty(await world.DoAsync<ConcordDb, List<ShieldedRow>>(db => db.Set<ShieldedRow>().ToListAsync()));
    }

    private const string Letter = "From: a@example.org\r\nTo: b@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nSubject: Harbour\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease find the notes enclosed.\r\n"
        + "--b\r\nContent-Type: text/plain; charset=utf-8; name=notes.txt\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nThailand and Laos signed the Marigold Accord on 3 March 2008.\r\n"
        + "--b\r\nContent-Type: application/octet-stream; name=chart.bin\r\nContent-Disposition: attachment; filename=chart.bin\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQ=\r\n--b--\r\n";

    [Fact]
    public async Task A_letter_as_received_goes_no_further_than_what_was_enclosed_in_it()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        Task<Result<(string, byte[])>> OriginalAsync(SourceId id, Actor actor) => world.DoAsync<SourceQueries, Result<(string, byte[])>>(q => q.OriginalAsync(May(actor), id, default));
        var (press, refused) = (As(Capacity.Press), "chart.bin");
        var letter = await FileAsync(world, Letter, "letter.eml");
        var notes = World.Ok(await PageAsync(world, letter, Filer)).Enclosed.Single(e => e.Source is not null).Source!.Value;
        Assert.True((await OriginalAsync(letter, Filer)).IsOk);
        _ = await ReleaseAsync(world, letter, Handling.Public);
        Assert.Equal("source.unknown", World.Refused(await OriginalAsync(letter, press)));
        Assert.Empty(World.Ok(await PageAsync(world, letter, press)).Enclosed);

        // What could not be read was not released with what was.
        _ = await ReleaseAsync(world, notes, Handling.Public);
        Assert.Equal("source.unknown", World.Refused(await OriginalAsync(letter, press)));
        Assert.Equal("notes.txt", World.Ok(await PageAsync(world, letter, press)).Enclosed.Single().Name);
        Assert.Contains(World.Ok(await PageAsync(world, letter, Filer)).Enclosed, e => e.Name == refused && e.Refusal is not null);

        var plain = await FileAsync(world, Letter[..Letter.IndexOf("--b\r\nContent-Type: application", StringComparison.Ordinal)].Replace("Harbour", "Harbour again", StringComparison.Ordinal) + "--b--\r\n", "again.eml");
        _ = await ReleaseAsync(world, plain, Handling.Public);
        Assert.True((await OriginalAsync(plain, press)).IsOk);
        _ = await ReleaseAsync(world, notes, Handling.OwnBody);
        Assert.Equal("source.unknown", World.Refused(await OriginalAsync(plain, press)));
    }

    [Fact]
    public async Task Markings_in_a_letter_hold_as_they_do_in_a_telegram()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var head = "From: a@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nSubject: Harbour\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
        var letter = await FileAsync(world, head + "(U) Vietnam and Cambodia signed the Lantern Protocol on 18 November 2008.\r\n\r\n(C) Thailand and China signed the Orchard Agreement.\r\n\r\nLaos adopted its Willow Plan.\r\n", "marked.eml");
        _ = await ReleaseAsync(world, letter, Handling.Public);
        Assert.Contains("Lantern", World.Ok(await PageAsync(world, letter, As(Capacity.Press))).Paragraphs.Single().Text, StringComparison.Ordinal);
        var banner = await FileAsync(world, head + "CONFIDENTIAL\r\n\r\nLaos adopted its Willow Plan on 3 March 2008.\r\n", "banner.eml");
        _ = await ReleaseAsync(world, banner, Handling.Public);
        Assert.Equal("source.unknown", World.Refused(await PageAsync(world, banner, As(Capacity.Press))));
    }

    [Fact]
    public async Task A_merging_tells_nothing_of_a_measure_that_is_hidden()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        async Task<MeasureId> OfAsync(string title) => await world.DoAsync<ConcordDb, MeasureId>(db => db.Set<MeasureRow>().Where(m => m.Title.Contains(title)).Select(m => m.Id).FirstAsync());
        var (lantern, orchard) = (await OfAsync("Lantern"), await OfAsync("Orchard"));
        _ = World.Ok(await world.DoAsync<MergeMeasures, Result<MergingId>>(m => m.HandleAsync(May(Filer, Doing.Review), new Merge(lantern, orchard, "one in the Orchard papers"), default)));
        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<StatementRow>().Where(s => s.MeasureId == lantern && s.Form == AssertionForm.Reached)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Form, AssertionForm.Position).SetProperty(s => s.Stage, (StageId?)null).SetProperty(s => s.Text, "patrols").SetProperty(s => s.Detail, "Supports")));
        _ = await ReleaseAsync(world, source, Handling.Process);
        var observer = As(Capacity.Observer);
        var page = World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(May(observer), lantern, q.Now, default)));
        Assert.Empty(page.Mergings);
        Assert.DoesNotContain("Orchard", page.Title, StringComparison.Ordinal);
        var positions = World.Ok(await world.DoAsync<SaidQueries, Result<PositionsPage>>(q => q.PositionsAsync(May(observer), new AsOf(new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 1)), null, null, default)));
        Assert.NotEmpty(positions.Questions);
        Assert.All(positions.Questions, q => Assert.DoesNotContain("Orchard", q.On + q.Measure?.Title, StringComparison.Ordinal));
        Assert.All(positions.Questions, q => Assert.NotEqual(orchard, q.Measure?.Id));
        Assert.Single(World.Ok(await world.DoAsync<MeasureQueries, Result<MeasurePage>>(q => q.MeasureAsync(May(Filer), lantern, q.Now, default))).Mergings);
    }

    [Fact]
    public async Task What_is_recorded_is_put_to_no_measure_of_which_nothing_is_seen()
    {
        var (world, _) = await FiledAsync();
        await using var ofWorld = world;
        var (body, text) = (new BodyId(Guid.CreateVersion7()), Mixed.Replace("#0311", "#0313", StringComparison.Ordinal).Replace("000311", "000313", StringComparison.Ordinal));
        var other = As(Capacity.Official, body);
        var filed = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(other, Doing.Import), new IncomingFile("theirs.txt", Encoding.UTF8.GetBytes(text)), default)))[0].Id;
        foreach (var id in await world.DoAsync<ConcordDb, List<ProposalId>>(db => db.Set<ProposalRow>().Where(p => p.SourceId == filed).OrderBy(p => p.Ordinal).Select(p => p.Id).ToListAsync()))
        {
            _ = await world.DoAsync<DecideProposal, Result<Decided>>(d => d.HandleAsync(May(other, Doing.Review), new Decide(id, 0, Verdict.Accepted), default));
        }

        var lanterns = await world.DoAsync<ConcordDb, List<MeasureRow>>(db => db.Set<MeasureRow>().AsNoTracking().Where(m => m.Title.Contains("Lantern")).ToListAsync());
        Assert.Equal(2, lanterns.Count);
        Assert.Single(await MeasuresAsync(world, other), m => m.Title.Contains("Lantern", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_that_is_hidden_is_not_told_with_its_reason_and_another_body_makes_none()
    {
        var (world, first) = await FiledAsync();
        await using var ofWorld = world;
        _ = await ReleaseAsync(world, first, Handling.Process);
        var second = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i => i.HandleAsync(
            May(Filer, Doing.Import), new IncomingFile("second.txt", Encoding.UTF8.GetBytes(Mixed.Replace("ORCHARD TALKS", "ORCHARD TALKS, CORRECTED", StringComparison.Ordinal))) { Corrects = first }, default)))[0].Id;
        _ = World.Ok(await world.DoAsync<RecallSource, Result<SourceId>>(r => r.RecallAsync(May(Filer, Doing.Review), second, "Orchard was never signed", null, default)));
        var official = As(Capacity.Official, new BodyId(Guid.CreateVersion7()));
        var recall = World.Ok(await PageAsync(world, first, official)).Recall;
        Assert.Equal((first, ""), (recall?.Source, recall?.Why));
        Assert.Equal("Orchard was never signed", World.Ok(await PageAsync(world, first, Filer)).Recall?.Why);

        var theirs = World.Ok(await world.DoAsync<ImportSource, Result<ImmutableArray<ImportedSource>>>(i =>
            i.HandleAsync(May(official, Doing.Import), new IncomingFile("theirs.txt", Encoding.UTF8.GetBytes(Unclassified("1. (U) Nothing."))), default)))[0].Id;
        _ = await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r => r.HandleAsync(May(Filer, Doing.Import), first, new Release(Handling.Members, [], null), null, null, default));
        var other = await FileAsync(world, Unclassified("1. (U) Vietnam and Cambodia signed the Lantern Protocol on November 18,\n2008."));
        _ = await ReleaseAsync(world, other, Handling.Public);
        Assert.Equal("version.of-another", World.Refused(await world.DoAsync<CorrectSource, Result<MadeVersion>>(c => c.LinkAsync(May(official, Doing.Import), theirs, other, default))));
    }

    [Fact]
    public async Task Nobody_else_releases_it()
    {
        var (world, source) = await FiledAsync();
        await using var ofWorld = world;
        _ = await ReleaseAsync(world, source, Handling.Members);
        foreach (var actor in new[] { As(Capacity.Official), As(Capacity.Secretariat) })
        {
            var refused = await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
                r.HandleAsync(May(actor, Doing.Import), source, new Release(Handling.Public, [], null), null, null, default));
            Assert.Contains(World.Refused(refused), new[] { "release.not-yours", "source.unknown" });
        }

        Assert.Equal("release.no-bodies", World.Refused(await world.DoAsync<ReleaseSource, Result<ImmutableArray<ReleaseLine>>>(r =>
            r.HandleAsync(May(Filer, Doing.Import), source, new Release(Handling.NamedBodies, [Ours], null), null, null, default))));
    }
}

public sealed class SqliteReleaseTests() : ReleaseSuite(Engine.Sqlite);

public sealed class PostgresReleaseTests() : ReleaseSuite(Engine.Postgres);
