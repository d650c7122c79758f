using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Audit;

/// <summary>What happened to one thing, in words.</summary>
[Asks(Doing.Read), Shows("{kind}")]
internal sealed class HistoryPageModel(HistoryQueries history) : AskingPage
{
    public HistoryPage View { get; private set; } = null!;

    public Thing Thing { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string kind, Guid id, string? doing, string? after, CancellationToken ct)
    {
        Thing = new Thing(kind, id);
        return ShowAsync(
            permit => history.PageAsync(permit, Thing, Names.Read<ActSort>(doing) ?? ActSort.Done, after, 50, ct),
            view =>
            {
                View = view;
                this.Titled(Texts.Here("audit.history"), "acts");
                return Page();
            });
    }

    public string Of(ActSort sort) => Thing.History + (sort == ActSort.Done ? "" : "?doing=" + Names.Of(sort));
}

/// <summary>An act of a thing as the API tells it.</summary>
internal sealed record HistoryItem(long Number, DateTimeOffset At, string? Who, Capacity Capacity, string? Body, string Verb, string Told, string? Why, System.Collections.Immutable.ImmutableArray<string> Changes)
{
    public static HistoryItem Of(HistoryLine l) => new(l.Number, l.At, l.Who, l.Capacity, l.Body, l.Verb, ActList.Sentence(l.Verb), l.Why, l.Changes);
}
