namespace Concord.Core.Telegrams.Extraction;

/// <summary>Finds the verb groups of a sentence with closed-class words and the verb table; no tagger, no model.</summary>
internal ref struct VerbGroups(Token[] tokens, Tag[] tags, NounMatch?[] nouns, TokenRange sentence)
{
    public readonly List<VerbGroup> Find()
    {
        var groups = new List<VerbGroup>();
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (Read(i) is { } group)
            {
                groups.Add(group);
                i = group.End - 1;
            }
        }
        return groups;
    }

    private readonly VerbGroup? Read(int i)
    {
        if (tags[i] is Tag.Modal or Tag.Be or Tag.Have or Tag.Do)
        {
            return tokens[i].Is("being") || tokens[i].Is("having") || IsInfinitive(i) || IsMonthOrName(i) ? null : ReadChain(i);
        }
        if (tokens[i].IsCapital && i > sentence.First)
        {
            return null;
        }
        if (ReadingAt(i, Form.Ing) is { } ing)
        {
            var opens = i == sentence.First || tokens[i - 1].Is(",");
            return opens && ing.Verb.Class is "say" or "stress" && opens ? new VerbGroup(i, i + 1 + ing.Verb.Particle.Length, ing.Verb) { Ing = true } : null;
        }
        return VerbReading.IsVerb(tokens, tags, nouns, sentence, i) ? ReadChain(i) : null;
    }

    /// <summary>After adverbs stands a verb: <c>will formally sign</c>, not <c>political will from</c>.</summary>
    private readonly bool IsVerbNext(int i)
    {
        var at = i + 1;
        while (at < sentence.End && (tags[at] is Tag.Adv or Tag.Neg || IsLy(at)))
        {
            at++;
        }
        return at >= sentence.End || tags[at] is Tag.Be or Tag.Have or Tag.Do or Tag.Mark || ReadingAt(at, Form.Base) is not null || tags[at] == Tag.Open && !tokens[at].Lower.EndsWith('s');
    }

    /// <summary><c>May 28</c>, <c>in May</c>, <c>May Tan</c> are no modals.</summary>
    private readonly bool IsMonthOrName(int i) =>
        (tags[i] == Tag.Modal && tokens[i].Lower is "will" or "can" or "might" && !IsVerbNext(i)) || tags[i] == Tag.Modal && tokens[i].IsCapital && (i > sentence.First || (i + 1 < sentence.End && (tags[i + 1] == Tag.Number || tokens[i + 1].IsCapital)));

    private readonly bool IsInfinitive(int i) => i > sentence.First && tokens[i - 1].Is("to");

    private readonly Reading? ReadingAt(int i, Form wanted)
    {
        foreach (var reading in Verbs.Of(tokens[i].Lower))
        {
            if ((reading.Form & wanted) != 0 && HasParticle(i, reading.Verb))
            {
                return reading;
            }
        }
        return (wanted & (Form.Past | Form.Participle)) != 0 ? Verbs.Guess(tokens[i].Lower) : null;
    }

    private readonly bool HasParticle(int i, Verb verb)
    {
        var at = i + 1;
        if (verb.Particle.Length > 0 && at < sentence.End && tags[at] is Tag.Adv or Tag.Neg && !tokens[at].Is(verb.Particle[0]))
        {
            return false;
        }
        return verb.Particle.Length == 0 || (at + verb.Particle.Length <= sentence.End && Nouns.Matches(tokens, at, verb.Particle));
    }

    /// <summary>Reads auxiliaries, the verb, and as long as a verb chains to the next with <c>to</c>, the next.</summary>
    private readonly VerbGroup? ReadChain(int first)
    {
        var state = new Chain { Mood = Mood.Factual };
        var at = first;
        Verb? outer = null;
        while (true)
        {
            var next = ReadOne(at, ref state);
            if (next is not { } link)
            {
                return null;
            }
            outer ??= link.Verb;
            at = link.End;
            if (ToVerb(link, state) is not { } chained)
            {
                var isDenied = IsDenied(first);
                if (IsNearly(first, link.Last))
                {
                    state.Raise(Mood.Ongoing);
                }
                return new VerbGroup(first, link.End, state.Passive && link.Verb.Lemma == "try" ? TryInCourt : link.Verb)
                {
                    Mood = state.Mood,
                    Negative = state.Negative || isDenied,
                    Passive = state.Passive,
                    Progressive = state.Progressive,
                    Perfect = state.Perfect,
                    Bare = state.Bare,
                    Finite = state.Bare && state.Finite,
                    Present = state.Present,
                    Should = state.Should,
                    Outer = outer,
                };
            }
            state.Raise(chained.Mood);
            if (state.Progressive && state.Mood == Mood.Factual)
            {
                state.Mood = Mood.Ongoing;
            }
            state.Bare = state.Bare && chained.KeepsBare;
            state.Passive = false;
            state.Progressive = false;
            state.InInfinitive = true;
            at = chained.At;
        }
    }

    private struct Chain
    {
        public Mood Mood;
        public bool Negative, Passive, Progressive, Perfect, Bare, Finite, Present, Should, InInfinitive;

        /// <summary>The outermost mood that is furthest from done stays.</summary>
        public void Raise(Mood mood)
        {
            if (mood == Mood.Negative)
            {
                Negative = true;
            }
            else if (mood > Mood)
            {
                Mood = mood;
            }
        }
    }

    private readonly bool IsDenied(int first)
    {
        var at = first - 1;
        while (at > sentence.First && tags[at] == Tag.Adv)
        {
            at--;
        }
        return at >= sentence.First && (tags[at] == Tag.Neg || tokens[at].Lower is "neither" or "nor" || IsInverted(first));
    }

    /// <summary><c>almost completed</c>, <c>has nearly finished</c>, <c>all but signed</c>: it is not done.</summary>
    private readonly bool IsNearly(int first, int verb)
    {
        if (first - 2 >= sentence.First && tokens[first - 1].Is("but") && tokens[first - 2].Is("all"))
        {
            return true;
        }
        for (var i = verb - 1; i >= sentence.First && (i >= first || tags[i] == Tag.Adv || IsLy(i)); i--)
        {
            if (tokens[i].Lower is "almost" or "nearly" or "virtually" or "practically")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary><c>Nor has Laos signed</c>, <c>at no time did they sign</c>: the denial stands before the auxiliary, and the subject between that and the verb.</summary>
    private readonly bool IsInverted(int first)
    {
        for (var i = first - 1; i > sentence.First && i > first - 9 && tags[i] is not (Tag.Mark or Tag.Rel or Tag.Sub or Tag.Conj); i--)
        {
            if (tags[i] is Tag.Have or Tag.Be or Tag.Do or Tag.Modal)
            {
                return tokens[i - 1].Lower is "nor" or "neither" or "never" || (i - 2 >= sentence.First && tokens[i - 2].Is("no") && tokens[i - 1].Lower is "time" or "point" or "way" or "case");
            }
        }
        return false;
    }

    private readonly record struct Link(Verb Verb, int End, int Last);

    private readonly record struct Next(int At, Mood Mood, bool KeepsBare);

    private static readonly Verb BeVerb = new("be", "be", []);
    private static readonly Verb HaveVerb = new("have", "have", []);
    private static readonly Verb TryInCourt = new("try", "police", []);
    private static readonly Verb DoVerb = new("do", "other", []);

    private readonly Link? ReadOne(int first, ref Chain state)
    {
        var at = first;
        var wanted = state.InInfinitive ? Form.Base : Form.None;
        Verb? auxiliary = null;
        var last = first;
        while (at < sentence.End)
        {
            var tag = tags[at];
            if (tag == Tag.Neg || (tag == Tag.Adv && auxiliary is not null) || (tag == Tag.Adv && wanted != Form.None) || IsLy(at) && (auxiliary is not null || wanted != Form.None))
            {
                state.Negative |= tag == Tag.Neg;
                at++;
                continue;
            }
            if (tag == Tag.Modal)
            {
                state.Raise(MoodOfModal(tokens[at].Lower));
                state.Should |= tokens[at].Is("should");
                state.Negative |= tokens[at].Lower.EndsWith("n't", StringComparison.Ordinal) || tokens[at].Is("cannot");
                (wanted, auxiliary, last) = (Form.Base, HaveVerb, at);
            }
            else if (tag == Tag.Be)
            {
                state.Negative |= tokens[at].Lower.EndsWith("n't", StringComparison.Ordinal);
                if (auxiliary == BeVerb && tokens[at].Is("being"))
                {
                    state.Progressive = true;
                }
                if (auxiliary is null && !state.InInfinitive && tokens[at].Is("be"))
                {
                    state.Raise(Mood.Possible);
                }
                (wanted, auxiliary, last) = (Form.Participle | Form.Ing, BeVerb, at);
            }
            else if (tag == Tag.Have && wanted is Form.None or Form.Base or Form.Participle && auxiliary != BeVerb && tag == Tag.Have)
            {
                state.Negative |= tokens[at].Lower.EndsWith("n't", StringComparison.Ordinal);
                (wanted, auxiliary, last) = (Form.Participle, HaveVerb, at);
            }
            else if (tag == Tag.Do && (wanted is Form.None || (wanted is Form.Base && auxiliary is null)))
            {
                state.Negative |= tokens[at].Lower.EndsWith("n't", StringComparison.Ordinal);
                (wanted, auxiliary, last) = (Form.Base, DoVerb, at);
            }
            else
            {
                break;
            }
            at++;
        }
        if (at < sentence.End && Main(at, wanted, auxiliary, ref state) is { } main)
        {
            return main;
        }
        return auxiliary is null ? null : Copula(auxiliary, last, at, ref state);
    }

    private readonly bool IsLy(int at) => tokens[at].Lower.Length > 4 && tokens[at].Lower.EndsWith("ly", StringComparison.Ordinal) && Verbs.Of(tokens[at].Lower).Length == 0;

    private readonly Link? Main(int at, Form wanted, Verb? auxiliary, ref Chain state)
    {
        if (wanted == Form.None)
        {
            if ((tokens[at].Is("found") ? ReadingAt(at, Form.Past) : ReadingAt(at, Form.Past | Form.Third | Form.Base)) is not { } bare)
            {
                return null;
            }
            state.Bare = (bare.Form & (Form.Participle | Form.Past)) != 0;
            state.Finite = (bare.Form & (Form.Participle | Form.Past)) == Form.Past;
            state.Present = !state.Bare;
            if (at - 2 >= sentence.First && tokens[at - 1].Is("be") && tokens[at - 2].Is("to"))
            {
                state.Raise(Mood.Expected);
                state.Passive = true;
            }
            if (at - 2 >= sentence.First && tokens[at - 1].Is("have") && tokens[at - 2].Is("to"))
            {
                state.Raise(Mood.Possible);
            }
            return new Link(bare.Verb, at + 1 + bare.Verb.Particle.Length, at);
        }
        if (tokens[at].IsCapital || ReadingAt(at, wanted) is not { } reading || (auxiliary == BeVerb && IsNounAfterBe(at)))
        {
            return null;
        }
        var isIng = (reading.Form & Form.Ing) != 0;
        if (auxiliary == BeVerb)
        {
            state.Passive = !isIng;
            state.Progressive |= isIng;
        }
        state.Perfect |= auxiliary == HaveVerb && wanted == Form.Participle;
        return new Link(reading.Verb, at + 1 + reading.Verb.Particle.Length, at);
    }

    private readonly bool IsNounAfterBe(int at) =>
        at + 1 < sentence.End && tokens[at].Lower.EndsWith("ing", StringComparison.Ordinal) && tokens[at + 1].Is("of");

    private readonly Link Copula(Verb auxiliary, int last, int at, ref Chain state)
    {
        if (auxiliary == BeVerb)
        {
            foreach (var reading in Verbs.Of("be"))
            {
                if (reading.Verb.Particle.Length > 0 && at + reading.Verb.Particle.Length <= sentence.End && Nouns.Matches(tokens, at, reading.Verb.Particle))
                {
                    return new Link(reading.Verb, at + reading.Verb.Particle.Length, at);
                }
            }
        }
        return new Link(auxiliary == HaveVerb ? HaveVerb : auxiliary, last + 1, last);
    }

    private static Mood MoodOfModal(string modal) => modal switch
    {
        "will" or "shall" or "won't" or "would" or "wouldn't" => Mood.Expected,
        "may" or "might" or "could" or "can" or "cannot" or "can't" or "couldn't" => Mood.Possible,
        _ => Mood.Urged,
    };

    /// <summary>Where the next verb of the chain stands, and the mood that this verb puts on it.</summary>
    private readonly Next? ToVerb(Link link, Chain state)
    {
        var at = link.End;
        var yet = false;
        if (link.Verb == BeVerb || link.Verb == HaveVerb)
        {
            for (var i = link.Last + 1; i < sentence.End && tags[i] is Tag.Adv or Tag.Neg; i++)
            {
                yet |= tokens[i].Is("yet");
                at = i + 1;
            }
            if (InfinitiveAt(at) is { } direct)
            {
                return new Next(direct, link.Verb == BeVerb ? Mood.Expected : yet && !state.Negative ? Mood.Negative : Mood.Urged, false);
            }
            if (at < sentence.End && Chains.OfAdjective(tokens[at].Lower) is { } adjective && InfinitiveAt(at + 1) is { } after)
            {
                return new Next(after, adjective, false);
            }
        }
        else if (InfinitiveAt(at) is { } direct && Chains.OfVerb(link.Verb.Lemma) is { } mood)
        {
            return new Next(direct, mood, mood == Mood.Factual);
        }
        if (link.Verb.Lemma is not ("make" or "take" or "have" or "express" or "announce" or "be" or "voice" or "reiterate" or "state" or "declare" or "step up" or "intensify"))
        {
            return null;
        }
        for (var i = at; i < sentence.End && i < at + 4 && tags[i] is Tag.Det or Tag.Adj or Tag.Open or Tag.Adv; i++)
        {
            if (Chains.OfNoun(tokens[i].Lower) is { } noun && InfinitiveAt(i + 1) is { } to)
            {
                return new Next(to, noun, false);
            }
        }
        return null;
    }

    private readonly int? InfinitiveAt(int at)
    {
        if (at >= sentence.End || !tokens[at].Is("to"))
        {
            return null;
        }
        var verb = at + 1;
        while (verb < sentence.End && (tags[verb] == Tag.Adv || IsLy(verb)))
        {
            verb++;
        }
        return verb < sentence.End && (tags[verb] is Tag.Be or Tag.Have or Tag.Do && tokens[verb].Lower is "be" or "have" or "do" || ReadingAt(verb, Form.Base) is not null) && !tokens[verb].IsCapital ? verb : null;
    }
}
