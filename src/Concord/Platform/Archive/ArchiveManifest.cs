using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concord.Platform.Archive;

/// <summary>A file of the archive.</summary>
/// <param name="Rows">How many lines a table has; null for bytes as received.</param>
internal sealed record ArchivedFile(string Name, long Length, string Sha256, long? Rows = null);

/// <summary>What an archive says of itself. It names no day on which it was made, so that the same content gives the same bytes.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Schema">The last migration of the installation it was taken from.</param>
/// <param name="Process">The process by its permanent name, and its pack's version.</param>
/// <param name="LastAct">The number of the last act in it.</param>
/// <param name="Installation">True for a whole installation with its accounts; null for what is of the process alone.</param>
internal sealed record ArchiveManifest(
    int Format, string Program, string Schema, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ArchivedProcess? Process, long LastAct, ImmutableArray<ArchivedFile> Files, bool? Installation = null)
{
    public const int CurrentFormat = 1;

    public static readonly string Entry = "manifest.json";

    /// <summary>The manifest's own sum.</summary>
    public static readonly string Seal = "manifest.sha256";

    [JsonIgnore]
    public ArchiveScope Scope => Installation == true ? ArchiveScope.Installation : ArchiveScope.Process;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
    };
}

/// <summary>Whose archive it is.</summary>
internal sealed record ArchivedProcess(string Key, int Version);
