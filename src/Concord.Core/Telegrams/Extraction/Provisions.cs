using System.Collections.Frozen;
using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>What a document provides: the words of one provision, and the document's name.</summary>
/// <param name="Verb">Where its verb begins.</param>
/// <param name="IsParticiple"><c>a declaration committing to …</c>: whoever signs it undertakes it.</param>
internal sealed record Provision(TextSpan Span, string Of, int Verb, bool IsParticiple);

/// <summary>
/// The provisions of a declaration, communique or agreement, each predicate of which the document is the subject one of its own: <c>The declaration, which all
/// signed, reaffirmed A, included B and pledged C</c>; <c>signed a communique calling for A and pledging B</c>; <c>It provides that A; and that B</c>.
/// </summary>
internal static class Provisions
{
    private static readonly FrozenSet<string> Documents = Set(
        "declaration", "communique", "communiqué", "agreement", "memorandum", "mou", "accord", "protocol", "treaty", "convention", "resolution", "charter", "compact", "pact", "statement", "document", "pledge");

    private static readonly FrozenSet<string> Names = Set("of", "intent", "understanding", "cooperation", "principles", "joint", "final", "outcome", "action");

    private static readonly FrozenSet<string> Finite = Set(
        "reaffirmed", "reaffirms", "reiterated", "reiterates", "pledged", "pledges", "committed", "commits", "undertook", "undertakes", "included", "includes", "contained", "contains", "provided",
        "provides", "called", "calls", "urged", "urges", "stressed", "stresses", "emphasized", "emphasizes", "emphasised", "emphasises", "affirmed", "affirms", "recognized", "recognizes", "recognised",
        "recognises", "required", "requires", "obliged", "obliges", "encouraged", "encourages", "welcomed", "welcomes", "condemned", "condemns", "promised", "promises", "agreed", "agrees", "established",
        "establishes", "endorsed", "endorses", "mandated", "mandates", "instructed", "instructs", "acknowledged", "acknowledges", "underlined", "underlines", "underscored", "underscores", "resolved",
        "resolves", "invited", "invites", "requested", "requests", "guaranteed", "guarantees", "binds", "bound", "sets", "set", "lays", "laid");

    private static readonly FrozenSet<string> Participles = Set(
        "committing", "pledging", "calling", "reaffirming", "undertaking", "promising", "reiterating", "obliging", "requiring", "binding", "urging", "emphasizing", "stressing", "endorsing");

    private static readonly FrozenSet<string> Adverbs = Set("also", "further", "then", "formally", "solemnly", "jointly", "again", "specifically", "explicitly", "finally", "in", "addition");

    /// <summary>The verb at this place undertakes something, or says that a provision stands there.</summary>
    internal static bool Binds(ImmutableArray<Wordlet> words, int at) => words[at].Text switch
    {
        "reaffirmed" or "reaffirms" or "reiterated" or "reiterates" => Within(words, at, 5, "commitment") || Within(words, at, 5, "pledge"),
        "committed" or "commits" or "committing" or "included" or "includes" or "contained" or "contains" => true,
        "pledged" or "pledges" or "pledging" or "promised" or "promises" or "promising" or "undertook" or "undertakes" or "undertaking" or "guaranteed" or "guarantees" => true,
        _ => false,
    };

    /// <summary>Verbs after which the words must go on in a way that makes a provision of them.</summary>
    private static bool Provides(ImmutableArray<Wordlet> words, int at)
    {
        var next = at + 1 < words.Length ? words[at + 1].Text : "";
        return words[at].Text switch
        {
            "provided" or "provides" => next is "that" or "for",
            "called" or "calls" or "calling" => next is "on" or "upon" or "for",
            "included" or "includes" or "contained" or "contains" => Within(words, at, 4, "provision") || Within(words, at, 4, "provisions") || Within(words, at, 4, "commitment")
                || Within(words, at, 4, "commitments") || Within(words, at, 4, "pledge") || Within(words, at, 4, "clause") || Within(words, at, 4, "promise") || Within(words, at, 4, "call"),
            "committed" or "commits" or "committing" => next.Length > 0,
            "undertook" or "undertakes" or "undertaking" or "agreed" or "agrees" or "resolved" or "resolves" => next is "to" or "that",
            "set" or "sets" => next is "out" or "up",
            "laid" or "lays" => next is "down",
            "bound" => next is not ("by" or "to"),
            "established" or "endorsed" => next is not ("by" or "in"),
            _ => next.Length > 0 && next is not ("by" or "in" or "at" or "on" or "during" or "last"),
        };
    }

    /// <summary>All of a sentence, in its order.</summary>
    internal static ImmutableArray<Provision> Of(string text, TextSpan sentence, ImmutableArray<Wordlet> words)
    {
        var found = ImmutableArray.CreateBuilder<Provision>();
        for (var noun = 0; noun < words.Length; noun++)
        {
            if (!Documents.Contains(words[noun].Text.ToLowerInvariant()) || Predicate(text, sentence, words, NameEnd(words, noun)) is not { } verb)
            {
                continue;
            }

            var name = Name(text, sentence, words, noun);
            noun = Chain(text, sentence, words, verb, name, found);
        }

        return found.ToImmutable();
    }

    private static int NameEnd(ImmutableArray<Wordlet> words, int noun)
    {
        var last = noun;
        while (last + 2 < words.Length && words[last + 1].Text == "of" && Names.Contains(words[last + 2].Text.ToLowerInvariant()))
        {
            last += 2;
        }

        return last;
    }

    /// <summary>The verb whose subject the document is: right after it, or after a clause between commas; null when there is none.</summary>
    private static int? Predicate(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int noun)
    {
        var at = noun + 1;
        if (at >= words.Length)
        {
            return null;
        }

        var gap = Gap(text, sentence, words, at);
        if (gap.StartsWith(",") && words[at].Text is "which" or "that" or "signed" or "adopted" or "issued" or "agreed" or "approved" or "initialed" or "endorsed")
        {
            while (++at < words.Length && !Gap(text, sentence, words, at).StartsWith(","))
            {
            }
        }
        else if (words[at].Text is "that" or "which")
        {
            at++;
        }
        else if (!gap.IsWhiteSpace())
        {
            return null;
        }

        while (at < words.Length && Adverbs.Contains(words[at].Text))
        {
            at++;
        }

        return at < words.Length && (Finite.Contains(words[at].Text) || Participles.Contains(words[at].Text)) && Provides(words, at) ? at : null;
    }

    /// <summary>The name without its article: <c>Joint Declaration</c>, <c>memorandum of understanding</c>.</summary>
    private static string Name(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int noun)
    {
        var first = noun;
        while (first > 0 && Gap(text, sentence, words, first) is " "
            && ((words[first - 1].IsCapital && words[first - 1].Text is not ("The" or "A" or "An" or "This" or "Their" or "Its" or "In" or "That")) || Names.Contains(words[first - 1].Text)))
        {
            first--;
        }

        return text[(sentence.Start + words[first].Start)..(sentence.Start + words[NameEnd(words, noun)].End)];
    }

    /// <summary>The coordinated predicates from this verb on; the last word that they cover.</summary>
    private static int Chain(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb, string name, ImmutableArray<Provision>.Builder found)
    {
        var verbs = Participles.Contains(words[verb].Text) ? Participles : Finite;
        while (true)
        {
            var (last, next) = End(text, sentence, words, verb, verbs);
            var span = new TextSpan(sentence.Start + words[verb].Start, sentence.Start + words[last].End);
            found.Add(new Provision(span, name, span.Start, verbs == Participles));
            if (next is not { } another)
            {
                return last;
            }

            verb = another;
        }
    }

    private static (int Last, int? Next) End(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int verb, FrozenSet<string> verbs)
    {
        for (var i = verb + 1; i < words.Length; i++)
        {
            var gap = Gap(text, sentence, words, i);
            var at = i;
            while (at < words.Length && words[at].Text is "and" or "but" or "also" or "further" or "finally")
            {
                at++;
            }

            var joined = at > i || gap.Contains(',') || gap.Contains(';');
            if (joined && at < words.Length && verbs.Contains(words[at].Text) && Provides(words, at))
            {
                return (i - 1, at);
            }

            // Whoever signed it goes on acting: … committing to A and emphasized B.
            if (joined && verbs == Participles && at < words.Length && Finite.Contains(words[at].Text))
            {
                return (i - 1, null);
            }

            // An enumeration: (a) to do one thing; (b) to do another.
            if (gap.Contains(';') && at < words.Length && words[at].Text.Length == 1 && at + 1 < words.Length)
            {
                at++;
            }

            if (gap.Contains(';'))
            {
                return (i - 1, at < words.Length && (words[at].Text is "to" or "that" || verbs.Contains(words[at].Text)) ? at : null);
            }

            if (gap.Contains('(') && gap.TrimEnd().EndsWith("(") && words[i].Text is "Note" or "Comment")
            {
                return (i - 1, null);
            }

            if (gap is ", " && (words[i].Text is "while" or "although" or "but" or "which" or "he" or "she" or "they" or "said"
                || (words[i].Text is "and" && i + 1 < words.Length && words[i + 1].Text is "the" or "he" or "she" or "they" or "it" or "ministers" or "delegates")))
            {
                return (i - 1, null);
            }
        }

        return (words.Length - 1, null);
    }

    private static ReadOnlySpan<char> Gap(string text, TextSpan sentence, ImmutableArray<Wordlet> words, int at) =>
        at == 0 ? [] : text.AsSpan(sentence.Start + words[at - 1].End, words[at].Start - words[at - 1].End);

    private static bool Within(ImmutableArray<Wordlet> words, int at, int most, string word)
    {
        for (var i = at + 1; i < words.Length && i <= at + most; i++)
        {
            if (words[i].Text == word)
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
