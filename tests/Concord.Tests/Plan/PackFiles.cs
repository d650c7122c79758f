using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Concord.Core.Kernel;
using Concord.Core.Plan;

namespace Concord.Tests.Plan;

/// <summary>The two packs of the tests, and how to spoil one.</summary>
internal static class PackFiles
{
    public static byte[] Commit { get; } = File.ReadAllBytes(Path.Combine(Repository.Root, "packs", "commit", "pack.json"));

    public static byte[] Lake { get; } = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Concord.Tests", "Plan", "lake-fisheries.json"));

    public static Pack Whole(byte[] json) =>
        PackReader.Read(json, "pack.json").Match(p => p, r => throw new InvalidOperationException(string.Join("\n", r)));

    public static ImmutableArray<Refusal> Faults(ReadOnlySpan<byte> json) => PackReader.Read(json, "pack.json").Match(_ => [], r => r);

    public static ImmutableArray<Refusal> Faults(Action<JsonNode> spoil)
    {
        var pack = JsonNode.Parse(Lake)!;
        spoil(pack);
        return Faults(Encoding.UTF8.GetBytes(pack.ToJsonString()));
    }
}
