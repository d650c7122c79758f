using System.Collections.Immutable;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>A source with its proposals in the order of the text, each beside what was decided.</summary>
internal sealed record ReviewPage(SourcePage Source, ImmutableArray<ReviewItem> Items, ProcessInForce Process)
{
    public int Left => Items.Count(i => i.IsOpen);

    /// <summary>Those that may be accepted together.</summary>
    public IEnumerable<ReviewItem> Plain => Items.Where(i => i.IsOpen && i.Alone.IsEmpty);

    public ReviewItem? Find(int number) => Items.FirstOrDefault(i => i.Number == number);

    /// <summary>The next after this one that waits, from the beginning again after the last; null when no other does.</summary>
    public ReviewItem? NextOpen(ReviewItem? after)
    {
        var at = after is null ? -1 : Items.IndexOf(after);
        return Items.Skip(at + 1).Concat(Items.Take(Math.Max(at, 0))).FirstOrDefault(i => i.IsOpen);
    }

    /// <summary>So many places on or back in the text; null beyond its ends.</summary>
    public ReviewItem? Beside(ReviewItem item, int places) => Items.IndexOf(item) + places is var at && at >= 0 && at < Items.Length ? Items[at] : null;

    /// <summary>The proposals whose words begin in what is shown of the paragraph.</summary>
    public IEnumerable<ReviewItem> Of(SourceParagraph paragraph) => Items.Where(i => paragraph.Holds(i.Proposal.Passage));

    /// <summary>What is lit in the paragraph; the sought passage also when it is no proposal's.</summary>
    public IReadOnlyCollection<Lit> Lights(SourceParagraph paragraph, PassageView? sought)
    {
        var lit = Of(paragraph)
            .Select(i => (Span: paragraph.Find(i.Proposal.Passage), Item: i))
            .Where(i => i.Span is not null)
            .Select(i => new Lit(i.Span!.Value, i.Item.Number, Css(i.Item), i.Item.Proposal.Passage.Id == sought?.Id));
        return sought is not null && paragraph.Find(sought) is { } span && !Items.Any(i => i.Proposal.Passage.Id == sought.Id)
            ? [.. lit, new Lit(span, null, "c-lit--open", true)]
            : [.. lit];
    }

    private static string Css(ReviewItem item) => item.IsOpen ? "c-lit--open" : item.Holds!.Verdict == Verdict.Rejected ? "c-lit--rejected" : "c-lit--accepted";
}
