using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>Where in the JSON: <c>$.members[3].names[0]</c>. A chain, spelt only when a fault needs it.</summary>
internal sealed record PackPath(PackPath? Parent, string? Name, int Index)
{
    public static PackPath Root { get; } = new(null, null, -1);

    public PackPath To(string name) => new(this, name, -1);

    public PackPath At(int index) => new(this, null, index);

    public override string ToString()
    {
        var parts = new Stack<string>();
        for (var step = this; step.Parent is not null; step = step.Parent)
        {
            parts.Push(step.Name is null ? $"[{step.Index.ToString(CultureInfo.InvariantCulture)}]" : Spelt(step.Name));
        }

        return "$" + string.Concat(parts);
    }

    private static string Spelt(string name) =>
        name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '$')
            ? "." + name
            : "['" + PackFaults.Shown(name) + "']";
}

/// <summary>
/// All faults of one file. Each refusal's values are: file, line, JSON path, and then what the fault's own sentence needs.
/// </summary>
internal sealed class PackFaults(string file)
{
    /// <summary>Nobody mends more than this at once; it bounds the answer to hostile bytes.</summary>
    public const int Most = 200;

    private readonly List<Refusal> found = [];
    private int[] lineStarts = [0];
    private int untold;

    public bool Any => found.Count > 0;

    /// <summary>Learns where lines begin, so that a byte can be told as a line.</summary>
    public void Lines(ReadOnlySpan<byte> text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length && text[at..].IndexOf((byte)'\n') is >= 0 and var next; at += next + 1)
        {
            starts.Add(at + next + 1);
        }

        lineStarts = [.. starts];
    }

    public void Add(int at, PackPath path, string code, params ReadOnlySpan<string> values)
    {
        if (found.Count >= Most)
        {
            untold++;
            return;
        }

        found.Add(new Refusal(code, [file, Line(at), path.ToString(), .. values]));
    }

    public ImmutableArray<Refusal> All() => untold == 0
        ? [.. found]
        : [.. found, new Refusal("pack.more-faults", [file, "1", "$", untold.ToString(CultureInfo.InvariantCulture)])];

    /// <summary>A value as a sentence can show it: short, on one line, no control characters.</summary>
    public static string Shown(string text)
    {
        const int Longest = 60;
        var kept = text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
        return kept.Any(char.IsControl) ? string.Concat(kept.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : kept;
    }

    private string Line(int at)
    {
        var place = Array.BinarySearch(lineStarts, at);
        return (place >= 0 ? place + 1 : ~place).ToString(CultureInfo.InvariantCulture);
    }
}
