using System.Text;

namespace Concord.Core.Sources;

/// <summary>Tells forms that are text apart by how they begin.</summary>
internal static class TextForms
{
    private const int Looked = 16 * 1024;

    private static readonly string[] Beginnings = ["<!doctype html", "<html", "<head", "<body"];

    /// <summary>
    /// HTML begins with its doctype or root; a message with header fields (RFC 5322) of which one is a date, a sender or a MIME version and another
    /// says what kind of message it is. The labelled lines of a telegram have neither.
    /// </summary>
    public static DocumentForm Of(ReadOnlySpan<byte> bytes)
    {
        var head = Head(bytes[..Math.Min(bytes.Length, Looked)]);
        return IsHtml(head) ? DocumentForm.Html : IsMessage(head) ? DocumentForm.Email : DocumentForm.Text;
    }

    /// <summary>As if each byte were a character: enough for names that are ASCII; of UTF-16 the zeros are left out.</summary>
    private static string Head(ReadOnlySpan<byte> bytes) =>
        Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00ef', '\u00bb', '\u00bf', '\u00ff', '\u00fe').TrimStart();

    private static bool IsHtml(string head)
    {
        var rest = head;
        while (rest.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var comment = rest.StartsWith("<!--", StringComparison.Ordinal);
            var end = rest.IndexOf(comment ? "-->" : "?>", StringComparison.Ordinal);
            if (end < 0)
            {
                return false;
            }

            rest = rest[(end + (comment ? 3 : 2))..].TrimStart();
        }

        return Beginnings.Any(b => rest.StartsWith(b, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsMessage(string head)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split('\n').Select(l => l.TrimEnd('\r')).TakeWhile(l => l.Length > 0))
        {
            if (line[0] is ' ' or '\t' || (names.Count == 0 && line.StartsWith("From ", StringComparison.Ordinal)))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            _ = names.Add(line[..colon]);
        }

        return names.Contains("MIME-Version") || names.Contains("Message-ID") || names.Contains("Received")
            || (names.Contains("From") && names.Contains("Date") && (names.Contains("To") || names.Contains("Subject")));
    }
}
