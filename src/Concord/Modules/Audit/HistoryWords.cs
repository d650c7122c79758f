using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;

namespace Concord.Modules.Audit;

/// <summary>What an act kept of what it changed, in words: <c>audit.change-KEY</c>, from what it was to what it is where both were kept. What is the number of something is left out.</summary>
internal static class HistoryWords
{
    private const string Before = "was-";

    public static ImmutableArray<string> Changes(IReadOnlyDictionary<string, string?> values) =>
    [
        .. from pair in values
           where !pair.Key.StartsWith(Before, StringComparison.Ordinal)
           let now = Value(pair.Key, pair.Value)
           let before = Value(pair.Key, values.GetValueOrDefault(Before + pair.Key))
           where (now ?? before) is not null && now != before && Texts.Own("audit.change-" + pair.Key) is not null
           select Texts.Here("audit.change-" + pair.Key, before is null ? now : Texts.Here("audit.change", before, now ?? Texts.Here("audit.change-nothing"))),
    ];

    public static string? Gone(Platform.Ledger.ReadPayload kept) => kept switch
    {
        { Erased: { } on } => Texts.Here("audit.erased", WhenWords.Instant(on)),
        { IsGone: true } => Texts.Here("audit.elsewhere"),
        _ => null,
    };

    private static string? Value(string key, string? value) =>
        string.IsNullOrEmpty(value) || Guid.TryParse(value, out _) ? null
            : key switch
            {
                "to" when Enum.TryParse<Handling>(value, out var handling) => Texts.Here("sources.handling-" + handling.ToString().ToLowerInvariant()),
                "capacity" when Enum.TryParse<Capacity>(value, out var capacity) => CapacityWords.Of(capacity),
                "refused" => Texts.Here("audit.rule-" + value.ToLowerInvariant()),
                "acknowledged" when Enum.TryParse<CredentialStanding>(value, out var standing) => CredentialWords.Of(standing),
                "from" or "until" or "day" when Days.Read(value) is { } day => WhenWords.Day(day),
                _ => value,
            };
}
