using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Search;

namespace Concord.Modules.Sources;

/// <summary>What of a source can be found: itself, its paragraphs, the persons and bodies that it names, each under the label of where it stands.</summary>
internal static class SourceIndex
{
    /// <summary>A longer paragraph is found by stretches of this length, UTF-16.</summary>
    private const int Stretch = 8_000;

    /// <summary>Of a longer source only this beginning can be found: some 700 pages.</summary>
    private const int Longest = 2_000_000;

    /// <param name="partners">Bodies that proposals name, each with the ordinal of its paragraph and where in it, in code points.</param>
    public static SearchDocument Of(
        SourceRow source, IEnumerable<ParagraphRow> paragraphs, IEnumerable<(string Body, int Paragraph, TextSpan At)> partners)
    {
        var made = new List<Findable>();
        Add(made, new SearchEntry(SearchKind.Source, 0, 0, 0, [], source.Title), source.LabelId,
            Lines(source.Title, source.ReferenceId, source.Originator, source.FileName));
        var byName = new Dictionary<string, ParagraphRow>();
        var byOrdinal = new Dictionary<int, ParagraphRow>();
        var left = Longest;
        foreach (var paragraph in paragraphs.OrderBy(p => p.Ordinal))
        {
            _ = byName.TryAdd(paragraph.Name, paragraph);
            byOrdinal[paragraph.Ordinal] = paragraph;
            foreach (var (from, length, text) in Stretches(paragraph.Text, left))
            {
                left -= text.Length;
                Add(made, new SearchEntry(SearchKind.Passage, paragraph.Ordinal, from, length, [], ""), paragraph.LabelId, from == 0 ? Lines(text, paragraph.Heading) : text);
            }
        }

        // Who asks to be protected is told of by the sentence itself and by nothing else.
        var seen = new HashSet<(SearchKind, string)>();
        foreach (var mention in Stored.Read<ImmutableArray<Mention>>(source.Mentions).Where(m => m is { Kind: MentionKind.Person, Protect: false } && byName.ContainsKey(m.Paragraph)))
        {
            var paragraph = byName[mention.Paragraph];
            var at = CodePoint(paragraph.Text, mention.Span);

            // A short form is known by the name that another paragraph gives in full: found under that one's label too, or not by that name.
            if (seen.Add((SearchKind.Person, mention.Text))
                && (Guarded.NamesInFull(paragraph.Text, mention.Text) || byOrdinal.Values.Any(p => p.LabelId == paragraph.LabelId && Guarded.NamesInFull(p.Text, mention.Text))))
            {
                Add(made, new SearchEntry(SearchKind.Person, paragraph.Ordinal, at.Start, at.Length, [], Lines(mention.Text, mention.Detail)), paragraph.LabelId,
                    Lines(mention.Text, mention.Detail));
            }

            if (mention.Body is { } body && seen.Add((SearchKind.Body, body)))
            {
                Add(made, new SearchEntry(SearchKind.Body, paragraph.Ordinal, at.Start, at.Length, [], body), paragraph.LabelId, body);
            }
        }

        foreach (var (body, ordinal, at) in partners.Where(p => byOrdinal.ContainsKey(p.Paragraph) && seen.Add((SearchKind.Body, p.Body))))
        {
            Add(made, new SearchEntry(SearchKind.Body, ordinal, at.Start, at.Length, [], body), byOrdinal[ordinal].LabelId, body);
        }

        return SearchDocument.Make(SearchOwner.Source, source.Id.Value, source.LabelId, source.Known, made);
    }

    /// <summary>The bodies that the proposals among these rows name.</summary>
    public static IEnumerable<(string Body, int Paragraph, TextSpan At)> Partners(IEnumerable<(string Partners, int Paragraph, int Start, int End)> proposals) =>
        from proposal in proposals
        from partner in Stored.Read<ImmutableArray<string>>(proposal.Partners)
        where Gazetteer.CountryOf(partner) is null
        select (partner, proposal.Paragraph, new TextSpan(proposal.Start, proposal.End));

    private static void Add(List<Findable> made, SearchEntry entry, LabelId label, string text)
    {
        var countries = CountriesNamed.In(text);
        made.Add(new Findable(entry with { Countries = [.. countries.Select(c => c.Iso2).Distinct()] }, label, SearchTokens.Of(text, countries)));
    }

    private static string Lines(params ReadOnlySpan<string?> lines) => string.Join('\n', lines.ToArray().Where(l => !string.IsNullOrWhiteSpace(l)));

    /// <summary>Cut at a space where there is one near.</summary>
    private static IEnumerable<(int From, int Length, string Text)> Stretches(string text, int left)
    {
        var (at, from) = (0, 0);
        while (at < text.Length && at < left)
        {
            var end = Math.Min(text.Length, at + Stretch);
            var space = end < text.Length ? text.LastIndexOfAny([' ', '\n', '\t'], end - 1, Stretch / 2) : -1;
            end = space > at ? space + 1 : end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
            var length = CodePoints.Count(text.AsSpan(at, end - at));
            yield return (from, length, at == 0 && end == text.Length ? text : text[at..end]);
            (at, from) = (end, from + length);
        }
    }

    private static TextSpan CodePoint(string text, TextSpan span)
    {
        var start = CodePoints.Count(text.AsSpan(0, span.Start));
        return new TextSpan(start, start + CodePoints.Count(text.AsSpan(span.Start, span.Length)));
    }
}
