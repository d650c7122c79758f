using Concord.Core.Kernel;
using MimeKit;

namespace Concord.Modules.Sources.Documents;

/// <summary>Sorts the parts of a message: the first text is what it says; what is an alternative to it says the same again; the rest are files inside.</summary>
internal sealed class MailParts
{
    private int seen;

    public string? Text { get; private set; }

    public string? Page { get; private set; }

    public List<MimeEntity> Files { get; } = [];

    public void Take(MimeEntity? entity)
    {
        if (++seen > MailDocuments.MostParts)
        {
            throw new DocumentRefusedException(new Refusal("document.too-deep"));
        }

        switch (entity)
        {
            case null:
                break;
            case Multipart parts:
                foreach (var part in parts)
                {
                    Take(part);
                }

                break;
            case TextPart { IsAttachment: false, IsPlain: true } text when Text is null && text.ContentDisposition?.FileName is null:
                Text = text.Text;
                break;
            case TextPart { IsAttachment: false, IsHtml: true } text when Page is null && text.ContentDisposition?.FileName is null:
                Page = text.Text;
                break;
            default:
                Files.Add(entity);
                break;
        }
    }
}
