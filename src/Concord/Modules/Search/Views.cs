using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Search;

/// <summary>What a person asks: words, and perhaps one kind of thing and one member.</summary>
/// <param name="Member">The code of a member.</param>
internal sealed record Asked(string Text, SearchKind? Kind, string? Member, int Page)
{
    /// <summary>How many are told at once.</summary>
    public int PerPage { get; init; } = AskIndex.OnAPage;

    /// <summary>What was told before, instead of the number of a page.</summary>
    public HitPlace? After { get; init; }
}

/// <summary>The place of a hit in its order; it stays where it is whatever is brought in meanwhile.</summary>
/// <param name="Nth">Of those in its document with as many words, which.</param>
internal sealed record HitPlace(int Times, DateOnly Day, long Document, int Nth);

/// <summary>How many of what was found are of one kind; counted among those of the member chosen.</summary>
/// <param name="More">There are more than were counted.</param>
internal sealed record KindCount(SearchKind Kind, int Count, bool More);

/// <summary>How many name a member; counted among those of the kind chosen.</summary>
/// <param name="More">There are more than were counted.</param>
internal sealed record MemberCount(MemberInForce Member, int Count, bool More);

/// <summary>A text with the words asked for.</summary>
/// <param name="Cut">It begins in the middle of a text.</param>
internal sealed record LitWords(string Text, ImmutableArray<TextSpan> Found, bool Cut, bool CutAfter);

/// <summary>One thing found, as shown.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Text">The sentence, or what else is said of it; null for nothing.</param>
/// <param name="Source">Where it stands; null for a measure.</param>
/// <param name="Place">The paragraph's name; null for the whole.</param>
/// <param name="MeasureKind">Of a measure.</param>
/// <param name="Sources">Of a person or body: how many sources name it.</param>
internal sealed record ShownHit(
    SearchKind Kind, string Href, LitWords Title, LitWords? Text, SourceSummary? Source, string? Place, KindInForce? MeasureKind, int Sources)
{
    /// <summary>Members whose it is, or whom its name names; of a measure.</summary>
    public ImmutableArray<MemberInForce> Members { get; init; } = [];

    /// <summary>Of a passage: the stretch that is quoted.</summary>
    public (SourceId Source, TextPlace Place)? Quoted { get; init; }

    /// <summary>What members reply to what is recorded of the stretch that is quoted.</summary>
    public ImmutableArray<ReplyView> Replies { get; init; } = [];
}

/// <summary>A hit in its list.</summary>
/// <param name="Follows">A passage of the source of which the hit before is one too: its title stands there.</param>
internal sealed record HitLine(ShownHit Hit, bool Follows)
{
    public static IEnumerable<HitLine> Of(ImmutableArray<ShownHit> hits) =>
        hits.Select((h, i) => new HitLine(h, i > 0 && h.Kind == SearchKind.Passage && hits[i - 1].Kind == SearchKind.Passage && h.Source?.Id == hits[i - 1].Source?.Id));
}

/// <summary>A page of what was found.</summary>
internal sealed record SearchResults(
    int Count, ImmutableArray<KindCount> Kinds, ImmutableArray<MemberCount> Members, ImmutableArray<ShownHit> Hits, int Page, int Pages)
{
    /// <summary>There are more than were counted.</summary>
    public bool More { get; init; }

    /// <summary>The place of the last hit told, when there are more.</summary>
    public HitPlace? Last { get; init; }
}
