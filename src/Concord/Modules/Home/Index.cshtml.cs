using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Audit.Contracts;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;

namespace Concord.Modules.Home;

/// <summary>What this is, where to begin, what waits, and what was done last.</summary>
[Asks(Doing.Read)]
internal sealed class IndexPage(IReviews reviews, IActs acts, Shown shown) : AskingPage
{
    public ImmutableArray<ReviewedSource> Waiting { get; private set; } = [];

    public bool HasSources { get; private set; }

    public ImmutableArray<ActView> Acts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var permit = HttpContext.Permit();
        if (HttpContext.May(Doing.Review))
        {
            var sources = await reviews.SourcesAsync(permit, 100, ct);
            HasSources = !sources.IsEmpty;
            Waiting = [.. sources.Where(s => s.Open > 0).Take(8)];
            shown.Tell(Waiting.Select(s => s.Source.Id));
        }

        Acts = await acts.LatestAsync(permit, 6, ct);
        this.Titled(Texts.Here("home.title"), "home");
    }
}
