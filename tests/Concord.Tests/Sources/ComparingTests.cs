using Concord.Core.Sources;
using CsCheck;

namespace Concord.Tests.Sources;

public sealed class ComparingTests
{
    private static IEnumerable<(ParagraphChange, int?, int?)> Of(string[] earlier, string[] later) => Comparing
        .Paragraphs([.. earlier.Select(p => new VersionParagraph(p))], [.. later.Select(p => new VersionParagraph(p))])
        .Select(c => (c.Change, c.Earlier, c.Later));

    [Fact]
    public void Paragraphs_are_the_same_changed_moved_put_in_or_taken_out()
    {
        string[] was = ["The first paragraph stays as it is.", "The second one told of 101 operations.", "The third goes out without a word.", "The fourth comes first in the new one."];
        string[] now = [was[3], was[0], "The second one told of 110 operations.", "Nothing like this was ever there."];
        Assert.Equal(
            [
                (ParagraphChange.Moved, 3, 0), (ParagraphChange.Same, 0, 1), (ParagraphChange.Changed, 1, 2), (ParagraphChange.Inserted, null, 3),
                (ParagraphChange.Deleted, 2, (int?)null),
            ],
            Of(was, now));
    }

    [Fact]
    public void Words_are_taken_out_and_put_in() => Assert.Equal(
        [
            new ComparedText(TextChange.Same, "Police conducted "), new ComparedText(TextChange.Deleted, "101 "), new ComparedText(TextChange.Inserted, "110 "),
            new ComparedText(TextChange.Same, "operations."),
        ],
        Comparing.Words("Police  conducted 101 operations.", "Police conducted 110 operations."));

    private static readonly Gen<string> Some = Gen.OneOf(Gen.String, Gen.Char["ab .\n1,"].Array[0, 30].Select(c => new string(c)));

    [Fact]
    public void The_later_text_is_what_is_not_deleted() =>
        (from was in Some from now in Some select (was, now)).Sample(x =>
            string.Concat(Comparing.Words(x.was, x.now).Where(c => c.Change != TextChange.Deleted).Select(c => c.Text)) == x.now
            && Comparing.Words(x.now, x.now).All(c => c.Change == TextChange.Same));

    [Fact]
    public void Every_paragraph_of_both_versions_is_told_of_once() =>
        (from was in Gen.Char["abc"].Array[0, 3].Select(c => string.Join(' ', c)).Array[0, 12]
         from now in Gen.Char["abc"].Array[0, 3].Select(c => string.Join(' ', c)).Array[0, 12]
         select (was, now)).Sample(x =>
        {
            var all = Of(x.was, x.now).ToArray();
            return all.Select(c => c.Item2).OfType<int>().Order().SequenceEqual(Enumerable.Range(0, x.was.Length))
                && all.Select(c => c.Item3).OfType<int>().SequenceEqual(Enumerable.Range(0, x.now.Length));
        });
}
