using Concord.Platform.I18n;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>A step on the way to a page; without an address it is the page itself.</summary>
/// <param name="IsData">The text is a name from the record and not of the language of the page.</param>
public sealed record Crumb(string Text, string? Href = null, bool IsData = false);

/// <summary>Where this page stands.</summary>
[HtmlTargetElement("c-breadcrumbs", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Breadcrumbs : Part
{
    public IReadOnlyList<Crumb> Items { get; set; } = [];

    public bool Collapse { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "nav", Join("govuk-breadcrumbs"));
        output.Attributes.SetAttribute("class", Join("govuk-breadcrumbs", Classes, Collapse ? "govuk-breadcrumbs--collapse-on-mobile" : null));
        output.Attributes.SetAttribute("aria-label", Texts.Here("shared.breadcrumb"));
        var items = Items.Select(object (i) => i.Href is null
            ? El("li", "govuk-breadcrumbs__list-item", i.Text).With("aria-current", "page").With("translate", i.IsData ? "no" : null)
            : El("li", "govuk-breadcrumbs__list-item",
                El("a", "govuk-breadcrumbs__link", i.Text).With("href", i.Href).With("translate", i.IsData ? "no" : null)));
        _ = output.Content.AppendHtml(El("ol", "govuk-breadcrumbs__list", [.. items]));
    }
}
