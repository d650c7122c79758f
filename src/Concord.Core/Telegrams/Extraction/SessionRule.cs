namespace Concord.Core.Telegrams.Extraction;

/// <summary>The rule of a session that is told with a verb of opening: no measure is opened by it, and nobody says anything.</summary>
internal static class SessionRule
{
    /// <summary><c>was open to the press</c>, <c>were reserved for delegations</c>; not <c>was opened for victims</c>.</summary>
    public static bool IsOpening(Passage passage, VerbGroup verb)
    {
        var at = verb.End;
        while (at < passage.Tokens.Length && passage.Tokens[at].Lower is "only" or "solely" or "just")
        {
            at++;
        }
        return at < passage.Tokens.Length && IsOpening(passage, verb, at);
    }

    private static bool IsOpening(Passage passage, VerbGroup verb, int at) =>
        (passage.Tokens[at].Is("to") && (verb.Verb.Class == "open" || verb is { Passive: true, Verb.Lemma: "open" or "close" }))
        || (passage.Tokens[at].Is("for") && verb.Passive && passage.Tokens[verb.End - 1].Lower is "reserved")
        || (passage.Tokens[at].Is("to") && verb.Passive && passage.Tokens[verb.End - 1].Lower is "limited" or "restricted" or "confined" or "reserved");
}
