using Concord.Platform.I18n;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>What just happened (success), or what one should know.</summary>
[HtmlTargetElement("c-banner")]
public sealed class Banner : Part
{
    private const string TitleId = "govuk-notification-banner-title";

    public bool Success { get; set; }

    public string? Text { get; set; }

    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", Join("govuk-notification-banner", Success ? "govuk-notification-banner--success" : null));
        output.Attributes.SetAttribute("role", Success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", TitleId);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        var title = Title ?? Texts.Here(Success ? "shared.banner-success" : "shared.banner-important");
        var inside = Text is null
            ? El("div", "govuk-notification-banner__content", await output.GetChildContentAsync().ConfigureAwait(false))
            : El("div", "govuk-notification-banner__content", El("p", "govuk-notification-banner__heading", Text));
        _ = output.Content
            .AppendHtml(El("div", "govuk-notification-banner__header", El("h2", "govuk-notification-banner__title", title).With("id", TitleId)))
            .AppendHtml(inside);
    }
}
