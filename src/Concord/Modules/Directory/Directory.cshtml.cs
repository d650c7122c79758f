using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Directory;

/// <summary>Bodies and officials by member, in protocol order.</summary>
[Asks(Doing.Read)]
internal sealed class DirectoryPage(DirectoryList list, SavedViews views, DirectoryQueries directory, IPlan plan, TimeProvider clock) : ListPageModel<DirectoryEntry>(list, list.ViewsAsync, views)
{
    private ProcessInForce? process;

    /// <summary>How the authorities of members stand today.</summary>
    public ImmutableArray<NamedStanding> Standings { get; private set; } = [];

    public bool MayKeepCredentials => HttpContext.Permit().To(Doing.KeepCredentials).IsOk;

    /// <summary>The authorities of a member against whose credential something stands.</summary>
    public IEnumerable<NamedStanding> Against(MemberId member) => Standings.Where(s => s.Member == member && CredentialWords.Against(s.Standing) is not null);

    /// <summary>Members of whom something is shown, or all when nothing is sought; then the region and others.</summary>
    public ImmutableArray<DirectorySection> Sections =>
    [
        .. (process?.Members ?? []).Select(m => new DirectorySection(m, [.. Rows.Where(r => r.Members.Any(x => x.Id == m.Id)).OrderBy(r => r.Name, StringComparer.Ordinal)]))
            .Append(new DirectorySection(null, [.. Rows.Where(r => r.Members.IsEmpty).OrderBy(r => r.Name, StringComparer.Ordinal)]))
            .Where(s => !s.Entries.IsEmpty || (s.Member is not null && !Frame.IsNarrowed && Frame.IsRead && Frame.IsBeginning)),
    ];

    protected override int OnAPage => 300;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        this.Titled(Texts.Here("directory.title"), "directory");
        Standings = await directory.StandingsAsync(HttpContext.Permit(), ct);
        return await ListAsync(ct);
    }

    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<Choice>>> NamesAsync(Permit permit, CancellationToken ct) =>
        ProcessChoices.Of(process = await plan.TodayAsync(permit, clock, ct));
}
