using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>What the whole telegram gives to the reading of a paragraph.</summary>
internal sealed record Surroundings(string? Home, DateContext Dates, Speakers Speakers, Country? Subject);

/// <summary>Reads one paragraph: sentence by sentence, clause by clause, in the order of the text.</summary>
internal sealed class ParagraphFacts
{
    private readonly Passage passage;
    private readonly Surroundings around;
    private readonly FactCountries countries;
    private readonly bool isBullet;
    private readonly bool isText;
    private readonly List<Clause> allClauses = [];
    private readonly List<Voiced> found = [];
    private readonly Dictionary<Clause, Speaker?> speakerOf = [];
    private readonly Dictionary<FactKind, string> titles = [];
    private Speaker? current;
    private bool isComment;
    private FactKind? lastKind;

    private ParagraphFacts(Passage passage, Surroundings around, Country? label, Country? heading)
    {
        this.passage = passage;
        this.around = around;
        countries = new FactCountries(passage, label, heading, around.Subject, around.Speakers);
        isBullet = passage.Paragraph.Label is not null;
        isText = passage.Paragraph.Id.EndsWith("/text", StringComparison.Ordinal);
        isComment = passage.Paragraph.OpeningMarker?.StartsWith("COMMENT", StringComparison.OrdinalIgnoreCase) == true
            || passage.Paragraph.OpeningMarker?.StartsWith("NOTE", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary><c>was to have opened</c>: meant to be, and as told not so.</summary>
    private bool IsUnmet(Clause clause) =>
        clause.Verb.First + 2 < clause.Verb.End && passage.Tokens[clause.Verb.First].Lower is "was" or "were" && passage.Tokens[clause.Verb.First + 1].Is("to") && passage.Tokens[clause.Verb.First + 2].Is("have");

    /// <summary>A candidate with who says it.</summary>
    private sealed record Voiced(Candidate Candidate, Speaker? Speaker, Attribution Attribution);

    /// <summary>So many words and marks are no sentence, and what a rule would find in them is nothing that anybody said.</summary>
    private const int LongestSentence = 2000;

    public static List<Fact> Read(Paragraph paragraph, Surroundings around)
    {
        var passage = Passage.Of(paragraph, around.Home);
        var label = paragraph.Label is { } l ? Gazetteer.CountryOf(l, around.Home) : null;
        var heading = paragraph.Heading is { } h ? Gazetteer.CountryOf(h, around.Home) : null;
        var reader = new ParagraphFacts(passage, around, label, heading);
        foreach (var sentence in passage.Sentences.Where(s => s.End - s.First <= LongestSentence))
        {
            reader.ReadSentence(sentence);
        }
        return reader.Facts();
    }

    private void ReadSentence(TokenRange sentence)
    {
        var wasComment = isComment;
        isComment |= OpensComment(sentence);
        var groups = new VerbGroups(passage.Tokens, passage.Tags, passage.Nouns, sentence).Find();
        var clauses = Clauses.Split(passage.Tokens, passage.Tags, groups, sentence);
        allClauses.AddRange(clauses);
        var voice = SentenceVoice(sentence, clauses);
        var sentenceFacts = new SentenceFacts(passage, clauses, sentence);
        foreach (var clause in clauses)
        {
            if (!isComment && clause.Marker is not ("if" or "unless" or "whether") && (SentenceFacts.Says(clause) || IsBeforeColon(clause)))
            {
                Introduce(clause);
            }
            lastKind = KindSpokenOf(clause) ?? lastKind;
            foreach (var candidate in sentenceFacts.Of(clause, lastKind, isComment))
            {
                if (!IsFunding(candidate) && Voice(candidate, voice) is { } voiced && Keep(voiced))
                {
                    found.Add(voiced);
                    lastKind = candidate.Kind is FactKind.Statement ? lastKind : candidate.Kind;
                }
            }
        }
        foreach (var candidate in isComment ? [] : Nominals.Find(passage, clauses))
        {
            if (Voice(candidate, voice) is { } voiced && !found.Exists(f => f.Candidate.Clause == candidate.Clause && f.Candidate.Kind == candidate.Kind))
            {
                found.RemoveAll(f => f.Candidate.Clause == candidate.Clause && f.Candidate.Kind == FactKind.Statement);
                found.Add(voiced);
                lastKind = candidate.Kind;
            }
        }
        foreach (var candidate in isComment ? [] : Nominals.InForce(passage, clauses, sentence))
        {
            if (Voice(candidate, voice) is { } voiced)
            {
                found.Add(voiced);
                lastKind = candidate.Kind;
            }
        }
        isComment = (wasComment || isComment) && !ClosesComment(sentence);
        DropOvertaken(sentence);
    }

    /// <summary><c>a second course, promised for January, was not held</c>: one fact, and what was promised does not stand beside it.</summary>
    private void DropOvertaken(TokenRange sentence)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            var early = found[i].Candidate;
            if (!sentence.Holds(early.Quote.First) || early.Clause.Relation is not (Relation.Reduced or Relation.Relative)
                || early.Status is not (FactStatus.Pledged or FactStatus.Expected or FactStatus.Planned or FactStatus.Intended or FactStatus.Possible))
            {
                continue;
            }
            if (IsUnmet(early.Clause) && found.Exists(f => f != found[i] && f.Candidate.Kind == early.Kind && f.Candidate.Clause != early.Clause && sentence.Holds(f.Candidate.Quote.First)
                && f.Candidate.Clause.Subject != early.Clause.Subject))
            {
                found.RemoveAt(i);
                continue;
            }
            var late = found.FindIndex(f => (f.Candidate.Polarity == FactPolarity.Negative || f.Candidate.Status == FactStatus.Withdrawn || (IsUnmet(early.Clause) && f.Candidate.Status is FactStatus.Postponed or FactStatus.Ended or FactStatus.Extended)) && f.Candidate.Kind == early.Kind && f.Candidate.Clause.Subject == early.Clause.Subject && f.Candidate.Clause.Index > early.Clause.Index
                && sentence.Holds(f.Candidate.Quote.First));
            if (late >= 0)
            {
                var fact = found[late].Candidate;
                var whole = new TokenRange(Math.Min(early.Quote.First, fact.Quote.First), fact.Quote.End);
                found[late] = found[late] with { Candidate = fact with { Quote = whole, DateRange = whole } };
                found.RemoveAt(i);
            }
        }
        found.RemoveAll(f => f.Candidate.Rule == "described" && sentence.Holds(f.Candidate.Quote.First)
            && found.Exists(o => o != f && o.Candidate.Clause.Relation is Relation.Relative && o.Candidate.Kind == f.Candidate.Kind && f.Candidate.Quote.Holds(o.Candidate.Clause.Subject.First)));
    }

    /// <summary>The text that a clause is about, also where it states no fact: <c>had no time to vote on the bill</c>.</summary>
    private FactKind? KindSpokenOf(Clause clause)
    {
        for (var i = clause.Verb.End; i < clause.End; i++)
        {
            if (passage.Nouns[i] is { Kind: "law" or "agreement" or "national-plan" } noun && passage.Tokens[i].Lower is not ("rule" or "rules" or "notes" or "instruction" or "minutes") && noun.End <= clause.End)
            {
                return FactRule.KindOf(noun.Kind);
            }
        }
        return null;
    }

    /// <summary><c>a seminar in May, funded by Australia</c>: who paid for what the sentence already tells of.</summary>
    private bool IsFunding(Candidate candidate) =>
        candidate.Clause is { Relation: Relation.Reduced, Verb.Verb.Lemma: "fund" or "finance" or "sponsor" or "support" or "subsidize" or "subsidise" }
        && candidate.About is { } about && found.Exists(f => f.Candidate.Quote.Holds(about.First));

    private bool OpensComment(TokenRange sentence)
    {
        var i = sentence.First;
        while (i < sentence.End && passage.Tokens[i].Lower is "(" or "[" or "begin")
        {
            i++;
        }
        return i + 1 < sentence.End && passage.Tokens[i].Lower is "comment" or "note" or "embassy" or "post" && passage.Tokens[i + 1].Lower is ":" or "comment";
    }

    private bool ClosesComment(TokenRange sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (passage.Tokens[i].Is(")") && i >= sentence.End - 2)
            {
                return true;
            }
            if (passage.Tokens[i].Is("end") && i + 1 < sentence.End && passage.Tokens[i + 1].Lower is "comment" or "note")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary><c>Lesotho's delegate was candid:</c> what follows is said.</summary>
    private bool IsBeforeColon(Clause clause) =>
        clause.Relation == Relation.Main && clause.Verb.Verb.Class is "be" && IsSpeaker(clause.Subject)
        && passage.Has(new TokenRange(clause.Verb.End, Math.Min(passage.Tokens.Length, clause.Verb.End + 5)), t => t.Is(":"));

    /// <summary>The speaker of a clause that says something; a pronoun means the latest.</summary>
    private void Introduce(Clause clause)
    {
        if (SentenceFacts.Says(clause) || IsBeforeColon(clause) || clause.Relation == Relation.Parenthetical)
        {
            current = SpeakerOf(clause) ?? current;
        }
    }

    private Speaker? SpeakerOf(Clause clause)
    {
        if (clause.Subject.IsEmpty)
        {
            return null;
        }
        if (!speakerOf.TryGetValue(clause, out var speaker))
        {
            speakerOf[clause] = speaker = WhoSays(clause) is { IsEmpty: false } words ? around.Speakers.Named(passage, words, countries.Around) : null;
        }
        return speaker;
    }

    /// <summary>The subject of a verb of saying; of a passive one, who it is said by: <c>we were told by the minister that</c>.</summary>
    private TokenRange WhoSays(Clause clause) =>
        !IsToldPassive(clause) ? clause.Subject
        : !clause.Object.IsEmpty && passage.Tokens[clause.Object.First].Is("by") ? new TokenRange(clause.Object.First + 1, clause.Object.End)
        : default;

    private static bool IsToldPassive(Clause clause) => clause.Verb is { Passive: true, Verb.Class: "say" or "tell" };

    /// <summary>Who the whole sentence is from: <c>according to …</c>, <c>…, she said</c>.</summary>
    private (Speaker? Speaker, Attribution Attribution)? SentenceVoice(TokenRange sentence, List<Clause> clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause.Relation == Relation.Parenthetical)
            {
                if (SpeakerOf(clause) is { } named)
                {
                    return (named, Attribution.Explicit);
                }
                current ??= isBullet && IsPronoun(clause.Subject) ? around.Speakers.Latest : null;
                return current is null ? null : (current, Attribution.Pronoun);
            }
        }
        for (var i = sentence.First; i + 2 < sentence.End; i++)
        {
            if (passage.Tokens[i].Is("according") && passage.Tokens[i + 1].Is("to"))
            {
                var end = i + 2;
                while (end < sentence.End && passage.Tokens[end].Lower is not ("," or "." or ";"))
                {
                    end++;
                }
                if (around.Speakers.Named(passage, new TokenRange(i + 2, end), countries.Around) is { } speaker)
                {
                    current = speaker;
                    return (speaker, Attribution.Explicit);
                }
                return current is null ? null : (current, Attribution.Pronoun);
            }
        }
        return null;
    }

    private Voiced? Voice(Candidate candidate, (Speaker? Speaker, Attribution Attribution)? sentence)
    {
        var clause = candidate.Clause;
        if (isComment)
        {
            return new Voiced(candidate, null, Attribution.Author);
        }
        if (isText)
        {
            return new Voiced(candidate, new Speaker("text", null, true), Attribution.Explicit);
        }
        var reporter = ReporterOf(clause);
        if (reporter is not null)
        {
            var named = SpeakerOf(reporter);
            current ??= named is null && IsPronoun(reporter.Subject) ? around.Speakers.Before(passage, reporter.Verb.First, countries.Around) : null;
            return named is not null ? new Voiced(candidate, named, Attribution.Explicit)
                : current is not null && !IsToldPassive(reporter) ? new Voiced(candidate, current, Attribution.Pronoun) : new Voiced(candidate, null, Attribution.Author);
        }
        if (sentence is { } voice)
        {
            return new Voiced(candidate, voice.Speaker, voice.Attribution);
        }
        return OwnVoice(candidate);
    }

    /// <summary>The clause that says this one: its report, or itself when it speaks.</summary>
    private static Clause? ReporterOf(Clause clause)
    {
        for (var at = clause; at is not null; at = at.Parent)
        {
            if (at.Verb.Verb.Class is "say" or "tell" && (at != clause || (at.Relation != Relation.Reduced && !IsToldPassive(at))))
            {
                return at;
            }
        }
        return null;
    }

    private Voiced OwnVoice(Candidate candidate)
    {
        var clause = candidate.Clause;
        var main = clause.Relation is Relation.Relative or Relation.Reduced && clause.Parent is { } parent ? parent : clause;
        if (main.Verb.Outer.Class is "stress" or "support" or "oppose" or "urge" or "discuss" or "suggest" or "intend" or "pledge" or "plan" or "offer" or "expect" || (main.Verb is { Passive: false, Outer.Class: "propose" } && IsPronoun(main.Subject)))
        {
            if (IsPronoun(main.Subject))
            {
                return current is null ? new Voiced(candidate, null, Attribution.Author) : new Voiced(candidate, current, Attribution.Pronoun);
            }
            if (main.Relation != Relation.Reduced && IsSpeaker(main.Subject) && SpeakerOf(main) is { } speaker)
            {
                current = speaker;
                return new Voiced(candidate, speaker, Attribution.Explicit);
            }
        }
        return current is not null && !IsAuthor(clause.Subject)
            ? new Voiced(candidate, current, Attribution.Implicit)
            : new Voiced(candidate, null, Attribution.Author);
    }

    private bool IsPronoun(TokenRange subject) => !subject.IsEmpty && Speakers.Trim(passage, subject) is { } t && t.End - t.First <= 1 && passage.Tokens[subject.First].Lower is "he" or "she" or "they";

    private bool IsAuthor(TokenRange subject) => passage.Has(subject, t => t.Lower is "we" or "poloff" or "poloffs" or "emboff" or "emboffs" or "post" or "embassy" or "consulate" or "i");

    /// <summary>A person or a delegation, not a thing and not a country by its bare name.</summary>
    private bool IsSpeaker(TokenRange subject)
    {
        var trimmed = Speakers.Trim(passage, subject);
        if (trimmed.IsEmpty || passage.Tags[trimmed.First] == Tag.Prep)
        {
            return false;
        }
        for (var i = trimmed.First; i < trimmed.End; i++)
        {
            var token = passage.Tokens[i];
            if (token.Lower is "delegation" or "delegations" or "delegate" or "delegates" or "official" or "officials" or "minister" or "ministers" or "secretariat" or "representative" or "representatives"
                or "participants" or "officers" or "spokesman" or "chairman" or "chair" or "experts" or "host" or "hosts" or "ngos" or "members" || (Titles.IsWord(token.Lower) && token.IsCapital))
            {
                return true;
            }
        }
        return passage.Tokens[trimmed.End - 1].IsCapital && passage.CountryAt(trimmed.End - 1) is null && passage.Nouns[trimmed.End - 1] is null;
    }

    /// <summary>A plain statement needs somebody who makes it.</summary>
    private bool Keep(Voiced voiced) =>
        voiced.Candidate.Kind != FactKind.Statement
        || (voiced.Attribution == Attribution.Author ? IsPosition(voiced.Candidate.Clause)
            : voiced.Attribution != Attribution.Implicit || isBullet || voiced.Candidate.Status != FactStatus.Made || !IsPronoun(voiced.Candidate.Clause.Subject));

    /// <summary>A country that takes a position, told by the writer.</summary>
    private bool IsPosition(Clause clause)
    {
        var takesPosition = passage.Has(clause.Object, t => t.Lower is "position" or "objection" or "objections" or "reservation" or "reservations" or "stand") || clause.Verb.Verb.Lemma is "abstain" or "disagree" or "reserve";
        if (isComment || !takesPosition && clause.Verb.Outer.Class is not ("support" or "oppose" or "urge" or "suggest" or "intend" or "pledge" or "plan" or "offer" or "fail" or "withdraw" or "stress" or "postpone"))
        {
            return false;
        }
        for (var i = clause.Subject.First; i < clause.Subject.End; i++)
        {
            if (passage.CountryAt(i) is not null)
            {
                return true;
            }
        }
        return false;
    }

    private List<Fact> Facts()
    {
        if (found.Count == 0)
        {
            return [];
        }
        var dates = new FactDates(passage, around.Dates, allClauses);
        return found.ConvertAll(v => Finish(v, dates));
    }

    private Fact Finish(Voiced voiced, FactDates dates)
    {
        var candidate = voiced.Candidate;
        var quote = WithShare(candidate.Quote);
        var span = passage.SpanOf(quote.First, quote.End);
        var country = countries.Of(candidate.Clause, candidate.About, quote, voiced.Speaker);
        var dateRange = candidate.DateRange.IsEmpty ? new TokenRange(Math.Min(candidate.Clause.First, quote.First), Math.Max(quote.End, candidate.Clause.End)) : candidate.DateRange;
        var date = dates.In(dateRange, candidate.Clause, candidate.Status);
        if (date.Certainty == DateCertainty.Actual && IsWished(candidate))
        {
            date = date with { Certainty = DateCertainty.Expected };
        }
        var status = date.Certainty == DateCertainty.Expected && candidate.Clause.Verb is { Present: true, Progressive: false } && dates.IsAhead(date) && IsReached(candidate.Status) ? FactStatus.Expected : candidate.Status;
        var figures = Figures.Find(passage, candidate.FigureRange.IsEmpty ? quote : candidate.FigureRange, dates.Spans, candidate.Clause);
        return new Fact(
            candidate.Kind, status, candidate.Polarity, TitleOf(candidate, quote, dates.Spans), country?.Name, country?.Iso2,
            date, countries.Partners(candidate.Clause, quote, country), figures, voiced.Speaker?.Name, voiced.Attribution,
            new Anchor(passage.Paragraph.Id, span, passage.Text[span.Start..span.End]), candidate.Rule, ConfidenceOf(voiced), IsProtected(quote));
    }

    /// <summary>The name of what it is about; of what is only pointed at, the name that the last of its kind had: <c>did not sign it</c>.</summary>
    private string TitleOf(Candidate candidate, TokenRange quote, ImmutableArray<TextSpan> dates)
    {
        if (candidate.About?.Head is null && candidate.Kind != FactKind.Statement && titles.TryGetValue(candidate.Kind, out var before))
        {
            return before;
        }
        var title = FactTitles.Of(passage, candidate.About, SharedSubject(candidate, quote) ?? quote, dates, candidate.Clause.Verb.First);
        if (candidate.About?.Head is not null)
        {
            titles[candidate.Kind] = title;
        }
        return title;
    }

    /// <summary><c>The law covers men but does not cover children</c>: what the second verb says is said of the law as well.</summary>
    private static TokenRange? SharedSubject(Candidate candidate, TokenRange quote) =>
        candidate is { About: { Head: not null } about, Clause.Subject: var subject } && subject.Holds(about.First) && subject.End <= quote.First
            && (about.Kind == "draft" || FactRule.KindOf(about.Kind!) == candidate.Kind) ? subject : null;

    /// <summary><c>handled 1,240 complaints, of which 312 were passed on</c>: the share belongs to the whole.</summary>
    private TokenRange WithShare(TokenRange quote)
    {
        var end = quote.End;
        while (end < passage.Tokens.Length && passage.Tokens[end].Lower is "," or "of")
        {
            end++;
        }
        if (end >= passage.Tokens.Length || passage.Tokens[end].Lower is not ("which" or "whom") || !passage.Tokens[end - 1].Is("of"))
        {
            return quote;
        }
        while (end < passage.Tokens.Length && passage.Tokens[end].Lower is not ("," or ";" or "." or "("))
        {
            end++;
        }
        return new TokenRange(quote.First, end);
    }

    /// <summary>What is said to be so; with a date that is still to come it is only expected: <c>a scheme starts on April 30</c>.</summary>
    private static bool IsReached(FactStatus status) =>
        status is FactStatus.Approved or FactStatus.Initialed or FactStatus.Signed or FactStatus.Adopted or FactStatus.Passed or FactStatus.Enacted or FactStatus.InForce
            or FactStatus.Established or FactStatus.Ongoing or FactStatus.Completed;

    /// <summary>What is asked for, proposed, supported or talked about has no day on which it was.</summary>
    private static bool IsWished(Candidate candidate) =>
        candidate.Clause.Verb.Future || (candidate.Kind == FactKind.Statement && FactDates.IsForecast(candidate.Clause.Verb)) || (candidate.Kind == FactKind.Statement && candidate.Clause.Verb.Outer.Class is "urge" or "suggest" or "support" or "oppose" or "discuss" or "intend" or "expect" or "plan");

    private static Confidence ConfidenceOf(Voiced voiced)
    {
        var candidate = voiced.Candidate;
        if (candidate.IsWeak || voiced.Attribution == Attribution.Implicit || candidate.Polarity == FactPolarity.Conditional)
        {
            return Confidence.Low;
        }
        var isHedged = candidate.Status is FactStatus.Possible or FactStatus.Intended or FactStatus.Planned or FactStatus.Expected || candidate.Polarity == FactPolarity.Negative || candidate.Kind == FactKind.Statement;
        return isHedged || voiced.Attribution is Attribution.Pronoun or Attribution.Author ? Confidence.Medium : Confidence.High;
    }

    private bool IsProtected(TokenRange quote)
    {
        foreach (var sentence in passage.Sentences.Where(s => s.End - s.First <= LongestSentence))
            if (sentence.Holds(quote.First))
                return SourceProtection.IsAsked(passage.Text, new TextSpan(passage.Tokens[sentence.First].Start, passage.Tokens[sentence.End - 1].End));
        return false;
    }
}
