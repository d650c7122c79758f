using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Concord.Modules.Identity;

/// <summary>
/// A page some of whose forms ask for a key again. What was typed stands in the form when its maker comes back from showing one: until then it is kept by their browser, encrypted, for this account
/// and this page; never a secret.
/// </summary>
internal abstract class ProvedPage : AskingPage
{
    private const string Kept = "typed";

    /// <summary>What a browser keeps of one page is short; more than this was not typed by hand.</summary>
    private const int MostKept = 2_000;

    private IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> typed = ImmutableDictionary<string, Microsoft.Extensions.Primitives.StringValues>.Empty;

    protected SignedIn Who => HttpContext.Features.Get<SignedIn>()!;

    /// <summary>What was typed into a field, to be shown again.</summary>
    public string Typed(string field) => (Request.HasFormContentType ? Request.Form[field] : typed.GetValueOrDefault(field)).ToString();

    /// <summary>Where a key is shown, and from there back to this page.</summary>
    /// <param name="fields">Whose text comes back with its maker.</param>
    protected RedirectResult Prove(string page, params ImmutableArray<string> fields)
    {
        var form = QueryString.Create(fields.Select(f => KeyValuePair.Create<string, string?>(f, Typed(f)))).Value ?? "";
        if (form.Length <= MostKept && fields.Any(f => Typed(f).Length > 0))
        {
            TempData[Kept] = Whose(page) + form;
        }

        return Redirect(ProvePage.Before(page));
    }

    /// <summary>Takes up what was typed before a key was shown, and says so.</summary>
    protected void TakeUp(string page)
    {
        if (TempData[Kept] is string kept && kept.StartsWith(Whose(page), StringComparison.Ordinal))
        {
            typed = QueryHelpers.ParseQuery(kept[Whose(page).Length..]);
            Said = string.Join(' ', new[] { Said, Texts.Here("identity.typed-kept") }.OfType<string>());
        }
    }

    private string Whose(string page) => page + " " + Who.Actor.Id.Value.ToString("D");

    protected static bool IsUnproved(ImmutableArray<Refusal> refusals) => refusals[0].Code == "keys.prove-again";
}
