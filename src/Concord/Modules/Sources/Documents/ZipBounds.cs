using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Concord.Core.Kernel;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// Unpacks a zip once into nothing, counting, before a library holds any of it: what unpacks to too much, or nests too deep for a parser's stack, or brings
/// a document type (which could name files and addresses to fetch) is refused. The sizes that the zip itself declares are not believed.
/// </summary>
internal static class ZipBounds
{
    /// <summary>The most bytes that all parts may unpack to.</summary>
    public const long MostUnpacked = 200_000_000;

    /// <summary>Above <see cref="FreeOfRatio"/> no more than so many times the packed size; text packs some ten to thirty times.</summary>
    public const int MostRatio = 100;

    /// <summary>So much may be unpacked whatever the ratio: a form of empty cells packs well.</summary>
    public const long FreeOfRatio = 20_000_000;

    public const int MostEntries = 5_000;

    public const int MostDepth = 200;

    /// <summary>In all parts together: each becomes an object, whether or not anything stands in it.</summary>
    public const int MostElements = 2_000_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1, CheckCharacters = false,
    };

    public static void Check(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream(bytes.ToArray(), writable: false);
        using var zip = new ZipArchive(packed, ZipArchiveMode.Read);
        if (zip.Entries.Count > MostEntries)
        {
            throw Bomb(bytes.Length);
        }

        var (unpacked, elements) = (0L, 0);
        foreach (var entry in zip.Entries)
        {
            using (var content = entry.Open())
            {
                unpacked = Count(content, unpacked, bytes.Length);
            }

            if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            {
                using var xml = entry.Open();
                elements = CheckXml(xml, elements);
            }
        }
    }

    private static long Count(Stream content, long before, int packed)
    {
        var buffer = new byte[64 * 1024];
        var unpacked = before;
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            unpacked += read;
            if (unpacked > MostUnpacked || (unpacked > FreeOfRatio && unpacked / MostRatio > packed))
            {
                throw Bomb(packed);
            }
        }

        return unpacked;
    }

    private static int CheckXml(Stream content, int before)
    {
        var elements = before;
        using var reader = XmlReader.Create(content, Settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.DocumentType)
            {
                throw new DocumentRefusedException(new Refusal("document.doctype"));
            }

            if (reader.Depth > MostDepth)
            {
                throw new DocumentRefusedException(new Refusal("document.too-deep"));
            }

            if (reader.NodeType == XmlNodeType.Element && ++elements > MostElements)
            {
                throw new DocumentRefusedException(new Refusal("document.too-many-elements", MostElements.ToString("N0", CultureInfo.InvariantCulture)));
            }
        }

        return elements;
    }

    private static DocumentRefusedException Bomb(int packed) => new(new Refusal(
        "document.bomb",
        (packed / 1_000_000m).ToString("0.###", CultureInfo.InvariantCulture),
        (MostUnpacked / 1_000_000).ToString(CultureInfo.InvariantCulture),
        MostRatio.ToString(CultureInfo.InvariantCulture)));
}
