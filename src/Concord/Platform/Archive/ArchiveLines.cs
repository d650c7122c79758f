using System.Runtime.CompilerServices;

namespace Concord.Platform.Archive;

/// <summary>Cuts a stream into lines, each ended by one line feed.</summary>
internal static class ArchiveLines
{
    /// <summary>A paragraph may be as long as the longest file, and its text is escaped.</summary>
    public const int Longest = 700_000_000;

    /// <summary>The lines without their ends; the memory of one holds until the next is asked for. Null stands for one that is too long or not ended.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>?> Of(Stream stream, [EnumeratorCancellation] CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        var (start, end) = (0, 0);
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                yield return buffer.AsMemory(start, at);
                start += at + 1;
                continue;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
            {
                if (end >= Longest)
                {
                    yield return null;
                    yield break;
                }

                Array.Resize(ref buffer, (int)Math.Min(Longest, (long)buffer.Length * 2));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(end), ct).ConfigureAwait(false);
            if (read == 0)
            {
                if (end > start)
                {
                    yield return null;
                }

                yield break;
            }

            end += read;
        }
    }
}
