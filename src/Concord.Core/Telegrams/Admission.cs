using System.Collections.Immutable;
using Concord.Core.Telegrams.Extraction;

namespace Concord.Core.Telegrams;

/// <summary>Who was let in and who was not, read out of a rule of admission as written. What the rule does not say is not guessed.</summary>
/// <param name="Admitted">As written, each party alone.</param>
/// <param name="NotAdmitted">As written, each party alone.</param>
public sealed record Admission(ImmutableArray<string> Admitted, ImmutableArray<string> NotAdmitted)
{
    private static readonly string[] Opening =
        ["open only to ", "open to ", "opened to ", "limited to ", "restricted to ", "reserved for ", "reserved to ", "confined to ", "only open to ", "admitted only ", "attended only by "];

    private static readonly string[] Closing = ["closed to ", "not open to ", "barred to ", "off limits to "];

    private static readonly string[] Everyone = ["everyone", "everybody", "all others", "anyone", "anybody", "others", "outsiders", "all"];

    private static readonly string[] Except = [" but not to ", " but not for ", " but not ", " except for ", " except ", " but for ", " but ", " other than ", " save "];

    /// <summary>Reads a rule (<c>closed to the press</c>, <c>open to consulates but not to the press</c>) beside those told to have been kept out.</summary>
    public static Admission Of(string? rule, ImmutableArray<string> couldNotAttend)
    {
        var (admitted, kept) = (new List<string>(), new List<string>());
        foreach (var part in (rule ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Read(part, admitted, kept);
        }

        foreach (var party in couldNotAttend.IsDefault ? [] : couldNotAttend)
        {
            if (!Except.Any(e => party.Contains(e, StringComparison.OrdinalIgnoreCase)))
            {
                kept.AddRange(Parties.Of(party));
            }
        }

        var not = kept.Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return new Admission([.. admitted.Distinct(StringComparer.OrdinalIgnoreCase).Except(not, StringComparer.OrdinalIgnoreCase)], not);
    }

    private static void Read(string rule, List<string> admitted, List<string> kept)
    {
        foreach (var word in Closing.Where(w => After(rule, w) is not null))
        {
            Split(After(rule, word)!, kept, admitted);
            return;
        }

        foreach (var word in Opening.Where(w => After(rule, w) is not null))
        {
            Split(After(rule, word)!, admitted, kept);
            return;
        }
    }

    /// <summary>What follows <c>but</c> is the other way round; <c>everyone</c> is nobody by name.</summary>
    private static void Split(string whom, List<string> these, List<string> others)
    {
        var except = Except.FirstOrDefault(e => whom.Contains(e, StringComparison.OrdinalIgnoreCase));
        var cut = except is null ? -1 : whom.IndexOf(except, StringComparison.OrdinalIgnoreCase);
        these.AddRange(Parties.Of(cut < 0 ? whom : whom[..cut]).Where(p => cut < 0 || !Everyone.Contains(p.ToLowerInvariant())));
        if (cut >= 0)
        {
            others.AddRange(Parties.Of(whom[(cut + except!.Length)..]));
        }
    }

    private static string? After(string rule, string word)
    {
        var at = rule.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at < 0 || (at > 0 && rule[at - 1] != ' ') ? null : rule[(at + word.Length)..];
    }
}
