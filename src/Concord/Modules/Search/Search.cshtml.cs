using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Kernel.Search;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Search;

/// <summary>What was found: each hit leads to its lit sentence. The question stands in the address, so that it can be kept and sent.</summary>
[Asks(Doing.Read), Searches]
internal sealed class SearchPage(AskIndex index) : AskingPage
{
    public string Text { get; private set; } = "";

    public SearchKind? Kind { get; private set; }

    public string? Member { get; private set; }

    /// <summary>Null when nothing was asked, or what was asked cannot be sought.</summary>
    public SearchResults? Results { get; private set; }

    public ImmutableArray<Refusal> Refusals { get; private set; } = [];

    public async Task OnGetAsync(string? q, string? kind, string? member, [FromQuery(Name = "page")] int? number, CancellationToken ct)
    {
        Text = q?.Trim() ?? "";
        Kind = Enum.TryParse<SearchKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null;
        Member = string.IsNullOrEmpty(member) ? null : member;
        if (Text.Length > 0)
        {
            var answer = await index.HandleAsync(HttpContext.Permit(), new Asked(Text, Kind, Member, number ?? 1), ct);
            (Results, Refusals) = answer.Match<(SearchResults?, ImmutableArray<Refusal>)>(r => (r, []), r => (null, r));
            Fault(Refusals, "q");
        }

        this.Titled(Texts.Here("search.title"), "search");
    }

    /// <summary>The same question, otherwise narrowed.</summary>
    public string Address(SearchKind? kind, string? member) =>
        SearchAddress(Text) + (kind is { } k ? "&kind=" + k.ToString().ToLowerInvariant() : "") + (member is null ? "" : "&member=" + Uri.EscapeDataString(member));

    /// <summary>The same question as a list knows it.</summary>
    public Platform.Lists.ListQuery Query
    {
        get
        {
            var query = Platform.Lists.ListQuery.All.With("q", Text);
            query = Kind is { } kind ? query.With("kind", Platform.Lists.Names.Of(kind)) : query;
            return Member is null ? query : query.With("member", Member);
        }
    }

    /// <summary>The pages of the answer; <c>{0}</c> is their number.</summary>
    public string Pages => Address(Kind, Member).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal) + "&page={0}";

    /// <summary>The words asked for, marked, in what is of the language of its source.</summary>
    public static IHtmlContent Lit(LitWords words)
    {
        var made = Part.El("span").With("translate", "no").With("dir", "auto");
        var at = 0;
        _ = words.Cut ? made.InnerHtml.Append("… ") : made.InnerHtml;
        foreach (var found in words.Found)
        {
            _ = made.InnerHtml.Append(words.Text[at..found.Start]).AppendHtml(Part.El("mark", "c-found", words.Text[found.Start..found.End]));
            at = found.End;
        }

        _ = made.InnerHtml.Append(words.Text[at..]).Append(words.CutAfter ? " …" : "");
        return made;
    }

    private static string SearchAddress(string text) => "/search?q=" + Uri.EscapeDataString(text);
}
