using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>One line of text.</summary>
[HtmlTargetElement("c-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Input : Field
{
    public string Type { get; set; } = "text";

    public string? Value { get; set; }

    public bool Disabled { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = El("input", Join("govuk-input", Classes, Fault is null ? null : "govuk-input--error"))
            .With("id", Key).With("name", Name).With("type", Type).With("value", string.IsNullOrEmpty(Value) ? null : Value)
            .With("aria-describedby", Described).When(Disabled, "disabled").Void();
        Group(output, LabelPart, HintPart, ErrorPart, PassOn(output, control));
    }
}
