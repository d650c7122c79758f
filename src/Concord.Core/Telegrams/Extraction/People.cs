using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>
/// Persons named in a telegram, one entry each (a second one only where a new title is given). A name needs a witness: a title before it
/// (<c>person.title</c>), an honorific (<c>person.honorific</c>), an apposition (<c>person.apposition</c>) or a verb of saying (<c>person.says</c>).
/// </summary>
internal static class People
{
    private static readonly FrozenSet<string> Saying = new[]
    {
        "said", "says", "told", "stated", "noted", "added", "stressed", "emphasized", "emphasised", "announced", "reported", "explained", "described", "claimed", "argued",
        "acknowledged", "admitted", "conceded", "confirmed", "denied", "warned", "urged", "praised", "pledged", "promised", "undertook", "agreed", "replied", "responded",
        "remarked", "commented", "observed", "recalled", "recounted", "asked", "insisted", "maintained", "complained", "predicted", "lamented", "outlined", "underlined",
        "underscored", "reiterated", "countered", "asserted", "suggested", "proposed", "called", "briefed", "opined", "concluded", "informed", "vowed", "declared", "expressed",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All persons, in the order of the text. Total; linear.</summary>
    internal static ImmutableArray<PersonMention> Find(Telegram telegram)
    {
        var home = Gazetteer.CountryOfPost(telegram.Header.Originator)?.Iso2;
        var persons = new List<PersonMention>();
        foreach (var paragraph in telegram.Paragraphs)
            if (paragraph.Text.AsSpan().ContainsAnyInRange('a', 'z'))
                Read(paragraph, home, persons);
        return [.. persons];
    }

    /// <summary>The person whom a short form means (<c>Du said</c>): the latest whose name holds all its words; null when there is none.</summary>
    internal static PersonMention? Meant(IReadOnlyList<PersonMention> persons, string shortForm)
    {
        for (var i = persons.Count - 1; i >= 0; i--)
            if (Holds(persons[i].Name, shortForm))
                return persons[i];
        return null;
    }

    private static void Read(Paragraph paragraph, string? home, List<PersonMention> persons)
    {
        var text = paragraph.Text;
        var words = Prose.WordsOf(text);
        var countries = Gazetteer.Countries.Find(text, home);
        var country = 0;
        for (var at = 0; at < words.Length; at++)
        {
            if (!words[at].IsCapital && !NameWords.IsParticle(words[at].Text) && !words[at].Text.Contains('-', StringComparison.Ordinal) && !words[at].Text.Contains('\'', StringComparison.Ordinal)) continue;
            while (country < countries.Length && countries[country].Span.End <= words[at].Start) country++;
            if (country < countries.Length && countries[country].Span.Start < words[at].End && countries[country].Span.Length > words[at].Text.Length) continue;
            if (NameWords.IsHonorific(words[at].Text) || IsInsideTitle(text, words[at])) continue;
            if (Witness(text, words, at, home, persons) is not { } found) continue;
            if (found.Name.End > found.Name.Start)
            {
                var mention = Mention(paragraph, text, found, home);
                if (!IsPlaceOrBody(mention.Name, found.Honorific)) Add(persons, mention);
            }

            at = Math.Max(at, found.Next - 1);
        }

        ProtectShortForms(text, persons);
    }

    /// <summary><c>Vilanova told us (strictly protect)</c>: whoever is named in the sentence before the bracket is protected; rather one too many.</summary>
    private static void ProtectShortForms(string text, List<PersonMention> persons)
    {
        for (var open = text.IndexOf('('); open >= 0; open = text.IndexOf('(', open + 1))
        {
            if (!SourceProtection.IsAskedAfter(text, open)) continue;
            var sentence = text.LastIndexOf(". ", open, StringComparison.Ordinal) + 1;
            for (var i = 0; i < persons.Count; i++)
                if (!persons[i].ProtectSource && Names(text.AsSpan(sentence, open - sentence), persons[i].Name))
                    persons[i] = persons[i] with { ProtectSource = true };
        }
    }

    private static bool Names(ReadOnlySpan<char> sentence, string name)
    {
        foreach (var word in name.Split(' '))
            if (word.Length > 2 && char.IsUpper(word[0]) && sentence.Contains(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>A name's span, the office beside it, and the word to go on with.</summary>
    private sealed record Found(TextSpan Name, Office? Office, int Next, bool Honorific, int Start);

    private static Found? Witness(string text, ImmutableArray<Wordlet> words, int at, string? home, List<PersonMention> persons)
    {
        var office = PeopleOffices.Before(text, words, at, home);
        var honorific = office is null ? HonorificsBefore(text, words, at) : 0;
        if (honorific > 0) office = PeopleOffices.Before(text, words, at - honorific, home);
        var lower = office is not null && !char.IsUpper(office.Title![0]);
        var end = PeopleNames.EndOf(text, words, at, office is not null && !lower || honorific > 0);
        if (end == at) return null;
        var name = new TextSpan(words[at].Start, words[end - 1].End);
        var start = office?.Span.Start ?? words[at - honorific].Start;
        if (honorific > 0 || NameWords.IsHonorificWithin(words[at].Text))
            return new Found(name, office ?? PeopleOffices.After(text, words, end, home), end, true, start);
        if (office is not null && (end - at > 1 || (!lower && words[at].Start == words[at - 1].End + 1)))
            return new Found(name, office, end, false, start);
        if (AfterPlace(text, words, at, end, home) is { } placed) return placed;
        if (end - at < 2 || IsBodyBefore(text, words, at) || IsAcronymAfter(text, words, end)) return new Found(default, null, end, false, 0);
        if (PeopleOffices.After(text, words, end, home) is { } apposed) return new Found(name, apposed, end, false, start);
        var says = PeopleNames.IsNext(text, words, end) && Saying.Contains(words[end].Text);
        return says || Meant(persons, text[name.Start..name.End]) is not null
            ? new Found(name, null, end, false, start)
            : new Found(default, null, end, false, 0);
    }

    /// <summary><c>Governor of Chiang Rai Somchai Wong</c>: the last two words are the name, what stands before them the place.</summary>
    private static Found? AfterPlace(string text, ImmutableArray<Wordlet> words, int at, int end, string? home)
    {
        if (end - at < 3 || at < 2 || words[at - 1].Text != "of" || Titles.LongestEndingAt(text, words[at - 2].End) is null) return null;
        var office = PeopleOffices.Before(text, words, end - 2, home);
        return office is null ? null : new Found(new TextSpan(words[end - 2].Start, words[end - 1].End), office, end, false, office.Span.Start);
    }

    /// <summary><c>Mayor</c> in <c>Deputy Mayor</c>, <c>d'Affaires</c> after <c>Charge</c>.</summary>
    private static bool IsInsideTitle(string text, Wordlet word) =>
        Titles.LongestEndingAt(text, word.End) is { } title
        && (title.Start < word.Start || (title.Start == word.Start && word.Text.Contains('-', StringComparison.Ordinal)));

    private static int HonorificsBefore(string text, ImmutableArray<Wordlet> words, int at)
    {
        var count = 0;
        while (at - count > 0 && NameWords.IsHonorific(words[at - count - 1].Text) && text[words[at - count - 1].End..words[at - count].Start].Trim('.') is " ")
            count++;
        return count;
    }

    /// <summary>A capital word or <c>the</c>, <c>of</c>, <c>in</c> right before: the run is part of a body or a place.</summary>
    private static bool IsBodyBefore(string text, ImmutableArray<Wordlet> words, int at) =>
        PeopleNames.IsNext(text, words, at)
        && (words[at - 1].Text is "the" or "The" or "of" or "in" or "at" or "from" or "near" or "to" or "on" or "for"
            || (words[at - 1].IsCapital && !NameWords.IsOpening(words[at - 1].Text)));

    private static bool IsAcronymAfter(string text, ImmutableArray<Wordlet> words, int end) =>
        end < words.Length && text[words[end - 1].End..words[end].Start] == " (" && words[end].IsCapitals;

    private static bool IsPlaceOrBody(string name, bool honorific) =>
        !honorific && (Gazetteer.CountryOfCity(name) is not null || Bodies.KindOf(name) is not null || Gazetteer.CountryOf(name) is not null);

    private static PersonMention Mention(Paragraph paragraph, string text, Found found, string? home)
    {
        var office = found.Office;
        var span = new TextSpan(Math.Min(found.Start, office?.Span.Start ?? found.Start), Math.Max(found.Name.End, office?.Span.End ?? 0));
        var country = office?.Country;
        if (country is null && (office?.Body is not { } body || !IsInternational(body)))
            country = CountryOfPlace(paragraph.Label, home) ?? CountryOfPlace(paragraph.Heading, home) ?? CountryOfWhose(text, span.Start, home);
        return new PersonMention(
            text[found.Name.Start..found.Name.End], office?.Title, office?.Body, country, SourceProtection.IsAskedAfter(text, span.End),
            new Anchor(paragraph.Id, span, text[span.Start..span.End]));
    }

    private static bool IsInternational(string body)
    {
        foreach (var word in body.Split(' '))
            if (Bodies.KindOf(word) is "un" or "regional" or "police")
                return true;
        return Bodies.KindOf(body) is "un" or "regional" or "police" or "ngo";
    }

    /// <summary><c>The Lebanese delegate, Brigadier …</c>, <c>Zambia's office …; Counsel …</c>: the one country whose adjective or possessive stands before in the sentence.</summary>
    private static string? CountryOfWhose(string text, int end, string? home)
    {
        var start = text.LastIndexOf(". ", Math.Max(0, end - 1), StringComparison.Ordinal) + 1;
        string? only = null;
        foreach (var mention in Gazetteer.Countries.Find(text[start..end], home))
        {
            var after = text.AsSpan(start + mention.Span.End);
            if (!mention.IsAdjective && !after.StartsWith("'") && !after.StartsWith("\u2019")) continue;
            if (only is not null && only != mention.Name) return null;
            only = mention.Name;
        }

        return only;
    }

    /// <summary>The one country that a label or heading names.</summary>
    private static string? CountryOfPlace(string? label, string? home)
    {
        if (label is null) return null;
        string? only = null;
        foreach (var mention in Gazetteer.Countries.Find(label, home))
        {
            if (only is not null && only != mention.Name) return null;
            only = mention.Name;
        }

        return only;
    }

    private static void Add(List<PersonMention> persons, PersonMention mention)
    {
        for (var i = 0; i < persons.Count; i++)
        {
            var known = persons[i];
            if (!Holds(known.Name, mention.Name)) continue;
            if (mention.ProtectSource && !known.ProtectSource) persons[i] = known = known with { ProtectSource = true };
            if (mention.Title is null || Says(known.Title, mention.Title)) return;
            if (known.Title is null) persons[i] = mention with { Name = known.Name, Country = mention.Country ?? known.Country, ProtectSource = known.ProtectSource };
            else if (!persons.Any(p => Holds(p.Name, mention.Name) && Says(p.Title, mention.Title)))
                persons.Add(mention with { Name = known.Name, Country = mention.Country ?? known.Country, ProtectSource = known.ProtectSource });
            return;
        }

        persons.Add(mention);
    }

    private static bool Says(string? known, string title) =>
        known is not null && (known.Contains(title, StringComparison.OrdinalIgnoreCase) || title.Contains(known, StringComparison.OrdinalIgnoreCase));

    private static bool Holds(string name, string part)
    {
        if (name == part) return true;
        var words = name.Split(' ');
        foreach (var word in part.Split(' '))
            if (!words.Contains(word, StringComparer.OrdinalIgnoreCase))
                return false;
        return true;
    }
}
