using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Documents;

/// <summary>Walks a tree without calling itself (a tree can be deeper than a stack), and closes a part wherever a block begins or ends.</summary>
internal sealed class HtmlParts(DocumentDraft draft)
{
    private static readonly FrozenSet<string> Unseen = Set("script style template head svg math iframe object video audio canvas select datalist");

    private static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
        + "legend li listing main menu nav ol optgroup option p pre section summary table tbody tfoot thead tr td th ul xmp");

    private readonly StringBuilder running = new();
    private readonly Stack<Open> tables = new();
    private int paragraphs;
    private int outer;
    private int lists;
    private int preformatted;
    private (PartKind Kind, int Level) kind = (PartKind.Paragraph, 0);

    /// <summary>A table that is being read: its place, where in it one has come to, the cells so far, and the tables inside.</summary>
    private sealed record Open(Place Place)
    {
        public StringBuilder Text { get; } = new();
        public List<(Place Place, string Text)> Cells { get; } = [];
        public List<Open> Inner { get; } = [];
        public int Row { get; set; }
        public int Column { get; set; }
        public int Next { get; set; } = 1;
        public int Tables { get; set; }
        public Place Cell => Place.In(PlaceUnit.Row, Math.Max(1, Row)).In(PlaceUnit.Column, Column);
    }

    private StringBuilder Text => tables.TryPeek(out var table) && table.Column > 0 ? table.Text : running;

    public void Put(INode root)
    {
        for (INode? node = root; node is not null;)
        {
            var entered = Enter(node);
            if (entered && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            if (entered)
            {
                Leave(node);
            }

            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                Leave(node);
            }

            node = node == root ? null : node.NextSibling;
        }

        Close();
    }

    private bool Enter(INode node)
    {
        if (node is IText said)
        {
            Append(said.Data);
        }

        if (node is not IElement element || Unseen.Contains(element.LocalName) || element.HasAttribute("hidden"))
        {
            return false;
        }

        if (element.LocalName == "br")
        {
            _ = Text.Append('\n');
        }
        else if (element.LocalName is "td" or "th" && tables.TryPeek(out var table))
        {
            table.Column = table.Next;
            table.Next += int.TryParse(element.GetAttribute("colspan"), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, 1000) : 1;
            table.Tables = 0;
        }
        else if (Blocks.Contains(element.LocalName))
        {
            Begin(element);
        }

        return true;
    }

    private void Begin(IElement element)
    {
        Close();
        switch (element.LocalName)
        {
            case "table":
                tables.Push(new Open(tables.TryPeek(out var around) && around.Column > 0
                    ? around.Cell.In(PlaceUnit.Table, ++around.Tables)
                    : Place.Whole.In(PlaceUnit.Table, ++outer)));
                break;
            case "tr" when tables.TryPeek(out var table):
                table.Row++;
                (table.Column, table.Next) = (0, 1);
                break;
            case "ul" or "ol" or "menu" or "dir":
                lists++;
                break;
            case "pre" or "listing" or "xmp":
                preformatted++;
                break;
            case "li":
                kind = (PartKind.Item, Math.Clamp(lists, 1, 9));
                break;
            case ['h', >= '1' and <= '6' and var rank]:
                kind = (PartKind.Heading, rank - '0');
                break;
            default:
                break;
        }
    }

    private void Leave(INode node)
    {
        if (node is not IElement { LocalName: var name } || !(Blocks.Contains(name)))
        {
            return;
        }

        Close();
        switch (name)
        {
            case "td" or "th" when tables.TryPeek(out var table):
                table.Cells.Add((table.Cell, table.Text.ToString()));
                _ = table.Text.Clear();
                break;
            case "table" when tables.TryPop(out var done):
                Put(done);
                break;
            case "ul" or "ol" or "menu" or "dir":
                lists = Math.Max(0, lists - 1);
                break;
            case "pre" or "listing" or "xmp":
                preformatted = Math.Max(0, preformatted - 1);
                break;
            default:
                break;
        }

        kind = (PartKind.Paragraph, 0);
    }

    /// <summary>Blanks and line ends of the source are one blank, as they are shown, except where the page says that they are meant.</summary>
    private void Append(string data)
    {
        if (preformatted > 0)
        {
            _ = Text.Append(data);
            return;
        }

        var text = Text;
        foreach (var c in data)
        {
            if (c is not (' ' or '\t' or '\n' or '\r' or '\f'))
            {
                _ = text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                _ = text.Append(' ');
            }
        }
    }

    /// <summary>A block inside a cell is a line of it; elsewhere it is a part.</summary>
    private void Close()
    {
        var text = Text;
        if (text != running)
        {
            _ = text.Length > 0 && text[^1] != '\n' ? text.Append('\n') : text;
            return;
        }

        if (draft.Add(kind.Kind, Place.Whole.In(PlaceUnit.Paragraph, paragraphs + 1), running.ToString(), kind.Level))
        {
            paragraphs++;
        }

        _ = running.Clear();
    }

    /// <summary>The cells of an outer table, then those of the tables inside.</summary>
    private void Put(Open done)
    {
        if (tables.TryPeek(out var around))
        {
            around.Inner.Add(done);
            return;
        }

        var waiting = new Queue<Open>([done]);
        while (waiting.TryDequeue(out var table))
        {
            foreach (var (place, said) in table.Cells)
            {
                _ = draft.Add(PartKind.Cell, place, said);
            }

            table.Inner.ForEach(waiting.Enqueue);
        }
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
