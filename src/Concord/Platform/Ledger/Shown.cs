using Concord.Core.Kernel;

namespace Concord.Platform.Ledger;

/// <summary>
/// Out of which sources, and under which of their labels, the answer to one request tells something; without a label, under that of the source itself. It is filled where texts and titles of
/// sources are read, so that whatever tells of many things, be it a list, a search, a table or a file of one, is noticed by it.
/// </summary>
internal sealed class Shown
{
    private readonly HashSet<(SourceId Source, LabelId? Label)> told = [];

    public IReadOnlyCollection<(SourceId Source, LabelId? Label)> Told => told;

    public void Tell(SourceId source, LabelId? label) => told.Add((source, label));

    public void Tell(IEnumerable<(SourceId Source, LabelId Label)> all) => told.UnionWith(all.Select(s => (s.Source, (LabelId?)s.Label)));

    /// <summary>Their titles.</summary>
    public void Tell(IEnumerable<SourceId> sources) => told.UnionWith(sources.Select(s => (s, (LabelId?)null)));
}
