using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Directory;

/// <summary>Bodies and officials by member, in protocol order; one member's when the address says so.</summary>
[Asks(Doing.Read)]
internal sealed class DirectoryPage(DirectoryQueries directory) : AskingPage
{
    public DirectoryList View { get; private set; } = null!;

    [BindProperty(Name = "member", SupportsGet = true)]
    public string? Member { get; set; }

    public ImmutableArray<DirectorySection> Shown => [.. View.Sections.Where(s => string.IsNullOrEmpty(Member) || s.Member?.Key == Member)];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(
        permit => directory.ListAsync(permit, ct),
        view =>
        {
            View = view;
            this.Titled(Texts.Here("directory.title"), "directory");
            return Page();
        });
}
