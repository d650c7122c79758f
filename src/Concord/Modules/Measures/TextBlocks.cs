using System.Collections.Immutable;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>What is shown together: one paragraph, or the cells of one table.</summary>
internal sealed record TextBlock(ImmutableArray<SourceParagraph> Paragraphs)
{
    public SourceParagraph First => Paragraphs[0];

    public bool IsTable => First.Table is not null;

    /// <summary>In the order of the text; cells that follow each other in one table are one block.</summary>
    public static IEnumerable<TextBlock> Of(ImmutableArray<SourceParagraph> paragraphs)
    {
        for (var (from, to) = (0, 0); from < paragraphs.Length; from = to)
        {
            for (to = from + 1; to < paragraphs.Length && paragraphs[from].Table is { } table && paragraphs[to].Table == table; to++)
            {
            }

            yield return new TextBlock(paragraphs[from..to]);
        }
    }
}

/// <summary>A block, and what is lit in each of its paragraphs.</summary>
internal sealed record ShownBlock(TextBlock Block, Func<SourceParagraph, IReadOnlyCollection<Lit>> Lights);

/// <summary>A cell, and what is lit in it.</summary>
/// <param name="Skipped">How many columns before it hold nothing.</param>
internal sealed record LitCell(SourceParagraph Paragraph, IReadOnlyCollection<Lit> Lights, int Skipped);

/// <summary>A table to show, row by row.</summary>
internal sealed record TableBlock(string Name, ImmutableArray<ImmutableArray<LitCell>> Rows)
{
    public static TableBlock Of(TextBlock block, Func<SourceParagraph, IReadOnlyCollection<Lit>> lights) => new(
        block.First.Table!,
        [.. block.Paragraphs.GroupBy(p => p.Row).Select(row => row.Zip(row.Select(p => p.Column).Prepend(0), (p, before) => new LitCell(p, lights(p), p.Column - before - 1)).ToImmutableArray())]);
}
