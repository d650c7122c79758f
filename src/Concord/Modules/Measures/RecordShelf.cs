using System.Collections.Concurrent;
using Concord.Core.Kernel;

namespace Concord.Modules.Measures;

/// <summary>What is kept of a measure so that the record of today need not fold it again.</summary>
/// <param name="Parts">All that are one with it.</param>
/// <param name="Counts">It has a place in the record; one whose statements are all taken back has none.</param>
/// <param name="Expected">What was announced of one of which no stage is said.</param>
/// <param name="Passage">The sentence by which it stands where it stands.</param>
/// <param name="Turns">The day on which time alone may change this; null for never.</param>
internal sealed record KeptMeasure(
    MeasureId Id, string Title, string Kind, MeasureId[] Parts, MemberId[] Members, string[] Areas, bool Counts, StageId? Stage, bool IsCertain,
    StageId? Expected, bool Disputed, PassageId Passage, DateOnly? Turns);

/// <summary>Measures of a cell that stand alike.</summary>
internal readonly record struct LineKey(string Kind, StageId? Stage, bool IsCertain, StageId? Expected);

/// <summary>The measures of a cell that stand alike, in the order of their titles.</summary>
internal sealed class KeptLine
{
    private static readonly Comparer<KeptMeasure> ByTitle =
        Comparer<KeptMeasure>.Create((a, b) => string.CompareOrdinal(a.Title, b.Title) is var c and not 0 ? c : a.Id.Value.CompareTo(b.Id.Value));

    private readonly SortedSet<KeptMeasure> measures = new(ByTitle);
    private int disputed;

    public int Count => measures.Count;

    public bool IsDisputed => disputed > 0;

    public IEnumerable<KeptMeasure> First(int few) => measures.Take(few);

    public void Change(KeptMeasure measure, bool into)
    {
        var changed = into ? measures.Add(measure) : measures.Remove(measure);
        disputed += changed && measure.Disputed ? into ? 1 : -1 : 0;
    }
}

/// <summary>
/// The record of today for those who may see the same, kept in memory and brought up to date by what was recorded since (ADR 9). Nothing is lost with it: it is made
/// of the statements again whenever it is missing.
/// </summary>
internal sealed class KeptRecord : IDisposable
{
    private readonly Dictionary<MeasureId, KeptMeasure> measures = [];
    private readonly Dictionary<MeasureId, MeasureId> leads = [];
    private readonly Dictionary<(MemberId Member, string Area), Dictionary<LineKey, KeptLine>> cells = [];
    private readonly Dictionary<string, Places> places = [];

    /// <summary>One at a time brings it up to date.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>For which day; null before it was ever filled.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>All acts up to this number are in it.</summary>
    public long UpTo { get; set; }

    /// <summary>The last act that was there when it was last brought up to date.</summary>
    public long Seen { get; set; }

    /// <summary>Passages whose sources stood withdrawn by their issuers.</summary>
    public HashSet<PassageId> Recalled { get; set; } = [];

    /// <summary>Faces made of it since it last changed, by phase.</summary>
    public Dictionary<string, RecordFace> Faces { get; } = [];

    /// <summary>How many have a place in the record, but none of these cells.</summary>
    public int Outside(Func<MemberId, bool> member, Func<string, bool> area) => places.Values.Where(p => !(p.Members.Any(member) && p.Areas.Any(area))).Sum(p => p.Measures);

    /// <summary>Those whose day has come.</summary>
    public IEnumerable<MeasureId> Turning(DateOnly today) => measures.Values.Where(m => m.Turns <= today).Select(m => m.Id);

    /// <summary>Lines of a cell, each with its measures in the order of their titles.</summary>
    public IEnumerable<KeyValuePair<LineKey, KeptLine>> Cell(MemberId member, string area) =>
        cells.TryGetValue((member, area), out var lines) ? lines : [];

    /// <summary>What these parts were kept as is forgotten; what is left to know of them is put in its place. Returns all parts of what was forgotten.</summary>
    public IEnumerable<MeasureId> Forget(IEnumerable<MeasureId> parts)
    {
        foreach (var lead in parts.Select(p => leads.GetValueOrDefault(p, p)).Distinct().ToList())
        {
            if (measures.Remove(lead, out var old))
            {
                Place(old, into: false);
                foreach (var part in old.Parts)
                {
                    _ = leads.Remove(part);
                    yield return part;
                }
            }
        }
    }

    /// <summary>It is as if it had never been filled.</summary>
    public void Clear()
    {
        Day = null;
        measures.Clear();
        leads.Clear();
        cells.Clear();
        places.Clear();
        Faces.Clear();
    }

    public void Keep(KeptMeasure measure)
    {
        measures[measure.Id] = measure;
        foreach (var part in measure.Parts)
        {
            leads[part] = measure.Id;
        }

        Place(measure, into: true);
    }

    public void Dispose() => Gate.Dispose();

    private void Place(KeptMeasure measure, bool into)
    {
        if (!measure.Counts)
        {
            return;
        }

        var where = string.Join('\u001f', measure.Members.Select(m => m.Value.ToString()).Concat(measure.Areas));
        var place = places.TryGetValue(where, out var same) ? same : places[where] = new Places(measure.Members, measure.Areas);
        place.Measures += into ? 1 : -1;
        var key = new LineKey(measure.Kind, measure.Stage, measure.IsCertain, measure.Expected);
        foreach (var at in measure.Members.SelectMany(m => measure.Areas, (m, a) => (m, a)))
        {
            var lines = cells.TryGetValue(at, out var known) ? known : cells[at] = [];
            var line = lines.TryGetValue(key, out var found) ? found : lines[key] = new KeptLine();
            line.Change(measure, into);
            if (line.Count == 0)
            {
                _ = lines.Remove(key);
            }
        }
    }

    /// <summary>How many measures are of these members and in these areas.</summary>
    private sealed class Places(MemberId[] members, string[] areas)
    {
        public MemberId[] Members { get; } = members;

        public string[] Areas { get; } = areas;

        public int Measures { get; set; }
    }
}

/// <summary>The kept records of this process, by what may be seen and by the pack in force. Several app instances keep each their own; the ledger's number tells when one is behind.</summary>
internal sealed class RecordShelf
{
    private const int Most = 16;

    private readonly ConcurrentDictionary<string, KeptRecord> kept = new();

    public KeptRecord For(string key)
    {
        if (kept.Count >= Most && !kept.ContainsKey(key))
        {
            kept.Clear();
        }

        return kept.GetOrAdd(key, _ => new KeptRecord());
    }
}
