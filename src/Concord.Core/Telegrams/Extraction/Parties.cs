using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>A list of parties as written, each alone: <c>the press, NGOs and embassy observers</c>.</summary>
internal static class Parties
{
    private static readonly string[] Joints = [", and ", " and ", ", as well as ", " as well as ", ", or ", " or ", ", "];

    internal static ImmutableArray<string> Of(string list)
    {
        var parts = new List<string> { list };
        foreach (var joint in Joints)
        {
            parts = [.. parts.SelectMany(p => Cut(p, joint))];
        }

        return [.. parts.Select(Bare).Where(p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary><c>Ministry of Women and Children</c> is one party: there a name goes on after <c>of</c>.</summary>
    private static IEnumerable<string> Cut(string list, string joint)
    {
        var from = 0;
        for (var at = list.IndexOf(joint, StringComparison.Ordinal); at >= 0; at = list.IndexOf(joint, at + 1, StringComparison.Ordinal))
        {
            var before = list.AsSpan(from, at - from);
            var of = before.LastIndexOf(" of ");
            var goesOn = joint == " and " && at + joint.Length < list.Length && char.IsUpper(list[at + joint.Length])
                && of >= 0 && of + 4 < before.Length && char.IsUpper(before[of + 4]) && before[..of].Contains("inistry", StringComparison.Ordinal);
            if (!goesOn)
            {
                yield return list[from..at];
                from = at + joint.Length;
            }
        }

        yield return list[from..];
    }

    private static string Bare(string party)
    {
        party = party.Trim(' ', ',', ';', '.', '(', ')', '"');
        foreach (var word in (ReadOnlySpan<string>)["both ", "all ", "the ", "The ", "neither ", "nor ", "either ", "only ", "also "])
        {
            if (party.StartsWith(word, StringComparison.Ordinal) && party.Length > word.Length)
            {
                party = party[word.Length..];
            }
        }

        return party;
    }
}
