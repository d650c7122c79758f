using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The TAGS line: tags parted by commas, persons in brackets not parted; two-letter tags are FIPS 10-4 (TELEGRAMS 1.11).</summary>
internal sealed class TagLine(ComplaintList complaints, int? line)
{
    private readonly List<string> tags = [];
    private readonly HashSet<string> seen = [];
    private readonly List<TagPerson> persons = [];

    public ImmutableArray<string> Tags => [.. tags];

    public ImmutableArray<TagPerson> Persons => [.. persons];

    public ImmutableArray<GeographicTag> Geographic =>
    [
        .. tags.Where(t => t.Length == 2 && (Tables.Places.ContainsKey(t) || !Tables.Tags.ContainsKey(t)))
            .Select(t => Tables.Places.TryGetValue(t, out var place) ? new GeographicTag(t, place.Iso2, place.Name) : new GeographicTag(t, null, null)),
    ];

    /// <summary>True when a line may be the wrapped rest of TAGS: capital words, commas, brackets.</summary>
    public static bool MayContinue(ReadOnlySpan<char> text)
    {
        foreach (var word in new Words(text))
        {
            var bare = word.Trim("[](),#;.");
            if (bare.Length > 24 || bare.ContainsAnyInRange('a', 'z'))
            {
                return false;
            }
        }

        return true;
    }

    public void Read(string text)
    {
        var (commas, blanks) = (0, 0);
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && text[at] is not (',' or ' ' or ';' or '('))
            {
                at++;
            }

            if (at > start)
            {
                AddTag(text[start..at].Trim('.', '[', ']'));
            }

            var comma = false;
            while (at < text.Length && text[at] is ',' or ' ' or ';')
            {
                comma |= text[at] != ' ';
                at++;
            }

            if (at < text.Length && text[at] == '(')
            {
                at = AddPerson(text, at);
                while (at < text.Length && text[at] is ',' or ' ' or ';')
                {
                    comma |= text[at] != ' ';
                    at++;
                }
            }

            if (at < text.Length && at > start)
            {
                _ = comma ? commas++ : blanks++;
            }

            at = at == start ? at + 1 : at;
        }

        if (commas > 0 && blanks > 0)
        {
            complaints.Add("tags-separator", Severity.Warning, line);
        }
    }

    private int AddPerson(string text, int open)
    {
        var close = text.IndexOf(')', open);
        var end = close < 0 ? text.Length : close;
        if (tags.Count > 0 && end > open + 1)
        {
            persons.Add(new(tags[^1], text[(open + 1)..end].Trim()));
        }

        return close < 0 ? text.Length : close + 1;
    }

    private void AddTag(string tag)
    {
        if (tag.Length == 0 || tags.Count >= 500)
        {
            return;
        }

        if (IsKnown(tag))
        {
            Keep(tag);
            return;
        }

        if (Parts(tag) is { } parts)
        {
            complaints.Add("fused-tags", Severity.Warning, line, tag, string.Join(", ", parts));
            parts.ForEach(Keep);
            return;
        }

        complaints.Add("unknown-tag", Severity.Warning, line, tag);
        Keep(tag);
    }

    private void Keep(string tag)
    {
        if (seen.Add(tag))
        {
            tags.Add(tag);
        }
        else
        {
            complaints.Add("duplicate-tag", Severity.Warning, line, tag);
        }
    }

    private static bool IsKnown(string tag) =>
        (tag.Length == 2 && Tables.Places.ContainsKey(tag)) || Tables.Tags.ContainsKey(tag);

    // PHUMPREL, CHBM: two known tags, or more of four letters each
    private static List<string>? Parts(string tag)
    {
        if (tag.Length is < 4 or > 32 || tag.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            return null;
        }

        for (var cut = 2; cut <= tag.Length - 2; cut++)
        {
            var (first, rest) = (tag[..cut], tag[cut..]);
            if ((cut == 2 ? tag.Length == 4 && Tables.Places.ContainsKey(first) : cut == 4 && Tables.Tags.ContainsKey(first)) && (IsKnown(rest) || (cut == 4 && Parts(rest) is not null)))
            {
                return [first, .. IsKnown(rest) ? [rest] : Parts(rest)!];
            }
        }

        return null;
    }
}
