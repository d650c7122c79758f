using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("c-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextArea : Field
{
    public string? Value { get; set; }

    public int Rows { get; set; } = 5;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // a text area drops one leading line break when it is parsed
        var text = Value?.StartsWith('\n') == true ? "\n" + Value : Value;
        var control = El("textarea", Join("govuk-textarea", Fault is null ? null : "govuk-textarea--error", Classes), text)
            .With("id", Key).With("name", Name)
            .With("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture)).With("aria-describedby", Described);
        Group(output, LabelPart, HintPart, ErrorPart, PassOn(output, control));
    }
}
