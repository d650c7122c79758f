using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures;
using Concord.Modules.Search;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>What was brought in is found, the same on both databases, by whoever may see it and nobody else.</summary>
public abstract class SearchSuite(Engine engine)
{
    private const string Letter = """
        Report of the meeting in 清迈

        缅甸政府签署了协议。

        รัฐบาลไทยได้ลงนามในข้อตกลง

        Việt Nam ký hiệp định chống mua bán người.

        Myanmar signed a memorandum. Nobody else signed anything.
        """;

    private static Task<SearchResults> AskAsync(World world, string text, SearchKind? kind = null, string? member = null, int page = 1) =>
        world.DoAsync<AskIndex, SearchResults>(async a => World.Ok(await a.HandleAsync(World.May(Doing.Read), new Asked(text, kind, member, page), default)));

    private async Task<World> FilledAsync()
    {
        var world = await World.NewAsync(engine);
        _ = await world.LoadPackAsync();
        _ = World.Ok(await world.ImportAsync(Written.Telegram(71)));
        _ = World.Ok(await world.ImportAsync(Encoding.UTF8.GetBytes(Letter), "letter.txt"));
        return world;
    }

    [Theory]
    [InlineData("缅甸政府", "缅甸政府签署了协议。")]
    [InlineData("ข้อตกลง", "รัฐบาลไทยได้ลงนามในข้อตกลง")]
    [InlineData("hiep dinh", "Việt Nam ký hiệp định chống mua bán người.")]
    [InlineData("memorandum", "Myanmar signed a memorandum.")]
    [InlineData("\"signed a memorandum\"", "Myanmar signed a memorandum.")]
    public async Task A_passage_in_any_script_is_found_with_its_sentence(string text, string sentence)
    {
        await using var world = await FilledAsync();
        var hit = Assert.Single((await AskAsync(world, text, SearchKind.Passage)).Hits);
        Assert.Equal(sentence, hit.Text!.Text);
        Assert.NotEmpty(hit.Text.Found);
        Assert.Contains("?lit=", hit.Href, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Burma_finds_Myanmar_in_every_script_and_the_other_way_round()
    {
        await using var world = await FilledAsync();
        foreach (var name in new[] { "Burma", "myanmar", "Union of Myanmar", "缅甸" })
        {
            var shown = (await AskAsync(world, name, SearchKind.Passage)).Hits.Select(h => h.Text!.Text).ToList();
            Assert.Contains("Myanmar signed a memorandum.", shown);
            Assert.Contains("缅甸政府签署了协议。", shown);
            Assert.Contains(shown, s => s.Contains("Burma", StringComparison.Ordinal));
        }

        Assert.Equal("Myanmar signed a memorandum.", Assert.Single((await AskAsync(world, "\"Myanmar\"", SearchKind.Passage)).Hits).Text!.Text);
    }

    [Theory]
    [InlineData("Viet Nam", "vietnam")]
    [InlineData("泰国", "thailand")]
    [InlineData("ไทย", "Thailand")]
    [InlineData("柬埔寨", "Cambodia")]
    public void A_name_of_a_country_is_known_in_the_scripts_of_the_region(string one, string other) =>
        Assert.Equal(Assert.Single(CountriesAsked.In(one, null)).Iso2, Assert.Single(CountriesAsked.In(other, null)).Iso2);

    [Fact]
    public async Task A_person_a_body_a_source_and_a_measure_are_found_and_counted()
    {
        await using var world = await FilledAsync();
        Assert.Equal("Somchai Testsuk", Assert.Single((await AskAsync(world, "testsuk", SearchKind.Person)).Hits).Title.Text);
        Assert.Single((await AskAsync(world, "08TANJUNGBIRU71", SearchKind.Source)).Hits);
        var source = World.Ok(await world.ImportAsync(Written.Telegram(71)))[0];
        var review = await world.ReviewAsync(source.Id);
        foreach (var item in review.Items)
        {
            _ = await world.DecideAsync(new Decide(item.Proposal.Id, 0, Verdict.Accepted));
        }

        var law = await AskAsync(world, "law");
        Assert.Contains(law.Hits, h => h.Kind == SearchKind.Measure && h.Href.StartsWith("/measures/", StringComparison.Ordinal));
        Assert.Equal(law.Count, law.Kinds.Sum(k => k.Count));
        Assert.All(law.Kinds, k => Assert.Equal(k.Count, AskAsync(world, "law", k.Kind).Result.Count));
        Assert.All(law.Members, m => Assert.Equal(m.Count, AskAsync(world, "law", member: m.Member.Iso2).Result.Count));
        Assert.Contains(law.Members, m => m.Member.Iso2 == "TH");
    }

    [Fact]
    public async Task A_measure_of_which_all_was_taken_back_is_not_found()
    {
        await using var world = await FilledAsync();
        var source = World.Ok(await world.ImportAsync(Written.Telegram(71)))[0];
        var proposal = (await world.ReviewAsync(source.Id)).Items[0].Proposal;
        var decided = World.Ok(await world.DecideAsync(new Decide(proposal.Id, 0, Verdict.Accepted)));
        Assert.Contains((await AskAsync(world, proposal.Title)).Kinds, k => k is { Kind: SearchKind.Measure, Count: > 0 });
        _ = World.Ok(await world.DecideAsync(new Decide(proposal.Id, decided.Seen, Verdict.Open)));
        Assert.DoesNotContain((await AskAsync(world, proposal.Title)).Kinds, k => k.Kind == SearchKind.Measure);
    }

    [Fact]
    public async Task Who_may_not_see_a_paragraph_finds_and_counts_nothing_of_it()
    {
        await using var world = await FilledAsync();
        var stranger = new Permit(new Actor(new ActorId(Guid.CreateVersion7()), "a stranger", Capacity.Public, null), Doing.Read);
        foreach (var text in new[] { "memorandum", "Burma", "testsuk", "缅" })
        {
            var found = World.Ok(await world.DoAsync<AskIndex, Result<SearchResults>>(a => a.HandleAsync(stranger, new Asked(text, null, null, 1), default)));

            // The bodies of the process stand in its pack, which anybody may read.
            var hidden = found.Hits.Where(h => h.Href != "/directory").ToArray();
            Assert.Equal((0, found.Hits.Length), (hidden.Length, found.Count));
            Assert.All(found.Kinds, k => Assert.Equal(SearchKind.Body, k.Kind));
        }

        // Of one source, one paragraph is released: that one is found, its neighbours are not.
        await world.DoAsync<ConcordDb, int>(async db =>
        {
            var label = (await db.Set<Concord.Modules.Sources.ParagraphRow>().FirstAsync(p => p.Text.Contains("memorandum"))).LabelId;
            await db.Set<LabelRow>().Where(l => l.Id == label).ExecuteUpdateAsync(l => l.SetProperty(x => x.Handling, Handling.Public));
            return 0;
        });
        var seen = World.Ok(await world.DoAsync<AskIndex, Result<SearchResults>>(a => a.HandleAsync(stranger, new Asked("signed", null, null, 1), default)));
        Assert.All(seen.Hits, h => Assert.Contains("memorandum", h.Text!.Text, StringComparison.Ordinal));
        Assert.Single(seen.Hits);
    }

    [Fact]
    public async Task More_words_found_come_first_then_the_newest_and_pages_hold_each_once()
    {
        await using var world = await World.NewAsync(engine);
        foreach (var i in Enumerable.Range(0, 45))
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(100 + i, i == 7 ? "(U) Needle needle." : $"(U) A needle in haystack {i}.")));
        }

        var pages = new List<SearchResults>();
        for (var page = 1; page <= 3; page++)
        {
            pages.Add(await AskAsync(world, "needle", SearchKind.Passage, page: page));
        }

        Assert.All(pages, p => Assert.Equal((45, 3), (p.Count, p.Pages)));
        Assert.Equal(45, pages.SelectMany(p => p.Hits).Select(h => h.Href).Distinct().Count());
        Assert.Equal("Needle needle.", pages[0].Hits[0].Text!.Text);
        Assert.Equal("08TANJUNGBIRU144", pages[0].Hits[1].Source!.ReferenceId);
    }

    [Fact]
    public async Task What_was_kept_without_an_index_is_made_findable_once()
    {
        await using var world = await FilledAsync();
        var before = await IndexAsync(world);
        _ = World.Ok(await world.DoAsync<SearchRebuild, Result<bool>>(r => r.ForgetAsync(World.May(Doing.Administer), default)));
        Assert.Equal(0, (await AskAsync(world, "memorandum")).Count);
        Assert.Equal(2, World.Ok(await world.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default))));
        Assert.Equal(before, await IndexAsync(world));
        Assert.Equal(0, World.Ok(await world.DoAsync<SearchRebuild, Result<int>>(r => r.FillAsync(World.May(Doing.Administer), (_, _) => { }, default))));
    }

    [Fact]
    public async Task No_query_of_the_search_reads_a_whole_table()
    {
        await using var world = await FilledAsync();
        foreach (var i in Enumerable.Range(0, 30))
        {
            _ = World.Ok(await world.ImportAsync(Written.Telegram(200 + i)));
        }

        await world.DoAsync<ConcordDb, int>(async db =>
        {
            if (engine == Engine.Postgres)
            {
                // Over so few rows a scan is the cheapest plan; the question is whether there is another.
                await db.Database.OpenConnectionAsync();
                _ = await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off");
            }

            List<LabelId> visible = [new(1), new(2)];
            List<long> some = [1, 2, 3];
            foreach (var query in new[]
            {
                SearchIndex.Postings(db, visible, new SearchElement("law", false, 0), some).Select(p => new { p.Block, p.Heads }).ToQueryString(),
                SearchIndex.Postings(db, visible, new SearchElement("la", true, 0), some).ToQueryString(),
                SearchIndex.Postings(db, visible, new SearchElement("la", true, 0), some).Take(9).ToQueryString(),
                SearchIndex.Fresh(db, visible).Select(f => new { f.Document, f.Tokens }).ToQueryString(),
                SearchIndex.Documents(db, some).ToQueryString(),
            })
            {
                var plan = await Plans.OfAsync(db, query);
                Assert.NotEmpty(plan);
                Assert.DoesNotContain(plan, p => p.Contains("SCAN s", StringComparison.Ordinal) || p.Contains("Seq Scan", StringComparison.Ordinal));
                Assert.Contains(plan, p => p.Contains("block", StringComparison.Ordinal) || p.Contains("label_id", StringComparison.Ordinal) || p.Contains("document", StringComparison.Ordinal) || p.Contains("rowid=?", StringComparison.Ordinal));
            }

            return 0;
        });
    }

    /// <summary>What the index holds, whatever the numbers of its documents and however they lie together.</summary>
    private static Task<string> IndexAsync(World world) => world.DoAsync<ConcordDb, string>(async db =>
    {
        var documents = await db.Set<SearchDocumentRow>().AsNoTracking().ToDictionaryAsync(d => d.Document);
        var fresh = await db.Set<FreshRow>().AsNoTracking().ToListAsync();
        return string.Join('\n', fresh.Select(f => $"{documents[f.Document].ObjectId} {f.LabelId.Value} {documents[f.Document].Owner} {Convert.ToHexString(documents[f.Document].Entries)} {Convert.ToHexString(f.Tokens)}")
            .Order(StringComparer.Ordinal));
    });
}

public sealed class SqliteSearchTests() : SearchSuite(Engine.Sqlite);

public sealed class PostgresSearchTests() : SearchSuite(Engine.Postgres);
