using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>What a text says of a person's office: title, body, country, and the span that says it.</summary>
internal sealed record Office(TextSpan Span, string? Title, string? Body, string? Country);

/// <summary>
/// Reads the office beside a name: <c>[country] [body] [title] name</c> before it, <c>name, [body] title [of body]</c> after it. The title is the
/// longest known, from the right; the body is what stands before the title (TELEGRAMS 3.4, speaker introduction).
/// </summary>
internal static class PeopleOffices
{
    private const int Reach = 14;

    /// <summary>The office that ends right before the word <paramref name="name"/>, with a blank or a comma between.</summary>
    internal static Office? Before(string text, ImmutableArray<Wordlet> words, int name, string? home)
    {
        if (name == 0 || Gap(text, words, name) is not (" " or ", ")) return null;
        var end = words[name - 1].End;
        if (Titles.LongestEndingAt(text, end) is { } title) return From(text, words, title, title, home);
        for (var at = name - 1; at > 0 && at > name - Reach; at--)
        {
            var word = words[at].Text;
            var joined = Gap(text, words, at) is " " or "'s " or "\u2019s ";
            if (word is "of" or "for" or "on" or "to" or "against" && joined && Titles.LongestEndingAt(text, words[at - 1].End) is { } headed && IsCapital(text, headed))
                return at + 1 == name ? null : WithComplement(text, words, headed, at, name, home);
            if (!joined || (!words[at].IsCapital && word is not ("of" or "for" or "on" or "and" or "the" or "against" or "in" or "to"))) return null;
        }

        return null;
    }

    /// <summary>The office that stands as an apposition after the name's last word, which is before <paramref name="next"/>.</summary>
    internal static Office? After(string text, ImmutableArray<Wordlet> words, int next, string? home)
    {
        if (next >= words.Length || Gap(text, words, next) is not (", " or " (")) return null;
        for (var at = next; at < words.Length && at < next + 8; at++)
        {
            if (at > next && Gap(text, words, at) is not (" " or "'s " or "\u2019s " or "' ")) return null;
            if (words[at].Text is "who" or "which" or "whose" or "was" or "is" or "had" or "and" or "said" or "where" or "when") return null;
            if (Titles.LongestEndingAt(text, words[at].End) is not { } title || title.Start < words[next].Start) continue;
            while (at + 1 < words.Length && Gap(text, words, at + 1) is " " && Titles.LongestEndingAt(text, words[at + 1].End) is { } longer && longer.Start <= title.Start)
            {
                title = longer;
                at++;
            }

            return Apposed(text, words, next, title, at, home);
        }

        return null;
    }

    private static Office Apposed(string text, ImmutableArray<Wordlet> words, int first, TextSpan title, int last, string? home)
    {
        var start = first;
        while (start <= last && words[start].Text is "the" or "a" or "an") start++;
        var before = text[words[start].Start..title.Start].Trim();
        var (country, body) = Split(before, home);
        if (body is { Length: > 0 } && !char.IsUpper(body[0])) body = null;
        var end = title.End;
        var name = text[title.Start..title.End];
        if (last + 2 < words.Length && Gap(text, words, last + 1) is " " && words[last + 1].Text is "of" or "for" or "at" or "with" or "in" or "to" or "on")
        {
            var until = EndOfCapitals(text, words, last + 2);
            if (until > last + 2)
            {
                var complement = text[words[last + 2].Start..words[until - 1].End];
                end = words[until - 1].End;
                country ??= CountryIn(complement, home);
                if (IsBody(complement) || words[last + 1].Text is "at" or "with") body = WithoutArticle(complement);
                else name = text[title.Start..end];
            }
        }

        return new Office(new TextSpan(words[first].Start, end), name, body, country ?? CountryIn(body, home));
    }

    private static Office WithComplement(string text, ImmutableArray<Wordlet> words, TextSpan title, int preposition, int name, string? home)
    {
        var complement = text[words[preposition + 1].Start..words[name - 1].End];
        var office = From(text, words, title, new TextSpan(title.Start, words[name - 1].End), home);
        if (!IsBody(complement) || words[preposition].Text != "of")
            return office with { Country = office.Country ?? CountryIn(complement, home) };
        return office with
        {
            Title = text[title.Start..title.End],
            Body = office.Body ?? WithoutArticle(complement),
            Country = office.Country ?? CountryIn(complement, home),
        };
    }

    /// <summary>The title with the body and the country that stand before it.</summary>
    private static Office From(string text, ImmutableArray<Wordlet> words, TextSpan title, TextSpan whole, string? home)
    {
        (title, whole) = WithoutPolice(text, words, title, whole);
        var first = StartOfBody(text, words, IndexOf(words, title.Start));
        var start = first < words.Length ? Math.Min(words[first].Start, title.Start) : title.Start;
        var (country, body) = Split(text[start..title.Start].Trim(), home);
        var name = text[whole.Start..whole.End];
        if (body is not null && IsPartOfTitle(body))
        {
            name = body + " " + name;
            body = null;
        }

        return new Office(new TextSpan(start, whole.End), name, body, country ?? CountryIn(body, home));
    }

    /// <summary>In <c>Royal Thai Police Colonel</c> and <c>Federal Police Chief</c> the police is the body; in <c>Thai Police Colonel</c> it is of the rank.</summary>
    private static (TextSpan Title, TextSpan Whole) WithoutPolice(string text, ImmutableArray<Wordlet> words, TextSpan title, TextSpan whole)
    {
        var police = text.AsSpan(title.Start, title.Length).IndexOf("Police ", StringComparison.Ordinal);
        if (police < 0) return (title, whole);
        var at = IndexOf(words, title.Start + police);
        if (at == 0 || Gap(text, words, at) is not " " || !words[at - 1].IsCapital || NameWords.IsOpening(words[at - 1].Text) && words[at - 1].Text != "Local") return (title, whole);
        var isCountry = Gazetteer.CountryOf(words[at - 1].Text) is not null;
        var isBody = isCountry
            ? at > 1 && Gap(text, words, at - 1) is " " && words[at - 2].IsCapital && !NameWords.IsOpening(words[at - 2].Text)
            : words[at - 1].Text is not ("Senior" or "Deputy" or "Assistant" or "Acting" or "Chief" or "Former" or "Special" or "Lankan" or "Korean" or "African" or "Zealand");
        if (!isBody || text[title.Start..title.End].Contains("of Police", StringComparison.Ordinal)) return (title, whole);
        var start = words[at + 1].Start;
        return (new TextSpan(start, title.End), new TextSpan(start, whole.End));
    }

    /// <summary>A leading country, as adjective, possessive or the whole, is not part of the body.</summary>
    private static (string? Country, string? Body) Split(string before, string? home)
    {
        if (before.Length == 0) return (null, null);
        var mentions = Gazetteer.Countries.Find(before, home);
        if (mentions.IsEmpty || mentions[0].Span.Start != 0) return (mentions.IsEmpty ? null : mentions[0].Name, Tidy(before));
        var mention = mentions[0];
        var rest = before[mention.Span.End..];
        var possessive = rest.StartsWith("'s", StringComparison.Ordinal) || rest.StartsWith("\u2019s", StringComparison.Ordinal) ? 2
            : rest.StartsWith('\'') || rest.StartsWith('\u2019') ? 1 : 0;
        if (!mention.IsAdjective && possessive == 0 && IsBody(rest)) return (mention.Name, Tidy(before));
        rest = rest[possessive..].Trim();
        return (mention.Name, rest.Length == 0 || !char.IsLetterOrDigit(rest[0]) ? null : Tidy(rest));
    }

    private static int StartOfBody(string text, ImmutableArray<Wordlet> words, int title)
    {
        var first = title;
        for (var at = title - 1; at >= 0 && at >= title - Reach; at--)
        {
            var gap = at + 1 < words.Length ? text[words[at].End..words[at + 1].Start] : "";
            var word = words[at];
            if (gap is ", " && !(word.IsCapital && IsListInBody(text, words, at))) break;
            if (gap is not (" " or ", " or ") " or " (" or " & " or "'s " or "\u2019s " or "' " or "\u2019 ")) break;
            if (word.IsCapital || char.IsDigit(word.Text[0]))
            {
                if (NameWords.IsOpening(word.Text) && Bodies.KindOf(word.Text) is null && !Bodies.IsPartOfHeadWord(word.Text) || NameWords.IsMonth(word.Text) || char.IsDigit(word.Text[0])) break;
                first = at;
            }
            else if (word.Text is "of" or "for" or "and" or "on" or "against" or "de" or "del" or "et" or "des" or "the")
            {
                if (word.Text == "and" && Gazetteer.CountryOf(words[at + 1].Text) is not null) break;
                if (word.Text == "the" && (at == 0 || words[at - 1].Text is not ("of" or "for" or "on" or "and" or "against"))) break;
            }
            else break;
        }

        return CutAtAnd(text, words, first, title);
    }

    /// <summary>What stands left of an <c>and</c> belongs to the body only if it names one: <c>Ministry of Labor and Welfare</c>.</summary>
    private static int CutAtAnd(string text, ImmutableArray<Wordlet> words, int first, int title)
    {
        for (var at = title - 1; at > first; at--)
            if (words[at].Text == "and" && (!Bodies.IsPartOfHeadWord(words[first].Text) && !IsBody(text[words[first].Start..words[at].Start]) || Bodies.IsHeadWord(words[at + 1].Text) && IsBody(text[words[first].Start..words[at].Start])))
                return at + 1;
        return first;
    }

    private static bool IsListInBody(string text, ImmutableArray<Wordlet> words, int at)
    {
        for (var i = at; i >= 0 && i > at - 5; i--)
        {
            if (words[i].Text is "of" or "for" && i > 0 && Bodies.IsHeadWord(words[i - 1].Text)) return true;
            if (!words[i].IsCapital && words[i].Text is not ("and" or "of")) return false;
        }

        return false;
    }

    private static int EndOfCapitals(string text, ImmutableArray<Wordlet> words, int at)
    {
        var end = at;
        for (var i = at; i < words.Length && i < at + Reach; i++)
        {
            if (i > at && Gap(text, words, i) is not (" " or "'s " or "\u2019s " or " & ")) break;
            if (words[i].IsCapital && !NameWords.IsMonth(words[i].Text)) end = i + 1;
            else if (words[i].Text is not ("the" or "of" or "for" or "and" or "on" or "against")) break;
        }

        return end;
    }

    private static bool IsPartOfTitle(string body)
    {
        foreach (var word in body.Split(' '))
            if (Bodies.IsPartOfHeadWord(word) || Bodies.KindOf(word) is not null || !(Titles.IsPortfolioWord(word) || Titles.IsWord(word) || (NameWords.IsNever(word) && Gazetteer.CountryOf(word) is null)))
                return false;
        return true;
    }

    private static bool IsBody(string text)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Bodies.IsPartOfHeadWord(word) || Bodies.KindOf(word) is not null)
                return true;
        return false;
    }

    private static string? Tidy(string body)
    {
        var tidy = body.Trim(' ', ',', '-');
        return tidy.Length == 0 ? null : tidy;
    }

    private static string WithoutArticle(string body) => body.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? body[4..] : body;

    private static string? CountryIn(string? text, string? home)
    {
        if (text is null) return null;
        var mentions = Gazetteer.Countries.Find(text, home);
        return mentions.Length > 0 ? mentions[0].Name : Gazetteer.CountryOfCity(text)?.Name;
    }

    private static bool IsCapital(string text, TextSpan span) => char.IsUpper(text[span.Start]);

    private static int IndexOf(ImmutableArray<Wordlet> words, int start)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (words[middle].End <= start) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static string Gap(string text, ImmutableArray<Wordlet> words, int at) => text[words[at - 1].End..words[at].Start];
}
