using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>One file or several.</summary>
[HtmlTargetElement("c-file-upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileUpload : Field
{
    public bool Multiple { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = El("input", Join("govuk-file-upload", Classes, Fault is null ? null : "govuk-file-upload--error"))
            .With("id", Key).With("name", Name).With("type", "file").When(Multiple, "multiple")
            .With("aria-describedby", Described).Void();
        Group(output, LabelPart, HintPart, ErrorPart, PassOn(output, control));
    }
}
