using System.Collections.Frozen;

namespace Concord.Core.Kernel;

/// <summary>What stands before a date, as evidence that it is one.</summary>
internal enum DateLead
{
    /// <summary>Nothing that speaks for a date.</summary>
    None,
    /// <summary><c>in</c>, <c>during</c>: a month or year follows.</summary>
    In,
    /// <summary><c>on</c>, <c>at</c>: a day follows.</summary>
    On,
    /// <summary><c>since</c>, <c>until</c>: any date.</summary>
    From,
    /// <summary><c>by</c>, <c>from</c>, <c>after</c>: a date, but a person or a figure as well.</summary>
    Edge,
    /// <summary><c>over</c>, <c>for</c>: a stretch of time.</summary>
    Window,
    /// <summary>Joined to a date before it.</summary>
    Joined,
    /// <summary>After <c>early</c>, <c>the end of</c>.</summary>
    Part,
}

/// <summary>What the preposition makes of the date.</summary>
internal enum DateBound
{
    Within, UpTo, Before, After, From, FromIfAhead, Between, About,
}

/// <summary>The words that lead a date: what they make of it and what they prove.</summary>
internal static class DateLeads
{
    private static readonly FrozenDictionary<string, (string[] Words, DateBound Bound, DateLead Lead)[]> All =
        Build().GroupBy(l => l.Item1[0]).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The longest lead at the token, with the index after it; <c>Within</c> and <c>None</c> when there is none.</summary>
    public static (int End, DateBound Bound, DateLead Lead) Find(DatePhraseText t, int i)
    {
        foreach (var (words, bound, lead) in All.TryGetValue(t[i].Word, out var leads) ? leads : [])
        {
            var at = 1;
            while (at < words.Length && t.Is(i + at, words[at]))
            {
                at++;
            }

            if (at == words.Length)
            {
                return (i + at, bound, lead);
            }
        }

        return (i, DateBound.Within, DateLead.None);
    }

    private static (string[], DateBound, DateLead)[] Build()
    {
        (string Words, DateBound Bound, DateLead Lead)[] leads =
        [
            ("no later than", DateBound.UpTo, DateLead.From), ("not later than", DateBound.UpTo, DateLead.From), ("on or before", DateBound.UpTo, DateLead.From),
            ("at the latest by", DateBound.UpTo, DateLead.From), ("by or before", DateBound.UpTo, DateLead.From), ("at least until", DateBound.UpTo, DateLead.From), ("until at least", DateBound.UpTo, DateLead.From),
            ("up until", DateBound.UpTo, DateLead.From), ("up till", DateBound.UpTo, DateLead.From), ("up to", DateBound.UpTo, DateLead.Edge), ("until", DateBound.UpTo, DateLead.From), ("till", DateBound.UpTo, DateLead.From),
            ("by", DateBound.UpTo, DateLead.Edge), ("through", DateBound.UpTo, DateLead.Edge), ("thru", DateBound.UpTo, DateLead.Edge),
            ("not until", DateBound.From, DateLead.From), ("no earlier than", DateBound.From, DateLead.From), ("not earlier than", DateBound.From, DateLead.From), ("no sooner than", DateBound.From, DateLead.From),
            ("not before", DateBound.From, DateLead.From), ("on or after", DateBound.From, DateLead.From), ("ever since", DateBound.From, DateLead.From), ("since", DateBound.From, DateLead.From),
            ("as early as", DateBound.Within, DateLead.From), ("as late as", DateBound.Within, DateLead.From), ("as recently as", DateBound.Within, DateLead.From),
            ("as of", DateBound.FromIfAhead, DateLead.From), ("from", DateBound.FromIfAhead, DateLead.Edge),
            ("prior to", DateBound.Before, DateLead.Edge), ("ahead of", DateBound.Before, DateLead.Edge), ("before", DateBound.Before, DateLead.Edge), ("after", DateBound.After, DateLead.Edge),
            ("between", DateBound.Between, DateLead.Edge), ("in or around", DateBound.About, DateLead.In), ("on or about", DateBound.About, DateLead.On), ("on or around", DateBound.About, DateLead.On), ("in around", DateBound.About, DateLead.In),
            ("around", DateBound.About, DateLead.Edge), ("circa", DateBound.About, DateLead.From), ("about", DateBound.About, DateLead.On), ("approximately", DateBound.About, DateLead.On),
            ("toward", DateBound.About, DateLead.Edge), ("towards", DateBound.About, DateLead.Edge),
            ("over the course of", DateBound.Within, DateLead.In), ("in the course of", DateBound.Within, DateLead.In), ("during the course of", DateBound.Within, DateLead.In), ("at some point in", DateBound.Within, DateLead.In),
            ("some time in", DateBound.Within, DateLead.In), ("sometime in", DateBound.Within, DateLead.In), ("sometime during", DateBound.Within, DateLead.In),
            ("in", DateBound.Within, DateLead.In), ("during", DateBound.Within, DateLead.In), ("throughout", DateBound.Within, DateLead.In), ("within", DateBound.Within, DateLead.Window),
            ("on", DateBound.Within, DateLead.On), ("at", DateBound.Within, DateLead.On), ("over", DateBound.Within, DateLead.Window), ("for", DateBound.Within, DateLead.Window),
        ];
        string[] begins = ["starting", "beginning", "commencing", "effective"];
        string[] tails = [" in", " on", " from", " as of", " with", ""];
        return [.. leads.Concat(from begin in begins from tail in tails select ($"{begin}{tail}", DateBound.From, DateLead.From))
            .Select(l => (l.Item1.Split(' '), l.Item2, l.Item3)).OrderByDescending(l => l.Item1.Length)];
    }
}
