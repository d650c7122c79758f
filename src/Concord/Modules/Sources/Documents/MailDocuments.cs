using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;
using MimeKit;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// A message (RFC 5322, MIME): its text as plain text, or else as the page it brings; every other part is a file inside, decoded. A telegram in the text
/// is a file inside too, so that it is read as a telegram.
/// </summary>
internal static class MailDocuments
{
    /// <summary>How deep parts may hold parts.</summary>
    public const int MostDepth = 32;

    /// <summary>How many parts a message may have.</summary>
    public const int MostParts = 2_000;

    static MailDocuments() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Each line that begins so may end a part: more of them than parts and texts have are refused before any becomes one.</summary>
    private const int MostBounds = 20_000;

    private static void CheckBounds(ReadOnlySpan<byte> mail)
    {
        var bounds = 0;
        for (var at = mail.IndexOf("\n--"u8); at >= 0; at = mail.IndexOf("\n--"u8))
        {
            if (++bounds > MostBounds)
            {
                throw new DocumentRefusedException(new Refusal("document.too-deep"));
            }

            mail = mail[(at + 3)..];
        }
    }

    public static Result<ReadDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        CheckBounds(bytes.Span);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = MostDepth }, stream);
        var parts = new MailParts();
        parts.Take(message.Body);
        var draft = new DocumentDraft();
        var head = Head(message);
        ReadDocument read;
        if (parts.Text is { } text)
        {
            TextDocuments.Put(draft, text, Place.Whole);
            read = draft.Done(DocumentForm.Email, head);
        }
        else
        {
            read = parts.Page is { } page ? HtmlDocuments.Read(page, draft, DocumentForm.Email, head) : draft.Done(DocumentForm.Email, head);
        }

        return read with { Enclosed = [.. Telegram(parts.Text), .. parts.Files.Select(Enclose)] };
    }

    private static DocumentHead Head(MimeMessage message) => new()
    {
        Title = string.IsNullOrWhiteSpace(message.Subject) ? null : message.Subject,
        Author = Said(message.From) is { Length: > 0 } from ? string.Join(", ", from) : null,
        To = Said(message.To),
        Copied = Said(message.Cc),
        Sent = message.Date == default ? null : message.Date,
        MessageId = message.MessageId,
        Language = message.Headers[HeaderId.ContentLanguage],
    };

    private static ImmutableArray<string> Said(InternetAddressList addresses) => [.. addresses.Select(a => a.ToString()).Select(DocumentDraft.Clean)];

    private static ImmutableArray<Enclosed> Telegram(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        using var stream = new MemoryStream(bytes, writable: false);
        return TelegramReader.ReadMany(stream).Any(t => t.Form != TelegramForm.Unknown) ? [new Enclosed("telegram.txt", bytes)] : [];
    }

    private static Enclosed Enclose(MimeEntity entity, int index)
    {
        using var made = new MemoryStream();
        if (entity is MessagePart { Message: { } inner })
        {
            inner.WriteTo(made);
        }
        else if (entity is MimePart { Content: { } content })
        {
            content.DecodeTo(made);
        }

        var named = entity.ContentDisposition?.FileName ?? entity.ContentType?.Name ?? (entity as MessagePart)?.Message?.Subject;
        var name = DocumentDraft.Clean(named ?? "").ReplaceLineEndings(" ");
        return new Enclosed(name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{index + 1}"), made.ToArray());
    }
}
