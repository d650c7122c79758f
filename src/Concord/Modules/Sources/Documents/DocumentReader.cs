using Concord.Core.Kernel;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// Bytes to a document, one function for each form: pure, total, bounded. Whatever the libraries throw over damaged bytes is the refusal
/// <c>document.damaged</c>; nothing is fetched, run or written.
/// </summary>
internal static class DocumentReader
{
    public static Result<ReadDocument> Read(DocumentForm form, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return form switch
            {
                DocumentForm.Text => TextDocuments.Read(bytes),
                DocumentForm.Email => MailDocuments.Read(bytes),
                DocumentForm.Html => HtmlDocuments.Read(bytes),
                DocumentForm.Word => WordDocuments.Read(bytes),
                DocumentForm.Pdf => PdfDocuments.Read(bytes),
            };
        }
        catch (DocumentRefusedException refused)
        {
            return refused.Refusal;
        }
#pragma warning disable CA1031 // the edge to foreign parsers: damaged bytes make them throw whatever they please
        catch (Exception fault) when (fault is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new Refusal("document.damaged");
        }
    }
}
