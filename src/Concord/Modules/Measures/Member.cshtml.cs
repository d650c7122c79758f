using Concord.Core.Kernel;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A member's page: what it did, announced, holds and meets, each line with its sentence; printed, a brief of two pages.</summary>
[Asks(Doing.Read)]
internal sealed class MemberPageModel(MemberQueries members, MeasureQueries measures) : AskingPage
{
    /// <summary>So many measures of an area are named; the cell of the record holds the rest.</summary>
    public const int Most = 6;

    /// <summary>So many announcements, positions and obstacles; the rest is folded away or stands on their own pages.</summary>
    public const int Lines = 8;

    public MemberPage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string key, CancellationToken ct) => ShowAsync(
        permit => members.MemberAsync(permit, key, measures.Now, ct),
        view =>
        {
            View = view;
            this.Titled(Data.Words(view.Member.Names), "record");
            return Page();
        });
}
