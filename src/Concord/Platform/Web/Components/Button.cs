using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>A button, or a link that begins something and looks like one.</summary>
[HtmlTargetElement("c-button")]
public sealed class Button : Part
{
    public string? Href { get; set; }

    public string Type { get; set; } = "submit";

    public bool Disabled { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, Href is null ? "button" : "a", "govuk-button");
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            return;
        }

        output.Attributes.SetAttribute("type", Type);
        if (Disabled)
        {
            output.Attributes.SetAttribute(new TagHelperAttribute("disabled"));
            output.Attributes.SetAttribute("aria-disabled", "true");
        }
    }
}
