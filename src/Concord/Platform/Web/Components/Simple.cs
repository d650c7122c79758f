using Concord.Platform.I18n;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>A state, in a word or two.</summary>
[HtmlTargetElement("c-tag")]
public sealed class Tag : Part
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "strong", "govuk-tag");
}

/// <summary>Set off from the text around it.</summary>
[HtmlTargetElement("c-inset")]
public sealed class Inset : Part
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Become(output, "div", "govuk-inset-text");
}

/// <summary>Back to where the reader came from.</summary>
[HtmlTargetElement("c-back")]
public sealed class Back : Part
{
    public string Href { get; set; } = "/";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "a", "govuk-back-link");
        output.Attributes.SetAttribute("href", Href);
    }
}

/// <summary>The keyboard's way past the head of the page.</summary>
[HtmlTargetElement("c-skip-link")]
public sealed class SkipLink : Part
{
    public string Href { get; set; } = "#content";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "a", "govuk-skip-link");
        output.Attributes.SetAttribute("href", Href);
        output.Attributes.SetAttribute("data-module", "govuk-skip-link");
    }
}

/// <summary>Something that can have consequences.</summary>
[HtmlTargetElement("c-warning")]
public sealed class Warning : Part
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", "govuk-warning-text");
        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        _ = output.Content.AppendHtml(El("span", "govuk-warning-text__icon", "!").With("aria-hidden", "true"))
            .AppendHtml(El("strong", "govuk-warning-text__text",
                El("span", "govuk-visually-hidden", Texts.Here("shared.warning")), text));
    }
}

/// <summary>More, for who wants it.</summary>
[HtmlTargetElement("c-details")]
public sealed class Details : Part
{
    public string Summary { get; set; } = "";

    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "details", "govuk-details");
        if (Open)
        {
            output.Attributes.SetAttribute(new TagHelperAttribute("open"));
        }

        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        _ = output.Content
            .AppendHtml(El("summary", "govuk-details__summary", El("span", "govuk-details__summary-text", Summary)))
            .AppendHtml(El("div", "govuk-details__text", text));
    }
}

/// <summary>How finished this is.</summary>
[HtmlTargetElement("c-phase")]
public sealed class Phase : Part
{
    public string Tag { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", "govuk-phase-banner govuk-width-container");
        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        _ = output.Content.AppendHtml(El("p", "govuk-phase-banner__content",
            El("strong", "govuk-tag govuk-phase-banner__content__tag", Tag),
            El("span", "govuk-phase-banner__text", text)));
    }
}
