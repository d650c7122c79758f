using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The further things that one verb acts on: <c>a task force and a working group</c>, <c>two drafts: one on …, one on …</c>.</summary>
internal static class Coordination
{
    internal readonly record struct Item(NounPhrase Phrase, TokenRange Quote, bool IsList);

    /// <summary>The items after the first; or, after a colon, all of them.</summary>
    public static List<Item> Items(Passage passage, NounPhrase about, TokenRange range, FrozenSet<string> kinds, Clause clause)
    {
        var colon = Find(passage, clause.Object, ":");
        return colon >= 0 ? Parts(passage, new TokenRange(colon + 1, clause.End), kinds, isList: true, about)
            : range.Holds(about.First) ? Parts(passage, new TokenRange(about.End, range.End), kinds, isList: false, about) : [];
    }

    private static int Find(Passage passage, TokenRange range, string mark)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.Tokens[i].Is(mark))
            {
                return i;
            }
        }
        return -1;
    }

    private static List<Item> Parts(Passage passage, TokenRange range, FrozenSet<string> kinds, bool isList, NounPhrase about)
    {
        var items = new List<Item>();
        var start = isList ? range.First : -1;
        for (var i = range.First; i <= range.End; i++)
        {
            var isBreak = i == range.End || (passage.Tokens[i].Lower is "and" or ";" || passage.Tokens[i].Is(",")) && Opens(passage, i + 1, range.End);
            if (!isBreak)
            {
                continue;
            }
            if (isList && start >= 0 && i > start && passage.Tokens[start].Lower is "one" or "another" or "the" && NounPhrase.Read(passage, new TokenRange(start, i), false) is { Kind: null } bare)
            {
                items.Add(new Item(bare with { IsDraft = about.IsDraft }, new TokenRange(start, i), isList));
            }
            else if (start >= 0 && i > start && NounPhrase.Read(passage, new TokenRange(start, i), false) is { Kind: { } kind } phrase && kinds.Contains(kind))
            {
                items.Add(new Item(phrase, new TokenRange(start, i), isList));
            }
            start = i + 1;
            while (start < range.End && passage.Tokens[start].Lower is "and" or ",")
            {
                start++;
            }
        }
        return items.Count > 0 && (!isList || items.Count > 1) ? items : [];
    }

    /// <summary>A new thing begins with an article, a number or a possessive.</summary>
    private static bool Opens(Passage passage, int at, int end)
    {
        if (at < end && passage.Tokens[at].Is("and"))
        {
            at++;
        }
        return at < end && passage.Tokens[at].Lower is "a" or "an" or "the" or "its" or "their" or "another" or "one" or "two" or "three" or "four" or "five" or "several" or "new"
            || at < end && passage.Tags[at] == Tag.Number;
    }
}
