using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Declarations;

/// <summary>All declarations.</summary>
[Asks(Doing.Read)]
internal sealed class DeclarationsPage(DeclarationQueries declarations) : AskingPage
{
    public ImmutableArray<DeclarationLine> Lines { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(
        permit => declarations.ListAsync(permit, ct),
        lines =>
        {
            Lines = lines;
            this.Titled(Texts.Here("declarations.title"), "declarations");
            return Page();
        });
}
