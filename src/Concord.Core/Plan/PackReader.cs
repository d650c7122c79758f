using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>Reads a process pack: JSON that obeys <c>packs/pack.schema.json</c> and holds together.</summary>
public static class PackReader
{
    private static readonly Lazy<PackSchema> Schema = new(() => PackSchema.Of(SchemaFile()));

    /// <summary>
    /// The pack, or every fault at once (at most 200, and then how many more). Total: any bytes, never throws. A refusal has a code
    /// <c>pack.*</c> and the values file, line, JSON path, and what else its sentence needs.
    /// </summary>
    /// <param name="json">The bytes of the file; UTF-8, with or without a byte order mark.</param>
    /// <param name="file">What the file is called in the faults.</param>
    public static Result<Pack> Read(ReadOnlySpan<byte> json, string file)
    {
        var faults = new PackFaults(file);
        faults.Lines(json);
        if (PackJson.Read(json, faults) is not { } root)
        {
            return faults.All();
        }

        var keys = new PackKeys();
        Schema.Value.Check(root, PackPath.Root, keys, faults);
        keys.Resolve(faults);
        PackChecks.Check(root, faults);
        return faults.Any ? faults.All() : PackBuilder.Build(root);
    }

    /// <summary>The bytes of the schema, as it stands in <c>packs/</c>.</summary>
    public static byte[] SchemaFile()
    {
        using var stream = typeof(PackReader).Assembly.GetManifestResourceStream("pack.schema.json")
            ?? throw new InvalidOperationException("the schema of packs is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
