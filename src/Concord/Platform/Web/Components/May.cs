using Concord.Core.Kernel;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>Shown only to whoever may do it: what the gate would refuse is not offered.</summary>
[HtmlTargetElement("*", Attributes = "c-may")]
public sealed class May : TagHelper
{
    /// <summary>After every other: what they add to the element goes with it.</summary>
    public override int Order => int.MaxValue;

    [HtmlAttributeName("c-may")]
    public Doing To { get; set; }

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!ViewContext.HttpContext.May(To))
        {
            output.SuppressOutput();
        }
    }
}
