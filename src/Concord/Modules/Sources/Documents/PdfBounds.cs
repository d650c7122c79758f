using System.Globalization;
using System.IO.Compression;
using Concord.Core.Kernel;

namespace Concord.Modules.Sources.Documents;

/// <summary>Unpacks every packed stream of a PDF once into nothing, counting, before a library holds any of it.</summary>
internal static class PdfBounds
{
    /// <summary>The most bytes that all streams may unpack to.</summary>
    public const long MostUnpacked = 400_000_000;

    private const int DictionaryLooked = 2_000;

    public static void Check(ReadOnlySpan<byte> pdf)
    {
        long unpacked = 0;
        var buffer = new byte[64 * 1024];
        for (int at = pdf.IndexOf("stream"u8), from = 0; at >= 0; at = Next(pdf, from))
        {
            var head = pdf[Math.Max(from, at - DictionaryLooked)..at];
            from = at + "stream"u8.Length;
            if (head.IndexOf("FlateDecode"u8) < 0 && head.IndexOf("/Fl"u8) < 0)
            {
                continue;
            }

            var begin = from + (from < pdf.Length && pdf[from] == '\r' ? 1 : 0);
            begin += begin < pdf.Length && pdf[begin] == '\n' ? 1 : 0;
            var length = pdf[begin..].IndexOf("endstream"u8);
            unpacked += Count(pdf.Slice(begin, length < 0 ? pdf.Length - begin : length), buffer, MostUnpacked - unpacked);
            from = length < 0 ? pdf.Length : begin + length + "endstream"u8.Length;
        }
    }

    private static int Next(ReadOnlySpan<byte> pdf, int from)
    {
        var found = pdf[from..].IndexOf("stream"u8);
        return found < 0 ? -1 : from + found;
    }

    private static long Count(ReadOnlySpan<byte> packed, byte[] buffer, long left)
    {
        long unpacked = 0;
        try
        {
            using var content = new MemoryStream(packed.ToArray(), writable: false);
            using var inflate = new ZLibStream(content, CompressionMode.Decompress);
            for (var read = inflate.Read(buffer); read > 0; read = inflate.Read(buffer))
            {
                unpacked += read;
                if (unpacked > left)
                {
                    throw new DocumentRefusedException(new Refusal("document.pdf-bomb", (MostUnpacked / 1_000_000).ToString(CultureInfo.InvariantCulture)));
                }
            }
        }
        catch (InvalidDataException)
        {
            return unpacked;
        }

        return unpacked;
    }
}
