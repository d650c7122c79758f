using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Platform.Archive;

/// <summary>An archive whose every byte is the one that was written, and nothing besides.</summary>
internal sealed record CheckedArchive(ArchiveManifest Manifest, FrozenDictionary<string, ZipArchiveEntry> Entries);

/// <summary>
/// Looks through an archive before anything is done with it: whole, of a layout that this version reads, each file as its manifest says, none besides, none
/// with a name that leads elsewhere, none that unpacks to more than it may.
/// </summary>
internal static class ArchiveChecks
{
    /// <summary>The list of files; one for each source, some 150 bytes each.</summary>
    public const long LongestManifest = 500_000_000;

    /// <summary>Bytes unpacked for each byte of the archive; text of this kind packs to a tenth or a twentieth.</summary>
    public const long MostUnpacked = 100;

    private const long Slack = 10_000_000;

    public static string Original(string hash) => "originals/" + hash;

    /// <param name="size">Of the archive; null where it does not matter how much it unpacks to, since it is one's own.</param>
    /// <param name="schema">Of the installation that is to be filled: a whole one comes back only into the version that it was taken from, and is upgraded there.</param>
    public static Result<CheckedArchive> Check(ZipArchive zip, long? size, string schema, ArchiveScope scope, IReadOnlyCollection<ArchiveTable> tables, CancellationToken ct)
    {
        ImmutableArray<ZipArchiveEntry> all;
        try
        {
            all = [.. zip.Entries];
        }
        catch (InvalidDataException)
        {
            return new Refusal("archive.not-whole");
        }

        if (all.GroupBy(e => e.FullName).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new Refusal("archive.entry-twice", twice.Key);
        }

        var entries = all.ToFrozenDictionary(e => e.FullName, StringComparer.Ordinal);
        return Manifest(entries).Then<CheckedArchive>(manifest =>
            (Kind(manifest, scope, schema) ?? Names(manifest, scope, entries, tables) ?? Sizes(manifest, entries, size) ?? Sums(manifest, entries, ct)) is { } refusal ? refusal : new CheckedArchive(manifest, entries));
    }

    private static Result<ArchiveManifest> Manifest(FrozenDictionary<string, ZipArchiveEntry> entries)
    {
        if (!entries.TryGetValue(ArchiveManifest.Entry, out var entry) || !entries.TryGetValue(ArchiveManifest.Seal, out var seal))
        {
            return new Refusal("archive.no-archive");
        }

        var json = Small(entry, LongestManifest);
        var sum = Small(seal, 100);
        if (json is null || sum is null || Encoding.ASCII.GetString(sum) != Convert.ToHexStringLower(SHA256.HashData(json)) + "\n")
        {
            return new Refusal("archive.changed", ArchiveManifest.Entry);
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out var number) || number < 1)
            {
                return new Refusal("archive.manifest-unreadable");
            }

            return number > ArchiveManifest.CurrentFormat
                ? new Refusal("archive.newer", Text(number), Text(ArchiveManifest.CurrentFormat))
                : document.RootElement.Deserialize<ArchiveManifest>(ArchiveManifest.Json) is { Files.IsDefault: false } manifest ? manifest
                : new Refusal("archive.manifest-unreadable");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new Refusal("archive.manifest-unreadable");
        }
    }

    private static Refusal? Kind(ArchiveManifest manifest, ArchiveScope scope, string schema) =>
        manifest.Scope != scope ? new Refusal(scope == ArchiveScope.Installation ? "backup.is-archive" : "archive.is-backup")
        : scope == ArchiveScope.Installation && manifest.Schema != schema ? new Refusal("backup.other-version", manifest.Program, manifest.Schema, schema)
        : null;

    /// <summary>The names are those that this program would give: nothing is ever written to a path out of an archive.</summary>
    private static Refusal? Names(ArchiveManifest manifest, ArchiveScope scope, FrozenDictionary<string, ZipArchiveEntry> entries, IReadOnlyCollection<ArchiveTable> tables)
    {
        var known = tables.Select(t => t.Entry).ToFrozenSet(StringComparer.Ordinal);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            if (!(known.Contains(file.Name) && file.Rows >= 0) && !(IsOriginal(file, scope) && file.Rows is null))
            {
                return new Refusal("archive.entry-unknown", file.Name);
            }

            if (!listed.Add(file.Name))
            {
                return new Refusal("archive.entry-twice", file.Name);
            }

            if (!entries.ContainsKey(file.Name))
            {
                return new Refusal("archive.entry-missing", file.Name);
            }
        }

        return entries.Keys.FirstOrDefault(e => e != ArchiveManifest.Entry && e != ArchiveManifest.Seal && !listed.Contains(e)) is { } stray
            ? new Refusal("archive.entry-unknown", stray)
            : null;
    }

    /// <summary>Bytes under their sum. In a whole installation they may have been damaged where they were kept: they come back as they were, and it is told there as before.</summary>
    private static bool IsOriginal(ArchivedFile file, ArchiveScope scope) =>
        IsSum(file.Sha256) && (scope == ArchiveScope.Installation ? file.Name.StartsWith(Original(""), StringComparison.Ordinal) && IsSum(file.Name[Original("").Length..]) : file.Name == Original(file.Sha256));

    private static bool IsSum(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private static Refusal? Sizes(ArchiveManifest manifest, FrozenDictionary<string, ZipArchiveEntry> entries, long? size)
    {
        var sum = 0m;
        foreach (var file in manifest.Files)
        {
            sum += file.Length;
            if (file.Length < 0 || entries[file.Name].Length != file.Length)
            {
                return new Refusal("archive.changed", file.Name);
            }
        }

        return size is { } packed && sum > Slack + ((decimal)packed * MostUnpacked) ? new Refusal("archive.bomb", Text(packed / 1_000_000), Text((long)(sum / 1_000_000))) : null;
    }

    private static Refusal? Sums(ArchiveManifest manifest, FrozenDictionary<string, ZipArchiveEntry> entries, CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        foreach (var file in manifest.Files)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var stream = entries[file.Name].Open();
                using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                long length = 0;
                int read;
                while ((read = stream.Read(buffer)) > 0 && (length += read) <= file.Length)
                {
                    sum.AppendData(buffer, 0, read);
                }

                if (length != file.Length || Convert.ToHexStringLower(sum.GetCurrentHash()) != file.Sha256)
                {
                    return new Refusal("archive.changed", file.Name);
                }
            }
            catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or EndOfStreamException)
            {
                return new Refusal("archive.changed", file.Name);
            }
        }

        return null;
    }

    /// <summary>The bytes of an entry; null when there are more than it may have, or they cannot be unpacked.</summary>
    private static byte[]? Small(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most)
        {
            return null;
        }

        try
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 14];
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > entry.Length)
                {
                    return null;
                }
            }

            return bytes.ToArray();
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
