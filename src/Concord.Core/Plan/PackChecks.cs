using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>What a schema cannot say. Works on whatever shape it is given, so that all faults of a file are told at once.</summary>
internal static class PackChecks
{
    private static readonly string[] Lists = ["members", "bodies", "offices", "roles", "phases", "meetings"];

    public static void Check(JsonItem root, PackFaults faults)
    {
        foreach (var list in Lists)
        {
            Each(root, list, PackPath.Root, (item, path) => Sourced(item, path, faults));
        }

        Each(root, "members", PackPath.Root, (member, path) =>
        {
            InOrder(member, "short_names", "valid", path, faults);
            InOrder(member, "formal_names", "valid", path, faults);
        });
        Each(root, "offices", PackPath.Root, (office, path) =>
        {
            InOrder(office, "holders", "valid", path, faults);
            Each(office, "holders", path, (holder, at) => OneHolder(holder, at, faults));
        });
        Kinds(root, faults);
        Each(root, "phases", PackPath.Root, (phase, path) => Each(phase, "areas", path, (area, at) => Sourced(area, at, faults)));
        Begins(root, faults);
        RecordPhase(root, faults);
        Each(root, "measures", PackPath.Root, (measure, path) => Each(measure, "said", path, (said, at) => Said(root, measure.String("kind"), said, at, faults)));
        var meeting = root.List("kinds").FirstOrDefault(k => k.String("sort") == "meeting");
        Each(root, "meetings", PackPath.Root, (held, path) => Each(held, "said", path, (said, at) =>
        {
            if (meeting is null)
            {
                faults.Add(said.At, at, "pack.no-meeting-kind");
            }

            Said(root, meeting?.String("key"), said, at, faults);
        }));
    }

    private static void Each(JsonItem from, string list, PackPath path, Action<JsonItem, PackPath> check)
    {
        var items = from.List(list);
        for (var i = 0; i < items.Length; i++)
        {
            check(items[i], path.To(list).At(i));
        }
    }

    /// <summary>Every fact says where it is known from, or that it is not confirmed; kinds of measure are a choice, not a fact.</summary>
    private static void Sourced(JsonItem item, PackPath path, PackFaults faults)
    {
        if (item.Kind == JsonValueKind.Object && item.List("sources").IsEmpty && !item.Flag("unconfirmed"))
        {
            faults.Add(item.At, path, "pack.no-source");
        }
    }

    /// <summary>Oldest first, and none begins before the one before it is over.</summary>
    private static void InOrder(JsonItem from, string list, string date, PackPath path, PackFaults faults)
    {
        When? before = null;
        Each(from, list, path, (item, at) =>
        {
            var now = Date(item, date);
            if (before is not null && now is not null && (before.Latest is not { } end || now.Earliest is not { } begin || begin < end))
            {
                faults.Add(item.At, at.To(date), "pack.out-of-order", now.Edtf, before.Edtf);
            }

            before = now ?? before;
        });
    }

    private static void OneHolder(JsonItem holder, PackPath path, PackFaults faults)
    {
        if (holder["body"] is null == holder["member"] is null)
        {
            faults.Add(holder.At, path, "pack.one-holder");
        }
    }

    /// <summary>A status leads to one stage of a kind, a kind of fact to one kind of measure, and nothing follows an end but ends.</summary>
    private static void Kinds(JsonItem root, PackFaults faults)
    {
        var facts = new HashSet<string>();
        Each(root, "kinds", PackPath.Root, (kind, path) =>
        {
            Texts(kind, "facts", path, (fact, at) => Once(facts, fact, at, "pack.fact-claimed-twice", faults));
            var statuses = new HashSet<string>();
            var ended = false;
            Each(kind, "stages", path, (stage, at) =>
            {
                Texts(stage, "statuses", at, (status, where) => Once(statuses, status, where, "pack.status-claimed-twice", faults));
                if (ended && !stage.Flag("end"))
                {
                    faults.Add(stage.At, at, "pack.stage-after-end", PackFaults.Shown(stage.String("key") ?? ""));
                }

                ended |= stage.Flag("end");
            });
        });
    }

    private static void Texts(JsonItem from, string list, PackPath path, Action<JsonItem, PackPath> check) =>
        Each(from, list, path, (item, at) =>
        {
            if (item.Kind == JsonValueKind.String)
            {
                check(item, at);
            }
        });

    private static void Once(HashSet<string> seen, JsonItem item, PackPath path, string code, PackFaults faults)
    {
        if (!seen.Add(item.Text))
        {
            faults.Add(item.At, path, code, PackFaults.Shown(item.Text));
        }
    }

    /// <summary>Phases stand in the order in which they begin; they may overlap, since plans overrun.</summary>
    private static void Begins(JsonItem root, PackFaults faults)
    {
        When? before = null;
        Each(root, "phases", PackPath.Root, (phase, path) =>
        {
            var now = Date(phase, "period");
            if (before?.Earliest is { } earlier && now?.Earliest is { } begin && begin < earlier)
            {
                faults.Add(phase.At, path.To("period"), "pack.out-of-order", now.Edtf, before.Edtf);
            }

            before = now ?? before;
        });
    }

    private static void RecordPhase(JsonItem root, PackFaults faults)
    {
        if (root["record_phase"] is { Kind: JsonValueKind.String } named
            && root.List("phases").FirstOrDefault(p => p.String("key") == named.Text) is { } phase && phase.List("areas").IsEmpty)
        {
            faults.Add(named.At, PackPath.Root.To("record_phase"), "pack.record-without-areas", PackFaults.Shown(named.Text));
        }
    }

    /// <summary>Every statement has a document or says that it is unconfirmed; its stage is one of its measure's kind.</summary>
    private static void Said(JsonItem root, string? ofKind, JsonItem said, PackPath path, PackFaults faults)
    {
        if (said["document"] is null && !said.Flag("unconfirmed"))
        {
            faults.Add(said.At, path, "pack.no-source");
        }

        if (said.String("stage") is { } stage && root.List("kinds").FirstOrDefault(k => k.String("key") == ofKind) is { } kind
            && kind.List("stages").All(s => s.String("key") != stage))
        {
            faults.Add(said.At, path.To("stage"), "pack.stage-of-other-kind", PackFaults.Shown(stage), PackFaults.Shown(kind.String("key") ?? ""));
        }

        if (said["stage"] is null && (said.Flag("expected") || said["when"] is not null))
        {
            faults.Add(said.At, path, "pack.missing", "stage");
        }

        if (said["who"] is null != said["role"] is null)
        {
            faults.Add(said.At, path, "pack.missing", said["who"] is null ? "who" : "role");
        }
    }

    private static When? Date(JsonItem item, string name) =>
        item.String(name) is { } edtf ? When.Parse(edtf).Match(w => (When?)w, _ => null) : null;
}
