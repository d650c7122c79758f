using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Who supports, opposes or intends what: by question, each with its sentence.</summary>
[Asks(Doing.Read), Shows("measure")]
internal sealed class PositionsPageModel(PositionList list, SaidQueries said, SavedViews views, IPlan plan, TimeProvider clock) : ListPageModel<SaidView>(list, list.ViewsAsync, views)
{
    public ProcessInForce? Process { get; private set; }

    public ImmutableArray<QuestionView> Questions { get; private set; } = [];

    /// <summary>The question whose page this is; null on the page of all.</summary>
    public QuestionView? One { get; private set; }

    public string Title { get; private set; } = "";

    protected override int OnAPage => RouteData.Values["id"] is null ? 200 : int.MaxValue;

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        var page = await ListAsync(ct);
        Questions = Process is { } process ? SaidQueries.Questions(process, Rows) : [];
        if (id is { } asked)
        {
            One = await said.QuestionAsync(HttpContext.Permit(), Questions, clock.Today(), new MeasureId(asked), ct);
            if (One is null)
            {
                return Refused([new Refusal("question.unknown")]);
            }

            Questions = [One];
        }

        Title = One is { } one ? one.On : (PositionList.About(Frame.Query["about"]), Process?.FindMember(Frame.Query["member"])) switch
        {
            ({ } country, _) => Texts.Here("measures.positions-about", country.Name),
            (_, { } member) => Texts.Here("measures.positions-of", Data.Words(member.Names)),
            _ => Texts.Here("measures.positions-title"),
        };
        this.Titled(Title, "record");
        return page;
    }

    /// <summary>Members of whom no position is on record; told only where every position on the question is shown.</summary>
    public MemberInForce[] Silent(QuestionView question) => Frame.Filters.Any(f => f.Value is not null && f.Filter.Name != "about") || !Frame.IsBeginning || Frame.Next is not null
        ? []
        : [.. (Process?.Members ?? []).Where(m => question.Positions.All(p => p.By?.Id != m.Id))];

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(Process = await plan.TodayAsync(permit, clock, ct));
}
