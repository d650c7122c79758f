using System.Text;
using Concord.Core.Sources;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using MathText = DocumentFormat.OpenXml.Math.Text;

namespace Concord.Modules.Sources.Documents;

/// <summary>The text of a paragraph as it reads when all tracked changes are accepted; boxes and notes that it leads to are remembered.</summary>
internal sealed class WordText(DocumentDraft draft)
{
    private readonly Dictionary<PlaceUnit, List<long>> notes = new() { [PlaceUnit.Footnote] = [], [PlaceUnit.Endnote] = [] };
    private readonly StringBuilder carried = new();

    public Queue<TextBoxContent> Boxes { get; } = new();

    public IEnumerable<long> Notes(PlaceUnit unit) => notes[unit].Distinct();

    /// <summary>Null when the mark at its end is deleted: then its text goes on in the next paragraph.</summary>
    public string? Of(Paragraph paragraph)
    {
        Inside(paragraph);
        if (paragraph.ParagraphProperties?.ParagraphMarkRunProperties?.GetFirstChild<Deleted>() is not null)
        {
            Tracked();
            return null;
        }

        var text = carried.ToString();
        _ = carried.Clear();
        return text;
    }

    private void Inside(OpenXmlElement element)
    {
        foreach (var child in element.ChildElements)
        {
            Put(child);
        }
    }

    private void Put(OpenXmlElement element)
    {
        switch (element)
        {
            case ParagraphProperties or RunProperties or FieldCode or RubyContent or SoftHyphen:
                break;
            case DeletedRun or MoveFromRun or DeletedText or DeletedFieldCode:
                Tracked();
                break;
            case InsertedRun or MoveToRun:
                Tracked();
                Inside(element);
                break;
            case Run { RunProperties.Vanish: { } hidden } when hidden.Val?.Value != false:
                draft.Note("word-hidden-text", NoteWeight.Warning);
                break;
            case Text text:
                _ = carried.Append(text.Text);
                break;
            case MathText text:
                _ = carried.Append(text.Text);
                break;
            case TabChar:
                _ = carried.Append('\t');
                break;
            case Break or CarriageReturn:
                _ = carried.Append('\n');
                break;
            case NoBreakHyphen:
                _ = carried.Append('\u2011');
                break;
            case FootnoteReference { Id: { } id }:
                notes[PlaceUnit.Footnote].Add(id.Value);
                break;
            case EndnoteReference { Id: { } id }:
                notes[PlaceUnit.Endnote].Add(id.Value);
                break;
            case TextBoxContent box:
                Boxes.Enqueue(box);
                break;
            case AlternateContent alternate:
                Inside(alternate.GetFirstChild<AlternateContentChoice>() ?? (OpenXmlElement?)alternate.GetFirstChild<AlternateContentFallback>() ?? alternate);
                break;
            default:
                Inside(element);
                break;
        }
    }

    private void Tracked() => draft.Note("word-tracked-changes", NoteWeight.Info);
}
