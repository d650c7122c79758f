using System.Collections.Immutable;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Modules.Measures;

/// <summary>Which rules of the reader are trusted how far, by what people decided of their proposals.</summary>
[Asks(Core.Kernel.Doing.Read)]
internal sealed class RulesPage(RuleScores scores) : AskingPage
{
    public ImmutableArray<RuleScore> Scores { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Scores = await scores.AllAsync(HttpContext.Permit(), ct);
        this.Titled(Texts.Here("measures.rules-title"), "sources");
    }

    /// <summary>In whole hundredths.</summary>
    public static int Percent(double share) => (int)Math.Round(share * 100, MidpointRounding.AwayFromZero);
}
