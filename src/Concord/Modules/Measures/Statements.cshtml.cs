using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Everything that was said, what became known last first; each leads to its sentence.</summary>
[Asks(Doing.Read)]
internal sealed class StatementsPage(StatementList list, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<StatementItem>(list, list.PageAsync, views)
{
    private ProcessInForce? process;

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("lists.name-statements"), "record");
        return ListAsync(ct);
    }

    /// <summary>What it says, in words.</summary>
    public string Says(StatementItem s)
    {
        var assertion = StatementMap.ToAssertion(new StatementRow
        {
            Form = s.Form,
            Stage = s.Stage is { } stage ? new StageId(stage) : null,
            Date = s.Date is { } date ? When.Parse(date.Edtf).Match<When?>(w => w, _ => null) : null,
            Text = s.Text,
            Detail = s.Unit ?? s.Detail,
            Value = s.Value,
        });
        return Words.Assertion(new StatementView(default, null, s.Speaker, null, false, assertion, s.Polarity, s.Certainty, s.Known, null), process?.Kind(s.Measure?.Kind));
    }

    /// <summary>The member for which the speaker spoke, as pages call it.</summary>
    public string? SpokeFor(StatementItem s) => s.SpeakerMember is { } key && process?.FindMember(key) is { } member ? Data.Words(member.Names) : null;

    public static string Date(Platform.Api.DateAnswer date) => WhenWords.Of(When.Parse(date.Edtf).Match<When?>(w => w, _ => null));

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(process = await plan.TodayAsync(permit, clock, ct));
}
