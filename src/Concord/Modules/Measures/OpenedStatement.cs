using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.Ledger;

namespace Concord.Modules.Measures;

/// <summary>A statement by itself, whether or not it speaks of a measure.</summary>
/// <param name="Beside">With all that was said of its measure; null when it speaks of none.</param>
/// <param name="About">The members that it is about, as far as a reply is concerned.</param>
/// <param name="Process">Knows them.</param>
internal sealed record OpenedStatement(StatementView Statement, StatementPage? Beside, ImmutableArray<MemberId> About, ProcessInForce Process)
{
    /// <summary>The languages in which a member may reply: those in which the pack names things.</summary>
    public ImmutableArray<string> Languages { get; } =
        [.. Process.Names.All.Concat(Process.Members.SelectMany(m => m.Names.All)).Select(w => w.Language).Prepend("en").Distinct(StringComparer.OrdinalIgnoreCase)];

    public ReplyView? ShownOf(MemberId member) => Statement.Replies.FirstOrDefault(r => r.MemberId == member);

    public Reply ReplyOf(MemberId member) => ShownOf(member)?.Last is { } last ? new Reply(last.Number, last.Text, last.Language) : Reply.None;

    public Act ActOf(Permit permit, string verb, MemberId member) => new(permit, verb, "statement:" + Statement.Id.Value.ToString("D"), null, new Dictionary<string, string?>
    {
        ["measure"] = Beside?.Measure.Id.Value.ToString("D"),
        ["member"] = member.Value.ToString("D"),
    });
}
