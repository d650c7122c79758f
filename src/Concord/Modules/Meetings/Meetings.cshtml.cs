using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Meetings;

/// <summary>Meetings by year; the year stands in the address.</summary>
[Asks(Doing.Read)]
internal sealed class MeetingsPage(MeetingQueries meetings) : AskingPage
{
    public MeetingList View { get; private set; } = null!;

    [BindProperty(Name = "year", SupportsGet = true)]
    public int? Year { get; set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(
        permit => meetings.ListAsync(permit, Year, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("meetings.title"), "meetings");
            return Page();
        });

    public static string Address(int? year) => year is { } y ? FormattableString.Invariant($"{MeasureLinks.Meetings}?year={y}") : MeasureLinks.Meetings;
}
