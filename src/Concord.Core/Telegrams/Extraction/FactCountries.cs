using System.Collections.Immutable;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Whose a fact is: the country of who acts, else of the bullet, of what is acted on, of who speaks, of the heading. Null rather than a guess.</summary>
internal sealed class FactCountries(Passage passage, Country? label, Country? heading, Country? subject, Speakers speakers)
{
    private readonly Dictionary<string, Country> owners = new(StringComparer.Ordinal);
    private Country? last;
    private bool lastIsOneOfSeveral;
    private (TokenRange Subject, Country? Country) before;

    /// <summary>The country that the words around the paragraph give: its bullet, else its heading.</summary>
    public Country? Around => label ?? heading;

    public Country? Of(Clause clause, NounPhrase? about, TokenRange quote, Speaker? speaker)
    {
        var country = Find(clause, about, quote, speaker);
        before = (clause.Subject, country);
        if (country is not null && about?.Kind is { } kind)
        {
            owners[kind] = country;
        }
        return country;
    }

    private Country? Find(Clause clause, NounPhrase? about, TokenRange quote, Speaker? speaker)
    {
        var agent = AgentOf(clause);
        var named = First(agent, owned: false);
        if (named is null && !agent.IsEmpty && Speakers.IsInternational(passage, Head(agent)) && !clause.Verb.Passive)
        {
            return null;
        }
        if (named is null && label is null && !agent.IsEmpty && passage.Tokens[Speakers.Trim(passage, Head(agent)).End - 1].Lower is "delegations" or "delegates" or "participants")
        {
            return null;
        }
        if (named is not null)
        {
            lastIsOneOfSeveral = Several(agent);
        }
        named ??= IsItself(agent) ? last : null;
        if (named is not null)
        {
            if (!lastIsOneOfSeveral && speaker is { Country: null, IsInternational: false } && label is null && heading is null)
            {
                speakers.Learn(speaker, named);
            }
            last = named;
            return named;
        }
        if (!clause.HasOwnSubject && !clause.Subject.IsEmpty && clause.Subject == before.Subject && before.Country is not null)
        {
            return before.Country;
        }
        var owner = about is null ? null : First(new TokenRange(about.First, about.End), owned: true) ?? Meant(about);
        var spoken = speaker is null ? heading : speaker.Country ?? (speaker.IsInternational ? null : heading ?? speakers.CountryOf(speaker));
        return label ?? owner ?? spoken ?? First(quote, owned: true) ?? (speaker?.IsInternational == true ? null : subject);
    }

    /// <summary><c>the draft</c>, <c>its chapter</c>: the one told of before, and whose that was.</summary>
    private Country? Meant(NounPhrase about) => passage.Tokens[about.First].Lower switch
    {
        "its" or "their" => last,
        "the" or "this" or "that" when about is { Kind: { } kind, End: var end } && end - about.First == 2 => owners.GetValueOrDefault(kind),
        _ => null,
    };

    private TokenRange AgentOf(Clause clause)
    {
        if (!clause.Verb.Passive && clause.Relation != Relation.Reduced)
        {
            return clause.Subject;
        }
        for (var i = clause.Object.First; i < clause.Object.End; i++)
        {
            if (passage.Tokens[i].Is("by"))
            {
                return First(new TokenRange(i + 1, clause.Object.End), owned: false) is null ? clause.Subject : new TokenRange(i + 1, clause.Object.End);
            }
        }
        return clause.Subject;
    }

    private bool IsItself(TokenRange agent) =>
        !agent.IsEmpty && agent.End - agent.First <= 2 && passage.Tokens[agent.First].Lower is "it" or "they" or "this" or "both";

    private TokenRange Head(TokenRange range)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.Tags[i] == Tag.Prep && passage.Tokens[i].Lower is not "of" && i > range.First)
            {
                return new TokenRange(range.First, i);
            }
        }
        return range;
    }

    /// <summary>The first country in the words; with <paramref name="owned"/> only an adjective or a possessive; never one after <c>with</c> or <c>to</c>.</summary>
    private Country? First(TokenRange range, bool owned)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.CountryAt(i) is not { } mention || IsOther(i, range))
            {
                continue;
            }
            var isOwner = mention.IsAdjective || (After(i, mention) is var next && next < passage.Tokens.Length && passage.Tokens[next].IsPossessive);
            if (!owned || isOwner)
            {
                return new Country(mention.Iso2, mention.Name);
            }
        }
        return null;
    }

    private bool Several(TokenRange range)
    {
        string? one = null;
        for (var i = range.First; i < range.End; i++)
        {
            if (passage.CountryAt(i) is { } mention && mention.Iso2 != (one ??= mention.Iso2))
            {
                return true;
            }
        }
        return false;
    }

    private int After(int token, CountryMention mention)
    {
        var i = token;
        while (i < passage.Tokens.Length && passage.Tokens[i].Start < mention.Span.End)
        {
            i++;
        }
        return i;
    }

    private bool IsOther(int token, TokenRange range)
    {
        for (var i = token - 1; i >= range.First && i >= token - 6; i--)
        {
            if (passage.Tokens[i].Lower is "with" or "to" or "against" or "from" or "about")
            {
                return true;
            }
            if (passage.CountryAt(i) is null && passage.Tags[i] is not (Tag.Conj or Tag.Det or Tag.Mark))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>The other countries of a joint subject, and those after <c>with</c>, <c>between</c> or <c>from</c>.</summary>
    public ImmutableArray<string> Partners(Clause clause, TokenRange quote, Country? own)
    {
        var partners = ImmutableArray.CreateBuilder<string>();
        var joint = clause.Verb.Passive ? default : Joint(clause.Subject);
        for (var i = quote.First; i < quote.End; i++)
        {
            if (passage.CountryAt(i) is { } mention && mention.Iso2 != own?.Iso2 && !partners.Contains(mention.Name) && IsPartner(i, quote.First))
            {
                partners.Add(mention.Name);
            }
        }
        for (var i = quote.First; i < quote.End; i++)
        {
            if (passage.IsInternationalAt(i) && IsPartner(i, quote.First) && passage.OrganizationAt(i) is { } name && !partners.Contains(name))
            {
                partners.Add(name);
            }
        }
        for (var i = joint.First; i < joint.End; i++)
        {
            if (passage.CountryAt(i) is { } mention && mention.Iso2 != own?.Iso2 && !partners.Contains(mention.Name))
            {
                partners.Add(mention.Name);
            }
        }
        return partners.ToImmutable();
    }

    /// <summary>The head of the subject, or the whole where it ends in a list of countries: <c>police in Vietnam and Cambodia</c>.</summary>
    private TokenRange Joint(TokenRange subject)
    {
        var joined = false;
        for (var i = subject.First + 1; i + 1 < subject.End; i++)
        {
            joined |= passage.Tokens[i].Is("and") && passage.CountryAt(i - 1) is not null && passage.CountryAt(i + 1) is not null;
        }
        return joined ? subject : Head(subject);
    }

    private bool IsPartner(int token, int first)
    {
        for (var i = token - 1; i >= first && i >= token - 8; i--)
        {
            if (passage.Tokens[i].Lower is "with" or "between" or "by" || (passage.Tokens[i].Is("from") && i > first && passage.Tokens[i - 1].Lower is "help" or "assistance" or "support" or "funds" or "funding" or "money" or "aid"))
            {
                return true;
            }
            if (passage.CountryAt(i) is null && passage.Tags[i] is not (Tag.Conj or Tag.Det) && !passage.Tokens[i].Is(",") && !passage.Tokens[i].IsCapital)
            {
                return false;
            }
        }
        return false;
    }
}
