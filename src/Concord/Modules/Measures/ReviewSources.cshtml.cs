using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Modules.Measures;

/// <summary>Sources as they came in, each with what waits for a decision.</summary>
[Asks(Doing.Read)]
internal sealed class ReviewSourcesPage(IReviews reviews) : AskingPage
{
    private const int Most = 200;

    public ImmutableArray<ReviewedSource> Sources { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Sources = await reviews.SourcesAsync(HttpContext.Permit(), Most, ct);
        this.Titled(Texts.Here("sources.title"), "sources");
    }
}
