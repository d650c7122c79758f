using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concord.Tests.Archives;

/// <summary>An archive taken apart, to be put together otherwise than it was.</summary>
internal sealed class Remade
{
    public Dictionary<string, byte[]> Entries { get; } = [];

    public static Remade Of(string archive)
    {
        var remade = new Remade();
        using var zip = ZipFile.OpenRead(archive);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            remade.Entries[entry.FullName] = bytes.ToArray();
        }

        return remade;
    }

    public string Text(string entry) => Encoding.UTF8.GetString(Entries[entry]);

    public List<string> Lines(string entry) => [.. Text(entry).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public void Put(string entry, IEnumerable<string> lines) => Entries[entry] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    /// <summary>Whoever means ill writes the sums anew.</summary>
    public Remade Summed(Action<JsonObject>? change = null)
    {
        var manifest = JsonNode.Parse(Entries["manifest.json"])!.AsObject();
        var files = new JsonArray();
        foreach (var (name, bytes) in Entries.Where(e => !e.Key.StartsWith("manifest.", StringComparison.Ordinal)).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var file = new JsonObject { ["name"] = name, ["length"] = bytes.Length, ["sha256"] = Sum(bytes) };
            if (name.StartsWith("tables/", StringComparison.Ordinal))
            {
                file["rows"] = bytes.Count(b => b == '\n');
            }

            files.Add(file);
        }

        manifest["files"] = files;
        change?.Invoke(manifest);
        Entries["manifest.json"] = JsonSerializer.SerializeToUtf8Bytes(manifest);
        Entries["manifest.sha256"] = Encoding.ASCII.GetBytes(Sum(Entries["manifest.json"]) + "\n");
        return this;
    }

    public string Write(string path, IEnumerable<(string, byte[])>? more = null)
    {
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in Entries.Select(e => (e.Key, e.Value)).Concat(more ?? []))
        {
            using var stream = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
            stream.Write(bytes);
        }

        return path;
    }

    public static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
