using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Gives each paragraph its id (<c>3</c>, <c>3/Laos</c>, <c>4a</c>, <c>6/text</c>) and complains of numbers that are missing or repeated.</summary>
internal sealed class Numbering(Script script, ComplaintList complaints)
{
    private readonly HashSet<string> used = [];

    public ImmutableArray<Paragraph> Number(IReadOnlyList<Block> blocks, out IReadOnlyList<Block> kept)
    {
        var once = WithoutDuplicates(blocks);
        kept = once;
        CheckOrder(once);
        var times = once.Where(b => b.Number is not null).GroupBy(b => b.Number!.Value).ToDictionary(g => g.Key, g => g.Count());
        var met = new Dictionary<int, int>();
        var paragraphs = ImmutableArray.CreateBuilder<Paragraph>(once.Count);
        var (parent, plain) = ("", 0);
        int? parentNumber = null;
        foreach (var block in once)
        {
            string id;
            parentNumber = block.Kind == BlockKind.Number ? block.Number : parentNumber;
            switch (block.Kind)
            {
                case BlockKind.Number:
                    var number = block.Number!.Value;
                    met[number] = met.GetValueOrDefault(number) + 1;
                    id = parent = Text(number) + (times[number] > 1 ? Letter(met[number]) : "");
                    break;
                case BlockKind.Plain when times.Count == 0:
                    id = parent = Text(++plain);
                    break;
                default:
                    parent = parent.Length == 0 ? "0" : parent;
                    id = Child(parent, block);
                    break;
            }

            paragraphs.Add(new(Unique(id), block.Number ?? (block.Kind == BlockKind.Plain ? null : parentNumber), block.Marking, block.Heading, block.Label, block.Opening, block.Trailing, block.Text, block.Map, block.Doubtful));
        }

        return paragraphs.DrainToImmutable();
    }

    private string Child(string parent, Block block) => block.Kind switch
    {
        BlockKind.Quote => $"{parent}/text",
        BlockKind.Bullet when block.Label is not null => $"{parent}/{block.Label}",
        _ => Ordinal(parent),
    };

    private readonly Dictionary<string, int> children = [];

    private string Ordinal(string parent)
    {
        var count = children.GetValueOrDefault(parent) + 1;
        children[parent] = count;
        return $"{parent}/{count}";
    }

    private string Unique(string id)
    {
        if (used.Add(id))
        {
            return id;
        }

        var count = children.GetValueOrDefault(id, 1);
        string next;
        do
        {
            next = $"{id} {++count}";
        }
        while (!used.Add(next));
        children[id] = count;
        return next;
    }

    private List<Block> WithoutDuplicates(IReadOnlyList<Block> blocks)
    {
        var kept = new List<Block>(blocks.Count);
        var seen = new HashSet<(int, string)>();
        var dropping = false;
        foreach (var block in blocks)
        {
            if (block.Number is { } number)
            {
                dropping = !seen.Add((number, block.Text));
                if (dropping)
                {
                    complaints.Add("duplicate-paragraph", Severity.Warning, script.Number(block.At), Text(number));
                }
            }

            // bullets of a paragraph that stands twice are dropped with it when they are the same
            if (!dropping || (block.Number is null && !kept.Exists(k => k.Kind == block.Kind && k.Text == block.Text)))
            {
                kept.Add(block);
            }
        }

        return kept;
    }

    private void CheckOrder(List<Block> blocks)
    {
        var seen = new HashSet<int>();
        int? last = null;
        foreach (var block in blocks)
        {
            if (block.Number is not { } number)
            {
                continue;
            }

            if (!seen.Add(number))
            {
                complaints.Add("paragraph-number-repeat", Severity.Warning, script.Number(block.At), Text(number));
            }
            else if (number != (last ?? 0) + 1)
            {
                complaints.Add("paragraph-number-gap", Severity.Warning, script.Number(block.At), Text(last ?? 0), Text(number));
            }

            last = Math.Max(number, last ?? 0);
        }
    }

    // a, b, …, z, then aa
    private static string Letter(int count) => count <= 26 ? ((char)('a' + count - 1)).ToString() : Letter((count - 1) / 26) + Letter(((count - 1) % 26) + 1);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
