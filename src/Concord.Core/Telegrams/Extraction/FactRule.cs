using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>Where a rule looks for its noun.</summary>
internal enum Place
{
    /// <summary>At the head of what is acted on.</summary>
    Patient,
    /// <summary>At the head of the subject.</summary>
    Subject,
    /// <summary>Anywhere after the verb.</summary>
    Anywhere,
    /// <summary>At the head of what is acted on, and it goes to somebody.</summary>
    Sent,
    /// <summary>At the head of what is acted on, and counted.</summary>
    Counted,
    /// <summary>Nowhere: the verb alone decides.</summary>
    Verb,
}

/// <summary>A rule of the table: this class of verb on these kinds of noun is this kind of fact, come this far.</summary>
internal sealed record FactRule(string Id, Place Place, FrozenSet<string> Kinds, FactKind? Kind, FactStatus Status)
{
    private static readonly FrozenDictionary<string, FactRule[]> Table = DataFile.Lines("rules.tsv")
        .GroupBy(line => line[1], StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Select(Read).ToArray(), StringComparer.Ordinal);

    /// <summary>The rules for a class of verbs, in the order of the table.</summary>
    public static ReadOnlySpan<FactRule> For(string verbClass) => Table.TryGetValue(verbClass, out var rules) ? rules : [];

    /// <summary>The kind that a noun of the table stands for; victims and the like are none by themselves.</summary>
    public static FactKind? KindOf(string noun) => noun switch
    {
        "law" => FactKind.Law,
        "agreement" or "draft" => FactKind.Agreement,
        "institution" => FactKind.Institution,
        "national-plan" => FactKind.NationalPlan,
        "training" => FactKind.Training,
        "campaign" => FactKind.Campaign,
        "operation" => FactKind.Operation,
        "pilot" => FactKind.Pilot,
        "assistance" => FactKind.Assistance,
        "declaration" => FactKind.Declaration,
        _ => null,
    };

    /// <summary>The word of the table for a kind.</summary>
    public static string NounOf(FactKind kind) => kind switch
    {
        FactKind.NationalPlan => "national-plan",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static FactRule Read(string[] line) => new(
        line[0],
        line[2] switch { "p" => Place.Patient, "s" => Place.Subject, "x" => Place.Anywhere, "t" => Place.Sent, "n" => Place.Counted, _ => Place.Verb },
        DataFile.List(line[3]).ToFrozenSet(StringComparer.Ordinal),
        line[4] == "=" ? null : KindOf(line[4]),
        Enum.Parse<FactStatus>(line[5].Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
}
