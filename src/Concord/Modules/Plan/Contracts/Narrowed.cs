using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;

namespace Concord.Modules.Plan.Contracts;

/// <summary>The names of a filter, found in the process: a member by any of its names and codes.</summary>
internal sealed record Narrowed(ProcessInForce Process, MemberInForce? Member, KindInForce? Kind, string? Area, PhaseInForce? Phase)
{
    /// <summary>Refused with <c>list.no-such-name</c>, which names the parameter.</summary>
    public static Result<Narrowed> Of(ListQuery query, ProcessInForce process)
    {
        var (member, kind, area, phase) = (query["member"], query["kind"], query["area"], query["phase"]);
        var found = new Narrowed(
            process, process.FindMember(member), process.Kind(kind), process.Phases.SelectMany(p => p.Areas).FirstOrDefault(a => a.Key == area)?.Key,
            process.Phases.FirstOrDefault(p => p.Key == phase));
        (string Name, string? Value, object? Found, IEnumerable<string> Known)[] names =
        [
            ("member", member, found.Member, process.Members.Select(m => m.Key)), ("kind", kind, found.Kind, process.Kinds.Select(k => k.Key)),
            ("area", area, found.Area, process.Phases.SelectMany(p => p.Areas).Select(a => a.Key)), ("phase", phase, found.Phase, process.Phases.Select(p => p.Key)),
        ];
        var faults = names.Where(n => n.Value is not null && n.Found is null).Select(n => new Refusal("list.no-such-name", n.Name, n.Value!, string.Join(", ", n.Known))).ToImmutableArray();
        return faults.IsEmpty ? found : faults;
    }
}

/// <summary>What may be chosen out of the process.</summary>
internal static class ProcessChoices
{
    /// <summary>The process as it is in force today; null when no pack is loaded.</summary>
    public static async Task<ProcessInForce?> TodayAsync(this IPlan plan, Permit permit, TimeProvider clock, CancellationToken ct) =>
        (await plan.InForceAsync(permit, clock.Today(), ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);

    public static IReadOnlyDictionary<string, IReadOnlyList<Choice>> Of(ProcessInForce? process) => process is null
        ? new Dictionary<string, IReadOnlyList<Choice>>()
        : new Dictionary<string, IReadOnlyList<Choice>>
        {
            ["member"] = [.. process.Members.Select(m => new Choice(m.Key, Data.Words(m.Names), IsData: true))],
            ["kind"] = [.. process.Kinds.Select(k => new Choice(k.Key, Data.Words(k.Names), IsData: true))],
            ["area"] = [.. process.Phases.SelectMany(p => p.Areas.Select(a => new Choice(a.Key, Data.Words(p.ShortNames) + " " + a.Number + " " + Data.Words(a.ShortNames), IsData: true)))],
        };
}
