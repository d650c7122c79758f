using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Meetings;

/// <summary>Meetings, the last first.</summary>
[Asks(Doing.Read)]
internal sealed class MeetingsPage(MeetingList list, MeetingQueries meetings, SavedViews views, TimeProvider clock) : ListPageModel<MeetingLine>(list, list.ViewsAsync, views)
{
    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("meetings.title"), "meetings");
        return ListAsync(ct);
    }

    /// <summary>The years in which there are any, the last first.</summary>
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct)
    {
        var today = clock.Today();
        var years = (await meetings.ListAsync(permit, today, today, ct)).Match<int[]>(all => [.. all.Select(l => l.Year).OfType<int>().Distinct().OrderDescending()], _ => []);
        return new Dictionary<string, IReadOnlyList<Choice>>
        {
            ["year"] = [.. years.Select(y => y.ToString(CultureInfo.InvariantCulture)).Select(y => new Choice(y, y, IsData: true))],
        };
    }
}
