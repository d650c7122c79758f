namespace Concord.Core.Telegrams.Extraction;

/// <summary>How far a thing has come as the verb group says it, never further (DESIGN: nothing moves a measure up but a statement that says so).</summary>
internal static class Standings
{
    /// <summary>The status that remains of <paramref name="reached"/> under the mood and tense of the group.</summary>
    public static FactStatus Lower(FactStatus reached, VerbGroup verb, Mood outer, bool isDraft)
    {
        var mood = verb.Mood > outer ? verb.Mood : outer;
        var status = OfMood(mood) ?? (mood == Mood.Factual ? Told(reached, verb) : FactStatus.Expected);
        return isDraft && mood == Mood.Factual && IsAboveDraft(status) ? FactStatus.Drafted : status;
    }

    /// <summary>What a mood leaves of any fact; null when it is told as a fact, urged, or not reached.</summary>
    public static FactStatus? OfMood(Mood mood) => mood switch
    {
        Mood.Ongoing => FactStatus.Ongoing,
        Mood.Pledged => FactStatus.Pledged,
        Mood.Expected => FactStatus.Expected,
        Mood.Planned => FactStatus.Planned,
        Mood.Intended => FactStatus.Intended,
        Mood.Possible => FactStatus.Possible,
        _ => null,
    };

    private static FactStatus Told(FactStatus reached, VerbGroup verb)
    {
        if (reached is FactStatus.AwaitingApproval or FactStatus.Ongoing or FactStatus.Made or FactStatus.Planned or FactStatus.Intended or FactStatus.Possible or FactStatus.Pledged)
        {
            return reached;
        }
        if (verb.Progressive)
        {
            return FactStatus.Ongoing;
        }
        if (!verb.Present || IsState(verb))
        {
            return reached;
        }
        return reached is FactStatus.Completed or FactStatus.Established or FactStatus.Drafted or FactStatus.Extended ? FactStatus.Ongoing : FactStatus.Expected;
    }

    private static bool IsState(VerbGroup verb) => verb.Verb.Class is "open" or "indraft" or "done" || verb.Verb.Particle is ["in", ..];

    private static bool IsAboveDraft(FactStatus status) =>
        status is FactStatus.Established or FactStatus.Completed or FactStatus.Made or FactStatus.Ongoing;
}
