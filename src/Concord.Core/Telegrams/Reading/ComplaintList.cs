using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Gathers complaints; of each code at most a hundred, so that a hostile file cannot fill the memory with them.</summary>
internal sealed class ComplaintList
{
    private const int MostOfOneCode = 100;

    private readonly List<Complaint> all = [];
    private readonly Dictionary<string, int> counts = [];

    public void Add(string code, Severity severity, int? line, params ImmutableArray<string> args)
    {
        var count = counts.GetValueOrDefault(code);
        if (count < MostOfOneCode)
        {
            counts[code] = count + 1;
            all.Add(new(code, severity, line, args));
        }
    }

    public bool Has(string code) => counts.ContainsKey(code);

    /// <summary>In the order of the file; what means the whole file comes last.</summary>
    public ImmutableArray<Complaint> ToImmutable() => [.. all.OrderBy(c => c.Line ?? int.MaxValue)];
}
