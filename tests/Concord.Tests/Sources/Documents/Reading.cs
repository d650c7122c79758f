using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Documents;

namespace Concord.Tests.Sources.Documents;

/// <summary>Reads as an import does: the form by the bytes, then the form's reader.</summary>
internal static class Reading
{
    public static Result<ReadDocument> Of(byte[] bytes) => Incoming.Judge(bytes).Then(form => DocumentReader.Read(form, bytes));

    public static Result<ReadDocument> Of(DocumentForm form, byte[] bytes) => DocumentReader.Read(form, bytes);

    public static ReadDocument Document(byte[] bytes) => World.Ok(Of(bytes));

    public static string Refused(byte[] bytes) => World.Refused(Of(bytes));

    public static string[] Texts(this ReadDocument document) => [.. document.Parts.Select(p => p.Text)];

    public static string[] Places(this ReadDocument document) => [.. document.Parts.Select(p => p.Place.ToString())];

    public static string[] Notes(this ReadDocument document) => [.. document.Notes.Select(n => n.Code)];
}
