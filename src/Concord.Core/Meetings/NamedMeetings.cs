using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Meetings;

/// <summary>A meeting or session by a name that a source uses for it.</summary>
/// <param name="Source">Which source; null for a name that stands on its own.</param>
/// <param name="Held">Its days as that source has them; null when it gives none.</param>
public sealed record NamedMeeting(MeasureId Id, string Name, SourceId? Source, When? Held);

/// <summary>
/// Which meeting a name means. In the source that told of a meeting its name means that meeting; elsewhere only the one meeting of that name whose days may
/// hold the day spoken of. Two meetings of one name in two years are never taken for each other: rather none than a wrong one.
/// </summary>
public sealed class NamedMeetings
{
    private readonly Dictionary<(SourceId Source, string Key), MeasureId> inSource = [];
    private readonly ILookup<string, NamedMeeting> byName;

    private NamedMeetings(IReadOnlyCollection<NamedMeeting> names)
    {
        byName = names.ToLookup(n => NameKey.Of(n.Name), StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Source is { } source)
            {
                _ = inSource.TryAdd((source, NameKey.Of(name.Name)), name.Id);
            }
        }
    }

    /// <summary>Of several meetings of one name in one source the first counts.</summary>
    public static NamedMeetings Of(IEnumerable<NamedMeeting> names) => new([.. names]);

    /// <summary>The meeting meant; null when none is, or it is not certain which.</summary>
    public MeasureId? Find(string name, SourceId? source, When? said)
    {
        var key = NameKey.Of(name);
        if (key.Length == 0)
        {
            return null;
        }

        if (source is { } from && inSource.TryGetValue((from, key), out var told))
        {
            return told;
        }

        var possible = byName[key].Where(n => MayHold(n.Held, said)).Select(n => n.Id).Distinct().Take(2).ToArray();
        return possible is [var only] ? only : null;
    }

    private static bool MayHold(When? held, When? said) =>
        held is not null && said is not null
        && !(said.Latest is { } end && held.Earliest is { } begin && end < begin)
        && !(said.Earliest is { } first && held.Latest is { } last && first > last);
}
