using System.Collections.Immutable;
using System.Diagnostics;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using CsCheck;

namespace Concord.Tests.Sources;

public sealed class ReanchoringTests
{
    private static readonly string[] Text =
    [
        "Summary: Six members told of their work at the third meeting of senior officials.",
        "Burmese officials said Burma established an anti-trafficking unit within the police force in March 2006.",
        "Between January and November 2007, police conducted 101 trafficking-related operations, arresting 55 offenders, she stated.",
        "The agreement was signed in Hanoi. The plan was not adopted.",
        "Thailand's delegate said that a pilot program was extended for another four months.",
    ];

    private static Reanchored Of(string[] earlier, string[] later, int paragraph, string quote) => Reanchoring.Of(
        [.. earlier.Select(p => new VersionParagraph(p))], [.. later.Select(p => new VersionParagraph(p))], [Quoted(earlier, paragraph, quote)])[0];

    private static AnchoredPassage Quoted(string[] text, int paragraph, string quote)
    {
        var at = text[paragraph].IndexOf(quote, StringComparison.Ordinal);
        return new AnchoredPassage(paragraph, Passage.Cut(text[paragraph], new TextSpan(at, at + quote.Length)));
    }

    private static string[] With(int paragraph, string text) => [.. Text.Select((p, i) => i == paragraph ? text : p)];

    [Fact]
    public void In_a_paragraph_that_went_on_it_stands_where_it_stood()
    {
        var found = Of(Text, ["A new first paragraph.", .. Text], 3, "The agreement was signed in Hanoi.");
        Assert.Equal((AnchorKind.Exact, 4, "The agreement was signed in Hanoi."), (found.Kind, found.Place!.Paragraph, found.Place.Passage.Exact));
        Assert.Equal(AnchorKind.Exact, Of(Text, With(3, "It is said: the agreement was signed in  Hanoi.  The plan was not adopted."), 3, "The agreement was signed in Hanoi.").Kind);
    }

    [Theory]
    [InlineData("police conducted 110 trafficking-related operations")]
    [InlineData("police conducted no trafficking-related operations")]
    [InlineData("police have not conducted 101 trafficking-related operations")]
    [InlineData("police may have conducted 101 trafficking-related operations")]
    [InlineData("police planned 101 trafficking-related operations")]
    [InlineData("police conducted 101 trafficking-related campaigns")]
    public void A_changed_word_is_never_taken_over_unseen(string now)
    {
        var found = Of(Text, With(2, Text[2].Replace("police conducted 101 trafficking-related operations", now, StringComparison.Ordinal)), 2, "police conducted 101 trafficking-related operations");
        Assert.Equal(AnchorKind.Altered, found.Kind);
        Assert.Equal(2, found.Place!.Paragraph);
    }

    [Theory]
    [InlineData("It is not true that the agreement was signed in Hanoi. The plan was not adopted.")]
    [InlineData("If the Congress agrees the agreement was signed in Hanoi. The plan was not adopted.")]
    public void A_sentence_turned_round_in_front_of_the_quote_needs_a_person(string now)
    {
        var found = Of(Text, With(3, now), 3, "agreement was signed in Hanoi");
        Assert.Equal((AnchorKind.Altered, "agreement was signed in Hanoi"), (found.Kind, found.Place!.Passage.Exact));
    }

    [Fact]
    public void A_change_in_the_next_sentence_does_not_touch_it() =>
        Assert.Equal(AnchorKind.Exact, Of(Text, With(3, "The agreement was signed in Hanoi. The plan was adopted in May."), 3, "The agreement was signed in Hanoi.").Kind);

    [Fact]
    public void Line_breaks_quotation_marks_dashes_and_accents_are_no_words()
    {
        string[] was = ["He called the plan a \"milestone\" - the first anti-trafficking plan of Vietnam: Kế hoạch."];
        string[] now = ["He called the plan\n a “mile\u00adstone” — the first anti\u2011\ntrafficking plan of Vietnam: " + "Kế hoạch.".Normalize(System.Text.NormalizationForm.FormD)];
        Assert.Equal(AnchorKind.Exact, Of(was, now, 0, "a \"milestone\" - the first anti-trafficking plan of Vietnam: Kế hoạch.").Kind);
    }

    [Theory]
    [InlineData("He said they re-signed the accord in Hanoi.", "He said they resigned the accord in Hanoi.", "they re-signed the accord")]
    [InlineData("It may be passed by the assembly.", "It May be passed by the assembly.", "may be passed by the assembly")]
    [InlineData("Some 1,240 complaints were handled.", "Some 1.240 complaints were handled.", "Some 1,240 complaints")]
    [InlineData("It grew by 5 percent a year.", "It grew by -5 percent a year.", "grew by 5 percent")]
    public void What_looks_alike_and_says_another_thing_is_another(string was, string now, string quote) =>
        Assert.Equal(AnchorKind.Altered, Of([was], [now], 0, quote).Kind);

    [Fact]
    public void A_moved_split_or_joined_paragraph_takes_its_passages_along()
    {
        var quote = "Burma established an anti-trafficking unit within the police force";
        Assert.Equal(AnchorKind.Moved, Of(Text, [Text[2], Text[3], Text[4], Text[0], Text[1]], 1, quote).Kind);
        Assert.Equal(2, Of(Text, [Text[0], "Burmese officials said", "Burma established an anti-trafficking unit within the police force in March 2006.", Text[2]], 1, quote).Place!.Paragraph);
        var joined = Of(Text, [Text[0], Text[1] + " " + Text[2], Text[3]], 2, "arresting 55 offenders");
        Assert.Equal((true, 1), (joined.IsCertain, joined.Place!.Paragraph));
    }

    [Fact]
    public void A_quote_that_stands_twice_is_told_apart_by_what_is_around_it_or_by_a_person()
    {
        string[] was = ["Laos said that it signed. Burma answered that it signed."];
        Assert.Equal(19, Of(was, ["So: Laos said that it signed. Burma answered that it signed."], 0, "it signed").Place!.Passage.Span.Start);
        Assert.Equal(AnchorKind.Ambiguous, Of(["It was said that it signed."], ["Now it signed, then it signed, later it signed."], 0, "it signed").Kind);
    }

    [Fact]
    public void A_phrase_that_stood_elsewhere_before_is_not_taken_for_the_one_that_was_cut_out()
    {
        string[] was = ["Indonesia tabled a draft. Neither was adopted.", "Singapore tabled two drafts on other matters. Neither was adopted."];
        var found = Of(was, [was[1]], 0, "Neither was adopted.");
        Assert.False(found.IsCertain);
        Assert.Equal(AnchorKind.Ambiguous, found.Kind);
    }

    [Fact]
    public void One_of_two_equal_paragraphs_that_vanished_is_not_found_in_the_other()
    {
        string[] was = ["Laos:", "No further news of the plan reached us.", "Burma:", "No further news of the plan reached us.", "The end of it."];
        Assert.False(Of(was, [was[2], was[3], was[4]], 1, "No further news of the plan").IsCertain);
        Assert.True(Of(was, [was[2], was[3], was[4]], 3, "No further news of the plan").IsCertain);
    }

    [Fact]
    public void The_bullet_of_another_member_is_another_place()
    {
        var found = Reanchoring.Of(
            [new VersionParagraph("The law was passed in November.", "Laos")], [new VersionParagraph("The law was passed in November.", "Thailand")],
            [Quoted(["The law was passed in November."], 0, "The law was passed")]);
        Assert.Equal(AnchorKind.Altered, found[0].Kind);
    }

    [Fact]
    public void What_is_gone_is_lost_and_said_so()
    {
        Assert.Equal(AnchorKind.Lost, Of(Text, [Text[0], Text[1], Text[3]], 2, "police conducted 101 trafficking-related operations").Kind);
        Assert.Equal(AnchorKind.Lost, Of(Text, [], 2, "police").Kind);
        Assert.Equal(AnchorKind.Lost, Reanchoring.Of([], [new VersionParagraph("a")], [new AnchoredPassage(7, Passage.Cut("a", new TextSpan(0, 1)))])[0].Kind);
    }

    [Theory]
    [InlineData("The plan was re-signed in May.", "e-signed in", "The plan was re-signed in May. It runs.", "e-signed in")]
    [InlineData("The plan was signed in May.", "igned in Ma", "So the plan was signed in May.", "igned in Ma")]
    [InlineData("The plan was signed in May.", "ign", "So the plan was signed in May.", "ign")]
    [InlineData("The plan was re-signed in May.", "was r", "So the plan was re-signed in May.", "was r")]
    public void A_passage_that_cuts_a_word_keeps_its_part_of_it(string was, string quote, string now, string there)
    {
        var found = Of([was], [now], 0, quote);
        Assert.True(found.IsCertain);
        Assert.Equal(there, found.Place!.Passage.Exact);
    }

    private static readonly string[] Words = ["police", "law", "signed", "not", "101", "in", "May", "the", "ภาษา", "中国", "-", "\"", "re-signed", ".", "e\u0301", "\ud83d"];
    private static readonly Gen<string> Word = Gen.OneOf(Gen.Int[0, 15].Select(i => Words[i]), Gen.String[1, 4]);
    private static readonly Gen<string> Paragraph = Word.Array[0, 12].Select(w => string.Join(' ', w));

    private static ImmutableArray<AnchoredPassage> Cut(string[] text, IEnumerable<(int P, int A, int B)> cuts) =>
        [.. cuts.Where(_ => text.Length > 0).Select(c => new AnchoredPassage(
            c.P % text.Length, Passage.Cut(text[c.P % text.Length], new TextSpan(Math.Min(c.A, c.B), Math.Max(c.A, c.B)))))];

    [Fact]
    public void An_unchanged_text_takes_every_passage_over_exactly() =>
        (from text in Paragraph.Array[1, 8] from cuts in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 40], Gen.Int[0, 40]).Array[1, 6] select (text, cuts)).Sample(x =>
        {
            var passages = Cut(x.text, x.cuts);
            var versions = x.text.Select(p => new VersionParagraph(p)).ToArray();
            return Reanchoring.Of(versions, versions, passages).Zip(passages).All(r =>
                r.Second.Passage.Exact.Length == 0 ? r.First.Kind == AnchorKind.Lost
                    : r.First.Kind == AnchorKind.Exact && r.First.Place!.Paragraph == r.Second.Paragraph && r.First.Place.Passage.Exact == r.Second.Passage.Exact);
        });

    [Fact]
    public void An_edit_outside_its_words_never_loses_a_passage() =>
        (from text in Paragraph.Array[1, 6] from edit in Paragraph from how in Gen.Int[0, 3] from at in Gen.Int[0, 20] from cut in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 40], Gen.Int[0, 40])
         select (text, edit, how, at, cut)).Sample(x =>
        {
            var passages = Cut(x.text, [x.cut]);
            var (p, passage) = (passages[0].Paragraph, passages[0].Passage);
            if (!passage.Exact.Any(char.IsAsciiLetterOrDigit))
            {
                return true;
            }

            var start = passage.FindIn(x.text[p])!.Value;
            var kept = x.text[p];
            var edited = x.how switch
            {
                0 => [.. x.text[..p], kept[..start.Start] + " " + x.edit + " " + kept[start.Start..], .. x.text[(p + 1)..]],
                1 => [.. x.text[..p], kept[..start.End] + " " + x.edit + " " + kept[start.End..], .. x.text[(p + 1)..]],
                2 => [.. x.text[..p], x.edit, kept, .. x.text[(p + 1)..]],
                _ => (string[])[.. x.text[(p + 1)..], kept[start.Start..], x.edit],
            };

            // Inside a word an edit changes the word.
            var whole = (start.Start == 0 || char.IsWhiteSpace(kept[start.Start - 1])) && (start.End == kept.Length || char.IsWhiteSpace(kept[start.End]));
            return !whole || Reanchoring.Of([.. x.text.Select(t => new VersionParagraph(t))], [.. edited.Select(t => new VersionParagraph(t))], passages)[0].Kind != AnchorKind.Lost;
        }, iter: 20_000);

    [Fact]
    public void Any_two_texts_are_compared_and_every_place_is_in_the_later_one() =>
        (from was in Paragraph.Array[0, 6] from now in Paragraph.Array[0, 6] from cuts in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 40], Gen.Int[0, 40]).Array[0, 6] select (was, now, cuts)).Sample(x =>
        {
            var found = Reanchoring.Of([.. x.was.Select(t => new VersionParagraph(t))], [.. x.now.Select(t => new VersionParagraph(t))], Cut(x.was, x.cuts));
            return found.All(f => (f.Kind == AnchorKind.Lost) == (f.Place is null)
                && f.Others.Append(f.Place).OfType<AnchoredPlace>().All(p => p.Passage.Exact.Length > 0 && p.Passage.FindIn(x.now[p.Paragraph]) is not null));
        }, iter: 20_000);

    [Fact]
    public void A_taken_over_passage_has_the_same_words() =>
        (from was in Paragraph.Array[0, 6] from now in Paragraph.Array[0, 6] from cuts in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 40], Gen.Int[0, 40]).Array[0, 6] select (was, now, cuts)).Sample(x =>
        {
            var passages = Cut(x.was, x.cuts);
            var mixed = x.was.Concat(x.now).ToArray();
            var found = Reanchoring.Of([.. x.was.Select(t => new VersionParagraph(t))], [.. mixed.Reverse().Select(t => new VersionParagraph(t))], passages);
            return found.Zip(passages).Where(f => f.First.IsCertain).All(f => Plain(f.First.Place!.Passage.Exact) == Plain(f.Second.Passage.Exact));
        }, iter: 10_000);

    private static string Plain(string text) => new([.. text.Where(c => !char.IsSurrogate(c)).Select(char.ToLowerInvariant).Where(char.IsLetterOrDigit)]);

    [Fact]
    public void A_hundred_thousand_paragraphs_with_ten_thousand_passages_take_seconds()
    {
        var was = Enumerable.Range(0, 100_000).Select(i => $"Paragraph {i} says that member {i % 6} handled {i * 7 % 911} cases with {i * 13 % 701} partners in district {i * 31 % 4001}.").ToArray();
        var now = was.Select((p, i) => (i % 3) switch { 0 => p, 1 => p.Replace("cases", "files", StringComparison.Ordinal), _ => p + " It was said so." }).Skip(5).Reverse().ToArray();
        var passages = Enumerable.Range(0, 10_000).Select(i => Quoted(was, i * 10, was[i * 10][..^1])).ToArray();
        var clock = Stopwatch.StartNew();
        var found = Reanchoring.Of([.. was.Select(p => new VersionParagraph(p))], [.. now.Select(p => new VersionParagraph(p))], passages);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), clock.Elapsed.ToString());
        Assert.True(found.Count(f => f.Kind == AnchorKind.Lost) < 10);
    }

    [Theory]
    [InlineData("a a a a a a a a a a ", 20_000, 2_000)]
    [InlineData("the police said that ", 20_000, 2_000)]
    public void Words_that_repeat_without_end_do_not_hold_it_up(string piece, int times, int quotes)
    {
        var was = string.Concat(Enumerable.Repeat(piece, times));
        var passages = Enumerable.Range(0, quotes).Select(i => new AnchoredPassage(0, Passage.Cut(was, new TextSpan(i * piece.Length, (i * piece.Length) + 200 + i)))).ToArray();
        var clock = Stopwatch.StartNew();
        _ = Reanchoring.Of([new VersionParagraph(was)], [new VersionParagraph("x " + was), new VersionParagraph(was + " y")], passages);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }
}
