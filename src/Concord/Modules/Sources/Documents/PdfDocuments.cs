using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// PDF (ISO 32000): the text that its pages carry, paragraph by paragraph in the order of reading. A page that is a picture of text says so; nothing
/// is recognised in pictures. A page that cannot be read does not take the others with it.
/// </summary>
internal static class PdfDocuments
{
    public const int MostPages = 5_000;

    /// <summary>A page set in the smallest print has some ten thousand.</summary>
    public const int MostLettersOnPage = 100_000;

    public static Result<ReadDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            PdfBounds.Check(bytes.Span);
            using var pdf = PdfDocument.Open(bytes.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            return pdf.NumberOfPages > MostPages
                ? new Refusal("document.too-many-pages", MostPages.ToString(CultureInfo.InvariantCulture))
                : Read(pdf);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new Refusal("document.password");
        }
    }

    private static Result<ReadDocument> Read(PdfDocument pdf)
    {
        var draft = new DocumentDraft();
        var (unread, empty) = (0, 0);
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            var before = draft.Count;
            try
            {
                Put(draft, pdf.GetPage(number), Place.Whole.In(PlaceUnit.Page, number));
                empty += draft.Count == before ? 1 : 0;
            }
#pragma warning disable CA1031 // a damaged page makes the parser throw whatever it pleases; the others are still read, and the page is named
            catch (Exception fault) when (fault is not (OutOfMemoryException or DocumentRefusedException))
#pragma warning restore CA1031
            {
                unread++;
                draft.Note("pdf-page-unread", NoteWeight.Error, null, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (unread == pdf.NumberOfPages)
        {
            return new Refusal("document.damaged");
        }

        if (draft.Count == 0)
        {
            draft.Note("pdf-no-text", NoteWeight.Error);
        }
        else if (empty > 0)
        {
            draft.Note("pdf-pages-without-text", NoteWeight.Warning, null, empty.ToString(CultureInfo.InvariantCulture), pdf.NumberOfPages.ToString(CultureInfo.InvariantCulture));
        }

        return draft.Done(DocumentForm.Pdf, new DocumentHead { Title = Said(pdf.Information.Title), Author = Said(pdf.Information.Author) });
    }

    private static void Put(DocumentDraft draft, Page page, Place at)
    {
        if (page.Letters.Count > MostLettersOnPage)
        {
            throw new DocumentRefusedException(DocumentDraft.TooMuch());
        }

        var count = 0;
        foreach (var paragraph in PdfLayout.Paragraphs(page.Letters))
        {
            count += draft.Add(PartKind.Paragraph, at.In(PlaceUnit.Paragraph, count + 1), paragraph) ? 1 : 0;
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
