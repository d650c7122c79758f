namespace Concord.Tests.Corpus;

/// <summary>
/// How far a status goes, per family of kinds. A step up that the sentence does not say is the gravest error of a reader
/// (TELEGRAMS 3.5, READ-CONTRACT): a draft is not signed, passed is not in force, expected has not happened.
/// </summary>
internal static class Ladder
{
    /// <summary>The rung of a status that a reader claims.</summary>
    public static int Claimed(string kind, string status, string polarity) => polarity == "negative" ? 0 : Rung(kind, status);

    /// <summary>The highest rung that the expectation allows.</summary>
    public static int Allowed(string kind, string status, string polarity) => polarity switch
    {
        // what is denied may have been prepared, never done
        "negative" => 3,
        _ => status switch
        {
            "made" => int.MaxValue,
            "postponed" => 2,
            "withdrawn" => 3,
            "ended" => 6,
            _ => Rung(kind, status),
        },
    };

    private static int Rung(string kind, string status) => status switch
    {
        "possible" or "supports" => 1,
        "intended" or "planned" or "expected" or "pledged" => 2,
        "drafted" => 3,
        "ongoing" => kind is "law" or "agreement" or "declaration" or "national-plan" ? 3 : 4,
        "awaiting-approval" => 4,
        "approved" or "initialed" => 5,
        "signed" or "adopted" or "passed" or "established" or "extended" or "completed" => 6,
        "enacted" => 7,
        "in-force" => 8,
        _ => 0,
    };
}
