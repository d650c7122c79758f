using System.Buffers;
using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.Search;
using CsCheck;

namespace Concord.Tests.Kernel;

/// <summary>Which words find which texts, whatever the script.</summary>
public sealed class SearchTests
{
    /// <summary>What means something in a question.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("\"*“”„«»「」");

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 60],
        Gen.String[Gen.Char["abAB \u00e9e\u0301\u1ec7\u0111\u00df\u0130\uff21 .-\"*@'\u200b\u00ad\u202e12\u0e52"], 0, 40],
        Gen.String[Gen.Char["\u7f05\u7538\u653f\u5e9c\u56fd\u3042\u30ab\uff76\ufe00 a1\u3002"], 0, 30],
        Gen.String[Gen.Char["\u0e01\u0e31\u0e32\u0e33\u0e49\u1780\u17d2\u17c6\u1000\u1039\u102d\u103a\u0ea5\u0eb2\u0ebd\u200b\u0e51 a"], 0, 40],
        Gen.String[Gen.Char['\ud800', '\udfff'], 0, 20]);

    [Theory]
    [InlineData("trafficking", "Burma acts against TRAFFICKING.")]
    [InlineData("ABC", "ＡＢＣ １２３")]
    [InlineData("123", "ＡＢＣ １２３")]
    [InlineData("viet", "Việt Nam ký hiệp định")]
    [InlineData("việt", "Việt Nam ký hiệp định")]
    [InlineData("Viê\u0323t", "Việt Nam ký hiệp định")]
    [InlineData("dinh", "Việt Nam ký hiệp định")]
    [InlineData("dien", "Điện Biên")]
    [InlineData("hauptstrasse", "Hauptstraße")]
    [InlineData("缅甸", "中国与缅甸政府签署了协议。")]
    [InlineData("缅甸政府", "中国与缅甸政府签署了协议。")]
    [InlineData("缅", "中国与缅甸政府签署了协议。")]
    [InlineData("议", "中国与缅甸政府签署了协议。")]
    [InlineData("政府", "政\u00ad府")]
    [InlineData("ประเทศ", "รัฐบาลประเทศไทยได้ลงนาม")]
    [InlineData("2551", "พ.ศ. ๒๕๕๑")]
    [InlineData("កម្ពុជា", "ព្រះរាជាណាចក្រកម្ពុជាបានចុះហត្ថលេខា")]
    [InlineData("កម្ពុជា", "ព្រះរាជា\u200bណាចក្រ\u200bកម្ពុ\u200bជា")]
    [InlineData("မြန်မာ", "ပြည်ထောင်စုမြန်မာနိုင်ငံ")]
    [InlineData("ລາວ", "ສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ")]
    [InlineData("people's", "Lao People's Democratic Republic")]
    [InlineData("anti-trafficking unit", "an Anti-Trafficking Unit")]
    [InlineData("\"signed an agreement\"", "Burma signed an agreement.")]
    [InlineData("“agreement with Thailand”", "an agreement with Thailand")]
    [InlineData("agree* thai*", "an agreement with Thailand")]
    [InlineData("08RANGOON123", "REF: 08 RANGOON 123; 08RANGOON123")]
    public void A_word_is_found_however_it_is_written(string question, string text) => Assert.True(Finds(question, text));

    [Theory]
    [InlineData("cat", "concatenate")]
    [InlineData("việt", "Viet Nam")]
    [InlineData("政缅", "缅甸政府")]
    [InlineData("缅府", "缅甸政府")]
    [InlineData("\"agreement signed\"", "Burma signed an agreement.")]
    [InlineData("burma thailand", "Burma signed an agreement.")]
    [InlineData("agree", "an agreement")]
    public void What_is_not_there_is_not_found(string question, string text) => Assert.False(Finds(question, text));

    [Fact]
    public void The_names_of_a_country_find_each_other_unless_they_stand_in_quotation_marks()
    {
        var burma = ImmutableArray.Create(new SoughtCountry(new TextSpan(0, 7), "MM", ["缅甸"]));
        Assert.True(Finds("Myanmar", "Burma signed.", burma));
        Assert.True(Finds("Myanmar", "缅甸签署", burma));
        Assert.True(Finds("Myanmar signed", "Burma signed.", burma));
        Assert.False(Finds("Myanmar", "China signed.", burma));
        Assert.False(Finds("\"Myanmar\"", "Burma signed.", [new SoughtCountry(new TextSpan(1, 8), "MM", [])]));
    }

    [Fact]
    public void Any_text_is_found_by_each_of_its_own_words() => AnyText.Sample(text =>
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length <= SearchQuery.Longest && !w.AsSpan().ContainsAny(Marks)))
        {
            Assert.True(SearchQuery.Parse(word, []).Match(q => Finds(q, text), r => r[0].Code is "question.no-word" or "question.too-many"), $"{word} in {text}");
        }
    }, iter: 4000);

    [Fact]
    public void Two_neighbouring_words_are_found_as_a_phrase() => AnyText.Sample(text =>
    {
        var words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries).Where(w => !w.AsSpan().ContainsAny(Marks)).ToArray();
        var spaced = string.Join(' ', words);
        foreach (var (one, two) in words.Zip(words.Skip(1)))
        {
            Assert.True(SearchQuery.Parse($"\"{one} {two}\"", []).Match(q => Finds(q, spaced), _ => true), $"{one} {two} in {spaced}");
        }
    }, iter: 4000);

    [Fact]
    public void A_token_is_short_and_the_same_each_time() => AnyText.Sample(text =>
    {
        var tokens = SearchTokens.Of(text);
        Assert.Equal(tokens, SearchTokens.Of(text));
        Assert.All(tokens, t =>
        {
            Assert.InRange(t.Text.Length, 1, 2 * 40);
            Assert.True(t.Span.Start >= 0 && t.Span.Start < t.Span.End && t.Span.End <= text.Length);
        });
    });

    [Fact]
    public void Any_question_is_read_or_refused() => Gen.Select(AnyText, AnyText).Sample((a, b) =>
        Assert.True(SearchQuery.Parse(a + "\"" + b, []).Match(q => q.Terms.Length is > 0 and <= SearchQuery.Most, r => r[0].Code.StartsWith("question.", StringComparison.Ordinal))));

    [Theory]
    [InlineData(" .,- ", "question.no-word")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y", "question.too-many")]
    public void A_question_too_empty_or_too_long_is_refused(string text, string code)
    {
        Assert.Equal(code, World.Refused(SearchQuery.Parse(text, [])));
        Assert.Equal("question.too-long", World.Refused(SearchQuery.Parse(new string('x', SearchQuery.Longest + 1), [])));
    }

    [Fact]
    public void Places_and_entries_come_back_as_they_were_kept()
    {
        var documents = Gen.Select(Gen.Int[0, 300], Gen.Enum<SearchKind>(), Gen.Int[0, 100_000].HashSet[1, 9]).Array[1, 9]
            .Select(all => all.DistinctBy(p => p.Item1).OrderBy(p => p.Item1).Select(p => new SearchPlace(p.Item1, p.Item2, [.. p.Item3.Order()])).ToArray()).Array[1, 4];
        documents.Sample(all =>
        {
            // One by one, and as a block, in either order.
            var fresh = all.Select((places, i) => (Number: 7L + (i * 90L), Label: 1, Tokens: SearchBlock.Write([("ab", SearchPlaces.Write(places)), ("b", SearchPlaces.Write(places))]))).ToArray();
            var one = new SearchMatchesBuilder(withPositions: true);
            var (block, backwards) = (new SearchMatchesBuilder(withPositions: false), new SearchMatchesBuilder(withPositions: true));
            foreach (var document in fresh)
            {
                SearchBlock.Find(document.Tokens, document.Number, new SearchElement("ab", false, 0), one);
            }

            var rows = SearchBlock.Together(7, fresh).ToArray();
            Assert.Equal(["ab", "b"], rows.Select(r => r.Token));
            block.AddBlock(7, rows[0].Heads, rows[0].Positions);
            foreach (var document in fresh.Reverse())
            {
                SearchBlock.Find(document.Tokens, document.Number, new SearchElement("a", true, 0), backwards);
            }

            var expected = all.SelectMany((places, i) => places.Select(p => new SearchMatch(7 + (i * 90), p.Entry, p.Kind, p.Positions.Length))).ToArray();
            foreach (var found in new[] { one.Build(), block.Build(), backwards.Build() })
            {
                Assert.Equal(expected, Enumerable.Range(0, found.Count).Select(i => found[i]));
            }
        }, iter: 300);
        Gen.Byte.Array[0, 30].Sample(bytes =>
        {
            var found = new SearchMatchesBuilder(withPositions: true);
            found.AddBlock(1, bytes, bytes);
            SearchBlock.Find(bytes, 1, new SearchElement("a", true, 0), found);
            return found.Build().Count + SearchEntries.Read(bytes).Length + SearchBlock.Together(1, [(1, 1, bytes)]).Count() >= 0;
        });
        SearchEntry[] entries = [new(SearchKind.Passage, 3, 70_000, 12, ["MM", "TH"], ""), new(SearchKind.Person, 0, 0, 5, [], "สมชาย\nnobody")];
        Assert.Equal(entries.Select(e => e.ToString()), SearchEntries.Read(SearchEntries.Write(entries)).Select(e => e.ToString()));
    }

    [Fact]
    public void The_excerpt_is_the_sentence_with_most_of_what_was_asked()
    {
        const string text = "Burma told of its work. Mr Aung of Burma signed an agreement in 2007. The agreement is new.";
        var excerpt = SearchExcerpt.Of(text, World.Ok(SearchQuery.Parse("agreement signed", [])), []);
        Assert.Equal("Mr Aung of Burma signed an agreement in 2007.", text[excerpt.Span.Start..excerpt.Span.End]);
        Assert.Equal(["signed", "agreement"], excerpt.Found.Select(f => text[f.Start..f.End]));
    }

    [Fact]
    public void The_excerpt_of_any_text_lies_in_it_and_is_short() => Gen.Select(AnyText, AnyText).Sample((a, b) =>
    {
        var text = string.Concat(Enumerable.Repeat(a + b + ". ", 12));
        _ = SearchQuery.Parse(b, []).Match(
            query =>
            {
                var excerpt = SearchExcerpt.Of(text, query, []);
                Assert.True(excerpt.Span.Start >= 0 && excerpt.Span.Start <= excerpt.Span.End && excerpt.Span.End <= text.Length);
                Assert.InRange(excerpt.Span.Length, 0, 450);
                Assert.All(excerpt.Found, f => Assert.True(excerpt.Span.Contains(f)));
                Assert.All(excerpt.Found.Zip(excerpt.Found.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
                return 0;
            },
            _ => 0);
    });

    [Fact]
    public void A_long_text_without_a_gap_is_read_in_linear_time()
    {
        foreach (var unit in new[] { "a", "\u0301", "缅", "ก", "ก\u0301\u0302", "\"", "@", "\ud83d" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 400_000 / unit.Length));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            _ = SearchTokens.Of(text);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{unit}: {watch.Elapsed}");
        }
    }

    private static bool Finds(string question, string text, ImmutableArray<SoughtCountry> countries = default) =>
        Finds(World.Ok(SearchQuery.Parse(question, countries.IsDefault ? [] : countries)), text);

    private static bool Finds(SearchQuery query, string text)
    {
        var entry = new Findable(new SearchEntry(SearchKind.Passage, 0, 0, 0, [], ""), new LabelId(1), SearchTokens.Of(text, Concord.Modules.Sources.Contracts.CountriesNamed.In(text)));
        var kept = Assert.Single(SearchDocument.Make(SearchOwner.Source, Guid.Empty, new LabelId(1), default, [entry]).Fresh).Tokens;
        var terms = query.Terms.Select(t => SearchMatches.AnyOf([.. t.AnyOf.Select(p => SearchMatches.Phrase([.. p.Elements.Select(e =>
        {
            var found = new SearchMatchesBuilder(withPositions: true);
            SearchBlock.Find(kept, 1, e, found);
            return (found.Build(), e.Offset);
        })]))]));
        return SearchMatches.AllOf([.. terms]).Count == 1;
    }
}
