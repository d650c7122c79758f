using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>A geographic tag whose country the text never names, where another country fits: an ISO code written for a FIPS one, or a slip of a letter.</summary>
internal static class TagChecks
{
    private const int Enough = 1 << 18;

    public static void Run(Reading reading, ImmutableArray<GeographicTag> geographic)
    {
        var tags = geographic.Select(g => g.Code).ToHashSet();
        foreach (var tag in tags.Take(64))
        {
            if (!Tables.Places.TryGetValue(tag, out var place) || IsNamed(reading, place))
            {
                continue;
            }

            var meant = Tables.Places.Values
                .Where(p => p.Code != tag && p.Name != place.Name && !tags.Contains(p.Code) && (p.Iso2 == tag || IsSlip(tag, p)))
                .OrderBy(p => p.Iso2 == tag ? 0 : 1).ThenBy(p => p.Code, StringComparer.Ordinal)
                .FirstOrDefault(p => IsNamed(reading, p));
            if (meant is not null)
            {
                reading.Complaints.Add("tag-geography", Severity.Warning, reading.Line(reading.Head.TagsAt), tag, place.Name, meant.Name, meant.Code);
            }
        }
    }

    // VT for VM: the first letter of both codes of the country
    private static bool IsSlip(string tag, Place place) => place.Code[0] == tag[0] && place.Iso2?[0] == tag[0];

    private static bool IsNamed(Reading reading, Place place)
    {
        var left = Enough;
        foreach (var block in reading.Blocks)
        {
            if (place.Words.Any(w => Names(block.Text, w)) || (block.Label is not null && place.Words.Any(w => Names(block.Label, w))))
            {
                return true;
            }

            left -= block.Text.Length;
            if (left < 0)
            {
                return true;
            }
        }

        return reading.Header.Subject is { } subject && place.Words.Any(w => Names(subject, w));
    }

    private static bool IsLonger(ReadOnlySpan<char> text, PlaceWord word)
    {
        foreach (var longer in word.Longer)
        {
            if (text.StartsWith(longer, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(ReadOnlySpan<char> text, PlaceWord word)
    {
        var before = false;
        for (var at = text.IndexOfAny(word.Finder); at >= 0; at = text.IndexOfAny(word.Finder))
        {
            var end = at + word.Text.Length;
            if (!(at == 0 ? before : char.IsLetter(text[at - 1])) && (!word.IsCapital || end == text.Length || !char.IsLetter(text[end])) && !IsLonger(text[at..], word))
            {
                return true;
            }

            before = char.IsLetter(text[at]);
            text = text[(at + 1)..];
        }

        return false;
    }
}
