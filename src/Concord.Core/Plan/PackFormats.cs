using System.Collections.Frozen;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>The formats that the schema of packs names.</summary>
internal static class PackFormats
{
    public static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(["uuid", "uri", "edtf"]);

    public static void Check(string format, JsonItem value, PackPath path, PackFaults faults)
    {
        if (format == "uuid" && !Guid.TryParseExact(value.Text, "D", out _))
        {
            faults.Add(value.At, path, "pack.not-uuid", PackFaults.Shown(value.Text));
        }

        if (format == "uri" && !IsWebAddress(value.Text))
        {
            faults.Add(value.At, path, "pack.not-address", PackFaults.Shown(value.Text));
        }

        if (format == "edtf")
        {
            var why = When.Parse(value.Text).Match<string?>(_ => null, refused => refused[0].Code);
            if (why is not null)
            {
                faults.Add(value.At, path, "pack.not-date", PackFaults.Shown(value.Text), why);
            }
        }
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}

/// <summary>Keys of one file: who declares them, who refers to them.</summary>
internal sealed class PackKeys
{
    private readonly HashSet<(string Family, string Key)> declared = [];
    private readonly List<(string Family, JsonItem Value, PackPath Path)> referred = [];

    public void Declare(string family, JsonItem value, PackPath path, PackFaults faults)
    {
        if (!declared.Add((family, value.Text)))
        {
            faults.Add(value.At, path, "pack.declared-twice", family, PackFaults.Shown(value.Text));
        }
    }

    public void Refer(string family, JsonItem value, PackPath path) => referred.Add((family, value, path));

    /// <summary>Reports each reference to a key that nobody declares.</summary>
    public void Resolve(PackFaults faults)
    {
        foreach (var (family, value, path) in referred.Where(r => !declared.Contains((r.Family, r.Value.Text))))
        {
            faults.Add(value.At, path, "pack.reference-unknown", family, PackFaults.Shown(value.Text));
        }
    }
}
