using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Who speaks.</summary>
/// <param name="Name">As written, without the article: a person's name, or <c>Burmese officials</c>.</param>
/// <param name="Country">For whom, when that is known.</param>
/// <param name="IsInternational">Speaks for no country.</param>
internal sealed record Speaker(string Name, Country? Country, bool IsInternational);

/// <summary>The speakers introduced so far; a later short form finds the whole name.</summary>
internal sealed class Speakers(IReadOnlyList<PersonMention> persons, string? home)
{
    private readonly List<Speaker> known = [];

    /// <summary>The speaker whom a noun phrase names; a pronoun names none.</summary>
    public Speaker? Named(Passage passage, TokenRange subject, Country? around)
    {
        var range = Trim(passage, subject);
        if (range.IsEmpty || (range.End - range.First == 1 && passage.Tags[range.First] is Tag.Pron or Tag.Det or Tag.Rel))
        {
            return null;
        }
        if (PersonIn(passage, range) is { } person)
        {
            var international = IsInternational(passage, range) || person.Country is null && person.Body is { } body && Bodies.KindOf(body) is "un" or "regional" or "ngo";
            return Remember(new Speaker(person.Name, person.Country is { } c ? Gazetteer.CountryOf(c, home) : international ? null : CountryIn(passage, range) ?? around, international));
        }
        var name = NameIn(passage, range);
        if (known.Find(s => IsShortFormOf(name, s.Name)) is { } before)
        {
            return before;
        }
        var isOf = IsInternational(passage, range) || (IsCollective(passage, range) && CountryIn(passage, range) is null);
        var country = isOf ? null : CountryIn(passage, range) ?? around;
        return Remember(new Speaker(name, country, isOf));
    }

    private readonly Dictionary<string, Country> learned = new(StringComparer.Ordinal);

    /// <summary>The country whose doings an official told of first, when no word says for whom he speaks.</summary>
    public void Learn(Speaker speaker, Country country) => learned.TryAdd(speaker.Name, country);

    public Country? CountryOf(Speaker speaker) => learned.GetValueOrDefault(speaker.Name);

    /// <summary>Who spoke last, in whatever paragraph: whom a pronoun in a list means.</summary>
    public Speaker? Latest { get; private set; }

    private Speaker Remember(Speaker speaker)
    {
        if (known.Find(s => s.Name == speaker.Name && (s.Country is not null || speaker.Country is null)) is { } before)
        {
            return Latest = before;
        }
        known.Add(speaker);
        return Latest = speaker;
    }

    /// <summary>The person named in the words, or meant by a short form of the name.</summary>
    private PersonMention? PersonIn(Passage passage, TokenRange range)
    {
        var span = passage.SpanOf(range.First, range.End);
        PersonMention? whole = null;
        foreach (var person in persons)
        {
            if (person.Anchor.ParagraphId == passage.Paragraph.Id && person.Anchor.Span.Overlaps(span))
            {
                whole ??= person;
            }
        }
        if (whole is not null)
        {
            return whole;
        }
        var last = range.End - 1;
        var first = last;
        while (first > range.First && passage.Tokens[first - 1].IsCapital)
        {
            first--;
        }
        for (var i = first; i <= last && passage.Tokens[last].IsCapital; i++)
        {
            if (passage.CountryAt(i) is null && People.Meant(persons, passage.TextOf(i, range.End)) is { } meant)
            {
                return meant;
            }
        }
        return null;
    }

    /// <summary>The last person named in the paragraph before a place; whom a pronoun means when nobody has spoken yet.</summary>
    public Speaker? Before(Passage passage, int token, Country? around)
    {
        PersonMention? last = null;
        foreach (var person in persons)
        {
            if (person.Anchor.ParagraphId == passage.Paragraph.Id && person.Anchor.Span.End <= passage.Tokens[token].Start)
            {
                last = person;
            }
        }
        return last is null ? null : Remember(new Speaker(last.Name, last.Country is { } c ? Gazetteer.CountryOf(c, home) : around, false));
    }

    /// <summary>The subject without adverbials before it, the article, and what stands between commas after it.</summary>
    public static TokenRange Trim(Passage passage, TokenRange subject)
    {
        var first = subject.First;
        for (var i = subject.First; i < subject.End - 1; i++)
        {
            if (passage.Tokens[i].Is(",") && (passage.Tags[subject.First] is Tag.Prep or Tag.Adv or Tag.Sub || i == subject.First))
            {
                first = i + 1;
                break;
            }
        }
        first = first == subject.First ? AfterPlace(passage, subject) : first;
        while (first < subject.End && (passage.Tags[first] is Tag.Adv or Tag.Conj || passage.Tokens[first].Lower is "the" or "a" or "an" or "\"" or "(" or "," or "-" or "--" or "one" && first + 1 < subject.End))
        {
            first++;
        }
        var end = first;
        while (end < subject.End && !(passage.Tokens[end].Lower is "," or "(" && end > first))
        {
            end++;
        }
        return new TokenRange(first, end);
    }

    /// <summary><c>in Togo a law</c>, <c>in May Ghana</c>: where the subject begins after a place or time that no comma parts from it.</summary>
    private static int AfterPlace(Passage passage, TokenRange subject)
    {
        if (subject.End - subject.First < 3 || passage.Tokens[subject.First].Lower is not ("in" or "on" or "at" or "since" or "during" or "within" or "throughout" or "across" or "near"))
        {
            return subject.First;
        }
        var at = subject.First + 1;
        while (at < subject.End && passage.Tags[at] is Tag.Det or Tag.Adj)
        {
            at++;
        }
        if (at >= subject.End)
        {
            return subject.First;
        }
        var isMonth = IsMonth(passage.Tokens[at].Lower);
        var isName = passage.Tokens[at].IsCapital && !isMonth;
        at++;
        while (at < subject.End && ((isName && passage.Tokens[at].IsCapital) || (isMonth && passage.Tokens[at].Shape == Shape.Number)))
        {
            at++;
        }
        return at < subject.End && passage.Tags[at] is Tag.Det or Tag.Open or Tag.Number or Tag.Adj or Tag.Pron ? at : subject.First;
    }

    private static bool IsMonth(string lower) =>
        lower is "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november" or "december";

    private static string NameIn(Passage passage, TokenRange range)
    {
        for (var i = range.End - 1; i > range.First; i--)
        {
            if (!passage.Tokens[i].IsCapital)
            {
                break;
            }
            if (Titles.LongestEndingAt(passage.Text, passage.Tokens[i - 1].End) is not null && passage.Tokens[i - 1].IsCapital)
            {
                return passage.TextOf(i, range.End);
            }
        }
        return passage.TextOf(range.First, range.End);
    }

    private static bool IsShortFormOf(string name, string whole) =>
        name.Length >= 2 && char.IsUpper(name[0]) && !name.Contains(' ', StringComparison.Ordinal) && whole.Length > name.Length
        && whole.Split(' ', '-').Contains(name, StringComparer.Ordinal);

    /// <summary>Delegates, the secretariat, the chairman: they speak for the meeting, not for the country of the heading.</summary>
    private static bool IsCollective(Passage passage, TokenRange range) =>
        passage.Has(range, t => t.Lower is "secretariat" or "delegates" or "delegations" or "participants" or "representatives" or "experts" or "chairman" or "chair" or "chairperson" or "host" or "hosts" or "ministers" or "observers" or "organizers" or "statement" or "declaration" or "report" or "officers" or "members" or "chiefs" or "sides");

    /// <summary>Speaks for the United Nations, a regional body or an NGO, and for no country.</summary>
    public static bool IsInternational(Passage passage, TokenRange range)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.Text.AsSpan(passage.Tokens[i].Start, passage.Tokens[i].End - passage.Tokens[i].Start) is "NGO" or "NGOs" || passage.Tokens[i].Lower is "embassy" or "donor" or "donors" or "poloff" or "poloffs" or "emboff" or "emboffs" or "post")
            {
                return true;
            }
            if (passage.IsInternationalAt(i))
            {
                return true;
            }
        }
        return false;
    }

    private static Country? CountryIn(Passage passage, TokenRange range)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.CountryAt(i) is { } mention)
            {
                return new Country(mention.Iso2, mention.Name);
            }
        }
        return null;
    }
}
