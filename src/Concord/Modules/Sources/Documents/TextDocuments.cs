using System.Globalization;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams.Reading;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// Plain text: blank lines part paragraphs; a line that goes on counting (<c>4.</c> after paragraph 3) and a bullet begin one of their own.
/// </summary>
internal static partial class TextDocuments
{
    public static Result<ReadDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        var draft = new DocumentDraft();
        Put(draft, TelegramReader.Decode(bytes.Span), Place.Whole);
        return draft.Done(DocumentForm.Text, new DocumentHead());
    }

    /// <summary>Adds a text to a draft; the text of a message is one too.</summary>
    public static void Put(DocumentDraft draft, string text, Place within)
    {
        var open = new List<string>();
        var count = 0;
        int? last = null;
        int? own = null;
        var kind = PartKind.Paragraph;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            int? next = Numbered().Match(line) is { Success: true } counted ? int.Parse(counted.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
            var bullet = Bullet().IsMatch(line);
            var goesOn = next is not null && (open.Count == 0 || next == 1 || next == last + 1);
            if (string.IsNullOrWhiteSpace(line) || goesOn || bullet)
            {
                Close();
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                if (open.Count == 0)
                {
                    (kind, own) = (bullet ? PartKind.Item : PartKind.Paragraph, goesOn ? next : null);
                    last = own ?? last;
                }

                open.Add(line);
            }
        }

        Close();

        void Close()
        {
            if (open.Count > 0 && draft.Add(kind, within.In(PlaceUnit.Paragraph, count + 1), string.Join('\n', open), kind == PartKind.Item ? 1 : 0, own))
            {
                count++;
            }

            open.Clear();
        }
    }

    [GeneratedRegex(@"^\s{0,8}(\d{1,4})[.)]\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\s{0,8}[-*•–]\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();
}
