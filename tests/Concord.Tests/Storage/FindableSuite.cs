using System.Text;
using Concord.Commands;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Measures;
using Concord.Core.Plan;
using Concord.Core.Telegrams;
using Concord.Modules.Measures;
using Concord.Modules.Plan;
using Concord.Modules.Search;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Whatever is on record is found by its own name, once; what was taken back or is protected leaves no trace in hits, counts, facets and excerpts.</summary>
public abstract class FindableSuite(Engine engine)
{
    private const string Canary = "Zwqcanary";

    private static async Task<SearchResults> AskAsync(World world, string text, SearchKind? kind = null, string? member = null, Permit? permit = null, int perPage = 200) =>
        World.Ok(await world.DoAsync<AskIndex, Result<SearchResults>>(a => a.HandleAsync(permit ?? World.May(Doing.Read), new Asked(text, kind, member, 1) { PerPage = perPage }, default)));

    private static Permit Stranger => new(new Actor(new ActorId(Guid.CreateVersion7()), "a stranger", Capacity.Public, null), Doing.Read);

    private static string Quoted(string name) => "\"" + name.Replace('"', ' ') + "\"";

    private async Task<World> RecordedAsync()
    {
        var world = await World.NewAsync(engine);
        world.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _ = await world.LoadPackAsync();
        _ = World.Ok(await world.DoAsync<PublicRecord, Result<RecordedPack>>(r => r.TakeAsync(World.May(Doing.Administer), default)));
        return world;
    }

    [Fact]
    public async Task Everything_of_the_shipped_pack_that_is_on_record_is_found_by_its_own_name()
    {
        await using var world = await RecordedAsync();
        await EachIsFoundAsync(world);

        // Made anew, the index holds the same.
        _ = World.Ok(await world.DoAsync<SearchRebuild, Result<bool>>(r => r.ForgetAsync(World.May(Doing.Administer), default)));
        Assert.Equal(0, (await AskAsync(world, "Memorandum", SearchKind.Measure)).Count);
        Assert.True(World.Ok(await world.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default))) > 40);
        await EachIsFoundAsync(world);
    }

    private static async Task EachIsFoundAsync(World world)
    {
        var pack = World.Ok(await world.DoAsync<PlanQueries, Result<Pack>>(p => p.PackAsync(default)));
        var subjects = await world.DoAsync<ConcordDb, List<MeasureRow>>(db => db.Set<MeasureRow>().AsNoTracking().ToListAsync());
        Assert.True(subjects.Count > 35 && pack.Documents.Length > 30 && pack.Bodies.Length > 10, "the pack is not empty");
        Assert.Empty(pack.Measures.Select(m => m.Id).Concat(pack.Meetings.Where(m => !m.Said.IsEmpty).Select(m => m.Id)).Except(subjects.Select(s => s.Id.Value)));
        foreach (var subject in subjects)
        {
            var found = await AskAsync(world, Quoted(subject.Title));
            Assert.Contains(found.Hits, h => h.Href.EndsWith(subject.Id.Value.ToString("D"), StringComparison.Ordinal) && h.Kind is SearchKind.Measure or SearchKind.Meeting or SearchKind.Declaration);
        }

        foreach (var document in pack.Documents.Where(d => pack.Measures.SelectMany(m => m.Said).Concat(pack.Meetings.SelectMany(m => m.Said)).Any(s => s.Document == d.Key)))
        {
            var found = await AskAsync(world, Quoted(document.Names.Text("en")), SearchKind.Source);
            Assert.Contains(found.Hits, h => h.Source!.Id.Value == document.Id);
        }

        foreach (var body in pack.Bodies)
        {
            Assert.Contains((await AskAsync(world, Quoted(body.Names.Text("en")), SearchKind.Body)).Hits, h => h.Title.Text == body.Names.Text("en"));
        }
    }

    [Fact]
    public async Task An_official_and_the_body_are_found_with_their_pages_and_each_once()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(71, "Thai Ministry of Labor Deputy Director General Somchai Testsuk said Thailand passed a law on trafficking in November 2007.")))[0];
        foreach (var item in (await world.ReviewAsync(source.Id)).Items)
        {
            _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted)));
        }

        var person = Assert.Single((await AskAsync(world, "testsuk", SearchKind.Person)).Hits);
        Assert.StartsWith("/directory/people/", person.Href, StringComparison.Ordinal);
        var body = Assert.Single((await AskAsync(world, "\"ministry of labor\"", SearchKind.Body)).Hits);
        Assert.StartsWith("/directory/bodies/", body.Href, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_measures_are_one_hit_by_either_name_and_two_again_when_taken_apart()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var made = new List<MeasureId>();
        foreach (var title in new[] { "Agreement on Qwertish return", "Compact on Qwertish homecoming" })
        {
            var source = World.Ok(await world.ImportAsync(Written.Telegram(90 + made.Count)))[0].Id;
            var item = (await world.ReviewAsync(source)).Items.First(i => i.Proposal is { Kind: FactKind.Agreement, Status: FactStatus.Signed });
            made.Add(World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, item.Suggested with { Title = title, Measure = null }))).Measure!.Value);
        }

        Assert.Equal(2, (await AskAsync(world, "qwertish")).Count);
        var merging = World.Ok(await world.DoAsync<MergeMeasures, Result<MergingId>>(m => m.HandleAsync(World.May(Doing.Review), new Merge(made[1], made[0], "one"), default)));
        foreach (var name in new[] { "qwertish return", "qwertish homecoming", "qwertish" })
        {
            var found = await AskAsync(world, name);
            Assert.Equal((1, 1), (found.Count, found.Kinds.Sum(k => k.Count)));
            Assert.Equal("Agreement on Qwertish return", Assert.Single(found.Hits).Title.Text);
            Assert.EndsWith(made[0].Value.ToString("D"), found.Hits[0].Href, StringComparison.Ordinal);
        }

        Assert.Equal("Compact on Qwertish homecoming", (await AskAsync(world, "homecoming")).Hits[0].Text!.Text);
        _ = World.Ok(await world.DoAsync<UnmergeMeasures, Result<MeasureId>>(m => m.HandleAsync(World.May(Doing.Review), new Unmerge(merging, "two after all"), default)));
        Assert.Equal(2, (await AskAsync(world, "qwertish")).Count);
        Assert.EndsWith(made[1].Value.ToString("D"), Assert.Single((await AskAsync(world, "homecoming")).Hits).Href, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_back_or_may_not_be_seen_leaves_nothing_in_hits_counts_and_facets()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(71)))[0].Id;
        var item = (await world.ReviewAsync(source)).Items.First(i => i.Proposal.Kind == FactKind.Law);
        var decided = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted, item.Suggested with { Title = Canary + " law", Measure = null })));
        var there = await AskAsync(world, Canary);
        Assert.Equal((1, 1, 1), (there.Count, there.Kinds.Length, there.Hits.Length));
        Assert.NotEmpty(there.Members);
        AssertNothing(await AskAsync(world, Canary, permit: Stranger));
        AssertNothing(await AskAsync(world, Canary + " law", permit: Stranger));
        _ = World.Ok(await world.DecideAsync(new Decide(item.Proposal.Id, decided.Seen, Verdict.Open)));
        AssertNothing(await AskAsync(world, Canary));
        var law = await AskAsync(world, "law");
        Assert.DoesNotContain(law.Kinds, k => k.Kind == SearchKind.Measure);
        Assert.DoesNotContain(law.Hits, h => h.Title.Text.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asks_for_protection_is_found_in_the_sentence_alone()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(72,
            $"Thai Ministry of Labor Deputy Director General Somchai {Canary} (strictly protect) said Thailand passed a law on trafficking in November 2007.")))[0];
        foreach (var item in (await world.ReviewAsync(source.Id)).Items)
        {
            _ = await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted));
        }

        var found = await AskAsync(world, Canary);
        Assert.Equal([SearchKind.Passage], found.Kinds.Select(k => k.Kind));
        Assert.Contains(Canary, Assert.Single(found.Hits).Text!.Text, StringComparison.Ordinal);
        AssertNothing(await AskAsync(world, Canary, permit: Stranger));
        Assert.All((await AskAsync(world, "\"ministry of labor\"")).Hits.Where(h => h.Kind != SearchKind.Passage), h =>
            Assert.DoesNotContain(Canary, h.Title.Text + h.Text?.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_country_is_counted_in_whatever_script_it_is_named()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        string[] letters = ["Burma spoke.", "Myanmar answered.", "缅甸政府签署了协议。", "รัฐบาลเมียนมาได้ลงนาม", "မြန်မာနိုင်ငံ"];
        foreach (var (i, text) in letters.Index())
        {
            _ = World.Ok(await world.ImportAsync(Encoding.UTF8.GetBytes($"Letter {i}\n\n{text}\n"), $"letter{i}.txt"));
        }

        foreach (var name in new[] { "Burma", "myanmar", "缅甸", "เมียนมา", "မြန်မာ" })
        {
            var found = await AskAsync(world, name, SearchKind.Passage);
            Assert.Equal(letters.Order(StringComparer.Ordinal), found.Hits.Select(h => h.Text!.Text).Order(StringComparer.Ordinal));
            Assert.Equal(letters.Length, Assert.Single(found.Members, m => m.Member.Iso2 == "MM").Count);
            Assert.Equal(letters.Length, (await AskAsync(world, name, SearchKind.Passage, "MM")).Count);
        }

        Assert.Equal(1, (await AskAsync(world, "政府", member: "MM")).Count);
        Assert.Equal(0, (await AskAsync(world, "政府", member: "nobody")).Count);
    }

    [Theory]
    [InlineData("Lao PDR", "ປະເທດລາວ")]
    [InlineData("Laos", "老挝")]
    [InlineData("Viet Nam", "Việt Nam")]
    [InlineData("Vietnam", "越南")]
    [InlineData("Thailand", "ประเทศไทย")]
    [InlineData("Thailand", "ປະເທດໄທ")]
    [InlineData("Cambodia", "ប្រទេសកម្ពុជា")]
    [InlineData("China", "中国")]
    [InlineData("Burma", "မြန်မာနိုင်ငံ")]
    public void A_name_of_a_country_is_known_with_the_word_for_country(string one, string other) =>
        Assert.Equal(Assert.Single(CountriesAsked.In(one, null)).Iso2, Assert.Single(CountriesAsked.In(other, null)).Iso2);

    [Fact]
    public async Task Many_of_a_kind_are_told_as_more_than_a_thousand()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        var paragraphs = string.Join("\n\n", Enumerable.Range(0, 700).Select(i => $"Needle {i} in Thailand."));
        foreach (var name in new[] { "one.txt", "two.txt" })
        {
            _ = World.Ok(await world.ImportAsync(Encoding.UTF8.GetBytes(name + "\n\n" + paragraphs), name));
        }

        var found = await AskAsync(world, "needle", perPage: 20);
        Assert.Equal((SearchIndex.Most, true), (found.Count, found.More));
        Assert.True(Assert.Single(found.Members).More);
        var rare = await AskAsync(world, "needle 7", SearchKind.Passage);
        Assert.Equal((2, false), (rare.Count, rare.More));
    }

    [Fact]
    public async Task What_lies_in_blocks_is_found_as_what_is_new()
    {
        await using var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        for (var i = 0; i < 300; i++)
        {
            _ = World.Ok(await world.ImportAsync(Encoding.UTF8.GetBytes($"Paper {i}\n\nHaystack {i % 7} with a needle{i}.\n\n缅甸 {i}\n"), $"p{i}.txt"));
        }

        var (blocks, fresh) = await world.DoAsync<ConcordDb, (int, int)>(async db => (await db.Set<SearchBlockRow>().CountAsync(), await db.Set<FreshRow>().CountAsync()));
        Assert.True(blocks > 0 && fresh is > 0 and < 256, $"{blocks} blocks, {fresh} fresh");
        Assert.Equal(300, (await AskAsync(world, "haystack", SearchKind.Passage)).Count);
        Assert.Equal(300, (await AskAsync(world, "myanmar", SearchKind.Passage)).Count);
        Assert.Equal(300, (await AskAsync(world, "needle*", SearchKind.Passage)).Count);
        Assert.Equal(300, (await AskAsync(world, "\"with a\" haystack", SearchKind.Passage)).Count);
        foreach (var i in new[] { 0, 255, 256, 299 })
        {
            Assert.Equal($"Haystack {i % 7} with a needle{i}.", Assert.Single((await AskAsync(world, $"haystack needle{i}")).Hits).Text!.Text);
        }
    }

    private static void AssertNothing(SearchResults found) =>
        Assert.Equal((0, 0, 0, false), (found.Count, found.Kinds.Length + found.Hits.Length, found.Members.Sum(m => m.Count), found.More));
}

public sealed class SqliteFindableTests() : FindableSuite(Engine.Sqlite);

public sealed class PostgresFindableTests() : FindableSuite(Engine.Postgres);
