using System.Globalization;
using Concord.Core.Sources;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concord.Modules.Sources.Documents;

/// <summary>Turns the blocks of a Word document into parts: paragraphs where they stand, the cells of a table row by row, inner tables after their outer one.</summary>
internal sealed class WordBlocks(DocumentDraft draft, WordStyles styles)
{
    private readonly WordText text = new(draft);
    private int paragraphs;
    private int tables;

    /// <summary>What stands in the style of a title.</summary>
    public string? Title { get; private set; }

    public void Put(OpenXmlElement block) => Put(block, Place.Whole, ref paragraphs, ref tables);

    /// <summary>Boxes may hold boxes: those come after.</summary>
    public void PutBoxes()
    {
        for (var box = 1; text.Boxes.TryDequeue(out var content); box++)
        {
            PutApart(content, Place.Whole.In(PlaceUnit.Box, box));
        }
    }

    /// <summary>What stands at the head or foot of pages, each text once; a line that only tells the page is none.</summary>
    public void PutEdges(PlaceUnit unit, IEnumerable<OpenXmlPartRootElement?> edges)
    {
        foreach (var (number, edge) in edges.OfType<OpenXmlPartRootElement>().DistinctBy(e => e.InnerText).Index())
        {
            foreach (var paragraph in edge.Descendants<Paragraph>().Where(TellsPage).ToList())
            {
                paragraph.RemoveAllChildren();
            }

            PutApart(edge, Place.Whole.In(unit, number + 1));
        }
    }

    /// <summary>Each note that the text leads to, in that order; numbered by it.</summary>
    public void PutNotes(PlaceUnit unit, IEnumerable<FootnoteEndnoteType>? notes)
    {
        var byId = (notes ?? []).Where(n => n.Id is not null).GroupBy(n => n.Id!.Value).ToDictionary(g => g.Key, g => g.First());
        foreach (var (number, id) in text.Notes(unit).Index())
        {
            if (byId.TryGetValue(id, out var note))
            {
                _ = draft.Add(PartKind.Note, Place.Whole.In(unit, number + 1), Joined(note), number: number + 1);
            }
        }
    }

    /// <summary>Counted by itself.</summary>
    private void PutApart(OpenXmlElement holder, Place within)
    {
        var (count, tableCount) = (0, 0);
        Inside(holder, within, ref count, ref tableCount);
    }

    private void Put(OpenXmlElement block, Place within, ref int count, ref int tableCount)
    {
        switch (block)
        {
            case Paragraph paragraph:
                PutParagraph(paragraph, within, ref count);
                break;
            case Table table:
                tableCount++;
                PutTable(table, within.In(PlaceUnit.Table, tableCount));
                break;
            case AltChunk:
                draft.Note("word-foreign-part", NoteWeight.Warning);
                break;
            case AlternateContent alternate:
                Inside(alternate.GetFirstChild<AlternateContentChoice>() ?? (OpenXmlElement?)alternate.GetFirstChild<AlternateContentFallback>(), within, ref count, ref tableCount);
                break;
            default:
                Inside(block, within, ref count, ref tableCount);
                break;
        }
    }

    private void Inside(OpenXmlElement? block, Place within, ref int count, ref int tableCount)
    {
        foreach (var child in block?.Elements() ?? [])
        {
            Put(child, within, ref count, ref tableCount);
        }
    }

    private void PutParagraph(Paragraph paragraph, Place within, ref int count)
    {
        if (Said(paragraph) is not { } said)
        {
            return;
        }

        var (kind, level, isTitle) = styles.Kind(paragraph);
        if (draft.Add(kind, within.In(PlaceUnit.Paragraph, count + 1), said, level))
        {
            count++;
            Title ??= isTitle ? said : null;
        }
    }

    /// <summary>With the number that is printed before it. A paragraph whose mark is deleted is none by itself.</summary>
    private string? Said(Paragraph paragraph)
    {
        if (text.Of(paragraph) is not { } said)
        {
            return null;
        }

        var number = styles.Number(paragraph);
        return number is null || string.IsNullOrWhiteSpace(said) ? said : number + " " + said;
    }

    private void PutTable(Table table, Place place)
    {
        var inner = new List<(Table Table, Place Place)>();
        var row = 0;
        foreach (var line in table.Descendants<TableRow>().Where(r => Owner(r) == table))
        {
            if (line.TableRowProperties?.GetFirstChild<Deleted>() is not null)
            {
                draft.Note("word-tracked-changes", NoteWeight.Info);
                continue;
            }

            row++;
            var column = 1;
            foreach (var cell in line.Descendants<TableCell>().Where(c => Owner(c) == table))
            {
                var at = place.In(PlaceUnit.Row, row).In(PlaceUnit.Column, column);
                _ = draft.Add(PartKind.Cell, at, Joined(cell));
                inner.AddRange(cell.Descendants<Table>().Where(t => Owner(t) == table).Select((t, i) => (t, at.In(PlaceUnit.Table, i + 1))));
                column += Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, 1000);
            }
        }

        inner.ForEach(t => PutTable(t.Table, t.Place));
    }

    private static bool TellsPage(Paragraph paragraph) =>
        paragraph.Descendants<FieldCode>().Select(c => c.Text).Concat(paragraph.Descendants<SimpleField>().Select(f => f.Instruction?.Value))
            .Any(i => i?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, ..] && name.Equals("PAGE", StringComparison.OrdinalIgnoreCase));

    /// <summary>The nearest table around; what is in a content control still belongs to its table.</summary>
    private static Table? Owner(OpenXmlElement element) => element.Ancestors<Table>().FirstOrDefault();

    /// <summary>The paragraphs of a cell or note that are not those of an inner table or box.</summary>
    private string Joined(OpenXmlElement holder) => string.Join('\n', holder.Descendants<Paragraph>()
        .Where(p => p.Ancestors().TakeWhile(a => a != holder).All(a => a is not (Table or TextBoxContent or AlternateContentFallback)))
        .Select(Said)
        .Where(t => !string.IsNullOrWhiteSpace(t)));
}
