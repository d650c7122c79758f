using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A country or area that is no member: the positions taken on it. A member has a page of its own.</summary>
[Asks(Doing.Read)]
internal sealed class CountryPageModel(SaidQueries said, MeasureQueries measures) : AskingPage
{
    public PositionsPage View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => ShowAsync(
        permit => said.PositionsAsync(permit, measures.Now, code, null, ct),
        view =>
        {
            View = view;
            if (view.About is not { } country)
            {
                return Refused([new Refusal("country.unknown", code)]);
            }

            if (view.Process.Members.FirstOrDefault(m => m.Iso2 == country.Iso2) is { } member)
            {
                return Redirect(MeasureLinks.Member(member.Key));
            }

            this.Titled(country.Name, "record");
            return Page();
        });
}
