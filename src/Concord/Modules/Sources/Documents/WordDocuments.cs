using Concord.Core.Kernel;
using Concord.Core.Sources;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// Word (ECMA-376). Block after block is loaded, never the whole text at once. Of tracked changes the accepted text is read. After the running text
/// come text boxes and notes, each in the order in which the text leads to them, and what stands at the head and foot of pages.
/// </summary>
internal static class WordDocuments
{
    public static Result<ReadDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        ZipBounds.Check(bytes);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using var word = WordprocessingDocument.Open(stream, isEditable: false);
        if (word.MainDocumentPart is not { } main)
        {
            return new Refusal("document.damaged");
        }

        var draft = new DocumentDraft();
        var styles = WordStyles.Of(main);
        var blocks = new WordBlocks(draft, styles);
        foreach (var block in Blocks(main))
        {
            blocks.Put(block);
        }

        blocks.PutBoxes();
        blocks.PutNotes(PlaceUnit.Footnote, main.FootnotesPart?.Footnotes?.Elements<Footnote>());
        blocks.PutNotes(PlaceUnit.Endnote, main.EndnotesPart?.Endnotes?.Elements<Endnote>());
        blocks.PutEdges(PlaceUnit.Head, main.HeaderParts.OrderBy(h => h.Uri.OriginalString, StringComparer.Ordinal).Select(h => h.Header));
        blocks.PutEdges(PlaceUnit.Foot, main.FooterParts.OrderBy(f => f.Uri.OriginalString, StringComparer.Ordinal).Select(f => f.Footer));
        if (main.WordprocessingCommentsPart?.Comments?.Elements<Comment>().Any() == true)
        {
            draft.Note("word-comments", NoteWeight.Info);
        }

        if (draft.Count == 0)
        {
            draft.Note("document-no-text", NoteWeight.Error);
        }

        var properties = word.PackageProperties;
        return draft.Done(DocumentForm.Word, new DocumentHead
        {
            Title = Said(properties.Title) ?? blocks.Title,
            Author = Said(properties.Creator),
            Language = Said(properties.Language) ?? styles.Language,
        });
    }

    private static IEnumerable<OpenXmlElement> Blocks(MainDocumentPart main)
    {
        using var reader = OpenXmlReader.Create(main);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Body) || !reader.IsStartElement || !reader.ReadFirstChild())
            {
                continue;
            }

            do
            {
                if (reader.LoadCurrentElement() is { } block)
                {
                    yield return block;
                }
            }
            while (reader.ReadNextSibling());

            yield break;
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
