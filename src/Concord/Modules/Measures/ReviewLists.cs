using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What was decided of a proposal.</summary>
internal sealed record VerdictItem(Guid Proposal, long Number, Guid Source, Verdict Verdict, string Rule, Guid? Measure, string? Why, DateTimeOffset At, string Page);

/// <summary>What people decided of proposals that this person may see.</summary>
internal sealed class VerdictList(ConcordDb db, ISources sources, Shown shown) : Listed<VerdictItem>
{
    public override string Name => "verdicts";

    public override string? Page => null;

    public override ImmutableArray<ListFilter> Filters { get; } = [new("source", FilterForm.Id), ListFilter.Of<Verdict>("verdict"), new("rule", FilterForm.Text)];

    public override ImmutableArray<ListColumn<VerdictItem>> Columns { get; } =
    [
        new("proposal", "#meta+proposal+id", v => v.Proposal), new("number", "#meta+sequence+num", v => v.Number), new("source-id", "#meta+source+id", v => v.Source),
        new("verdict", "#status+verdict", v => v.Verdict), new("rule", "#meta+rule", v => v.Rule), new("measure-id", "#activity+id", v => v.Measure),
        new("why", "#description+reason", v => v.Why), new("at", "#date+act", v => v.At), new("page", "#meta+url", v => v.Page),
    ];

    public override async Task<Result<ListPage<VerdictItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var (source, verdict, rule) = (asked.Query.Id("source"), asked.Query.Choice<Verdict>("verdict"), asked.Query["rule"]);
        var labelled = new Dictionary<Guid, LabelId>();
        return await Cursor.Read(asked.After, ListOrder.Recorded).Match(
            async from =>
            {
                var (rows, next) = await Keyset.FillAsync<DecisionRow, VerdictItem>(
                    from,
                    asked.Limit,
                    (at, most) => db.After<DecisionRow>(at, few: source is not null).Where(d => (source == null || d.SourceId == source) && (verdict == null || d.Verdict == verdict)).Take(most).ToListAsync(ct),
                    d => new Cursor(from.Order, DateOnly.MinValue, d.Sequence, d.ProposalId.Value),
                    async some =>
                    {
                        var rules = await sources.RulesAsync(permit, [.. some.Select(d => d.ProposalId)], ct).ConfigureAwait(false);
                        foreach (var (proposal, (_, label)) in rules)
                        {
                            labelled[proposal.Value] = label;
                        }

                        return [.. some.Where(d => rules.ContainsKey(d.ProposalId) && (rule is null || rules[d.ProposalId].Rule == rule)).Select(d => (Show(d, rules[d.ProposalId].Rule), d))];
                    }).ConfigureAwait(false);
                shown.Tell(rows.Select(r => (new SourceId(r.Source), labelled[r.Proposal])));
                return (Result<ListPage<VerdictItem>>)new ListPage<VerdictItem>([.. rows], next?.ToString());
            },
            refusals => Task.FromResult<Result<ListPage<VerdictItem>>>(refusals)).ConfigureAwait(false);
    }

    private static VerdictItem Show(DecisionRow d, string rule) => new(
        d.ProposalId.Value, d.Sequence, d.SourceId, d.Verdict, rule, d.MeasureId?.Value, d.Why, d.At, $"/proposals/{d.ProposalId.Value:D}");
}

/// <summary>How a rule of the reader fared. Shares are parts of one.</summary>
internal sealed record RuleItem(string Rule, int AcceptedCount, int ChangedCount, int RejectedCount, double? AsReadShare, double AsReadShareLeast, double AsReadShareMost);

/// <summary>Which rules are trusted how far.</summary>
internal sealed class RuleList(RuleScores scores) : Listed<RuleItem>
{
    public override string Name => "rules";

    public override ImmutableArray<ListFilter> Filters => [];

    public override ImmutableArray<ListColumn<RuleItem>> Columns { get; } =
    [
        new("rule", "#meta+rule", r => r.Rule), new("accepted-count", "#indicator+accepted+num", r => r.AcceptedCount), new("changed-count", "#indicator+changed+num", r => r.ChangedCount),
        new("rejected-count", "#indicator+rejected+num", r => r.RejectedCount), new("as-read-share", "#indicator+share+num", r => r.AsReadShare),
        new("as-read-share-least", "#indicator+share+min+num", r => r.AsReadShareLeast), new("as-read-share-most", "#indicator+share+max+num", r => r.AsReadShareMost),
    ];

    public override async Task<Result<ListPage<RuleItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct) =>
        new ListPage<RuleItem>(
            [.. (await scores.AllAsync(permit, ct).ConfigureAwait(false)).Select(r => new RuleItem(
                r.Rule, r.Accepted, r.Changed, r.Rejected, r.AsRead.Seen, r.AsRead.Least, r.AsRead.Most))],
            null);
}
