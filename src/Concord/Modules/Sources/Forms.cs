using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Sources;

/// <summary>Telegrams and documents have their forms in one row.</summary>
internal static class Forms
{
    public static SourceForm Of(TelegramForm form) => form switch
    {
        TelegramForm.Unknown => SourceForm.Unknown,
        TelegramForm.State => SourceForm.State,
        TelegramForm.State1970s => SourceForm.State1970s,
        TelegramForm.Janap128 => SourceForm.Janap128,
        TelegramForm.Labelled => SourceForm.Labelled,
    };

    public static SourceForm Of(DocumentForm form) => form switch
    {
        DocumentForm.Text => SourceForm.Text,
        DocumentForm.Word => SourceForm.Word,
        DocumentForm.Pdf => SourceForm.Pdf,
        DocumentForm.Html => SourceForm.Html,
        DocumentForm.Email => SourceForm.Email,
    };

    public static TextShape Of(PartKind kind) => kind switch
    {
        PartKind.Paragraph => TextShape.Paragraph,
        PartKind.Heading => TextShape.Heading,
        PartKind.Item => TextShape.Item,
        PartKind.Note => TextShape.Note,
        PartKind.Cell => TextShape.Cell,
    };

    public static bool IsDocument(SourceForm form) => form >= SourceForm.Text;
}
