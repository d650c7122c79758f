using System.Globalization;
using Concord.Platform.I18n;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>The pages of a long list. Shows nothing when there is one.</summary>
[HtmlTargetElement("c-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Pagination : Part
{
    private const string BackPath = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string OnPath = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    public int Page { get; set; } = 1;

    public int Pages { get; set; } = 1;

    /// <summary>The address of a page; <c>{0}</c> is its number.</summary>
    public string Href { get; set; } = "?page={0}";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        Become(output, "nav", "govuk-pagination");
        output.Attributes.SetAttribute("aria-label", Texts.Here("shared.pagination"));
        _ = output.Content
            .AppendHtml(Page > 1 ? Step("prev", Page - 1, "previous", BackPath) : HtmlString.Empty)
            .AppendHtml(El("ul", "govuk-pagination__list", [.. Shown().Select(Item)]))
            .AppendHtml(Page < Pages ? Step("next", Page + 1, "next", OnPath) : HtmlString.Empty);
    }

    /// <summary>The first, the last, and those beside this one; 0 stands for what is left out.</summary>
    private IEnumerable<int> Shown()
    {
        var last = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(p => p == 1 || p == Pages || Math.Abs(p - Page) <= 1))
        {
            if (page > last + 1)
            {
                yield return 0;
            }

            yield return last = page;
        }
    }

    private object Item(int page)
    {
        if (page == 0)
        {
            return El("li", "govuk-pagination__item govuk-pagination__item--ellipsis", "⋯");
        }

        var number = page.ToString(CultureInfo.InvariantCulture);
        return El("li", Join("govuk-pagination__item", page == Page ? "govuk-pagination__item--current" : null),
            El("a", "govuk-link govuk-pagination__link", number).With("href", Address(page))
                .With("aria-label", Texts.Here("shared.page-number", number)).With("aria-current", page == Page ? "page" : null));
    }

    private TagBuilder Step(string way, int page, string text, string path)
    {
        var icon = El("svg", $"govuk-pagination__icon govuk-pagination__icon--{way}", El("path").With("d", path))
            .With("xmlns", "http://www.w3.org/2000/svg").With("height", "13").With("width", "15").With("aria-hidden", "true")
            .With("focusable", "false").With("viewBox", "0 0 15 13");
        var title = El("span", "govuk-pagination__link-title", Texts.Here("shared." + text),
            El("span", "govuk-visually-hidden", " " + Texts.Here($"shared.{text}-page")));
        var link = El("a", "govuk-link govuk-pagination__link", way == "prev" ? icon : title, way == "prev" ? title : icon)
            .With("href", Address(page)).With("rel", way);
        return El("div", "govuk-pagination__" + way, link);
    }

    private string Address(int page) => string.Format(CultureInfo.InvariantCulture, Href, page);
}
