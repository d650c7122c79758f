
namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// Reads telegrams of the ACP-127 family. Total: any bytes in, never throws, linear time, memory bounded by the largest telegram and a few that wait for their sections.
/// </summary>
public static class TelegramReader
{
    /// <summary>The first telegram of a file; <see cref="TelegramForm.Unknown"/> with the reason among its complaints when there is none.</summary>
    public static Telegram Read(ReadOnlySpan<byte> file)
    {
        using var stream = new MemoryStream(file.ToArray(), writable: false);
        return ReadMany(stream).First();
    }

    /// <summary>
    /// Every telegram of a file, streamed, in the order in which they begin: memory does not grow with their number. Sections of one that others part are
    /// brought together when few stand between. What stands between telegrams is passed over; a file without any
    /// gives one <see cref="Telegram"/> of <see cref="TelegramForm.Unknown"/> that says why.
    /// </summary>
    public static IEnumerable<Telegram> ReadMany(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Telegrams(file);
    }

    /// <summary>True when the bytes hold enough header lines of a known form to be read as a telegram.</summary>
    public static bool LooksLikeTelegram(ReadOnlySpan<byte> file) => !file.IsEmpty && Read(file).Form != TelegramForm.Unknown;

    /// <summary>The text of a file as its spans count it: UTF-8, UTF-16 by mark or NUL pattern, else Windows-1252; without byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> file) => Decoding.ToText(file);

    private static IEnumerable<Telegram> Telegrams(Stream file)
    {
        var slicer = new Slicer(file);
        if (Refusal(slicer) is { } refusal)
        {
            yield return Unknown(refusal);
            yield break;
        }

        Telegram? unknown = null;
        var (room, found, ended) = (new WaitingRoom(), false, false);
        while (!ended)
        {
            ended = !Enter(slicer, room);
            while (room.Leave(ended) is { } telegram)
            {
                if (telegram.Form == TelegramForm.Unknown)
                {
                    unknown ??= telegram;
                    continue;
                }

                found = true;
                yield return telegram;
            }
        }

        if (!found)
        {
            yield return unknown ?? Unknown("empty-file");
        }
    }

    private static bool Enter(Slicer slicer, WaitingRoom room)
    {
        if (slicer.Next() is not { } script)
        {
            return false;
        }

        room.Enter(script);
        return true;
    }

    private static string? Refusal(Slicer slicer)
    {
        var head = slicer.Head;
        return head.IsEmpty ? "empty-file"
            : head.StartsWith("%PDF-"u8) ? "pdf-file"
            : slicer.IsByteText && IsBinary(head) ? "binary-file"
            : null;
    }

    // a text has hardly any control characters; a damaged one may have some
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        var sample = head[..Math.Min(head.Length, 8192)];
        foreach (var b in sample)
        {
            controls += b is < 0x09 or (> 0x0D and < 0x20 and not 0x1A) ? 1 : 0;
        }

        return controls * 20 > sample.Length;
    }

    private static Telegram Unknown(string code) =>
        new(TelegramForm.Unknown, new TelegramHeader(), [], [], [new Complaint(code, Severity.Error, null)]);
}
