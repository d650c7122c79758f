using Concord.Platform.I18n;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>A fault and the field that it belongs to; without a field it is only said.</summary>
public sealed record Fault(string Text, string? Field = null);

/// <summary>All that stands in the way, at the top of the page, each leading to its field. Shows nothing when nothing does.</summary>
[HtmlTargetElement("c-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummary : Part
{
    public string? Title { get; set; }

    public IReadOnlyList<Fault>? Faults { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext? ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var faults = Faults ?? Of(ViewContext?.ViewData.ModelState);
        if (faults.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        Become(output, "div", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var items = faults.Select(object (f) => El("li", null, f.Field is null ? f.Text : El("a", null, f.Text).With("href", "#" + f.Field)));
        _ = output.Content.AppendHtml(El("div", null,
            El("h2", "govuk-error-summary__title", Title ?? Texts.Here("shared.error-summary-title")),
            El("div", "govuk-error-summary__body", El("ul", "govuk-list govuk-error-summary__list", [.. items]))).With("role", "alert"));
    }

    private static List<Fault> Of(ModelStateDictionary? state) =>
        [.. (state ?? []).SelectMany(e => e.Value!.Errors.Select(x => new Fault(x.ErrorMessage, e.Key.Length == 0 ? null : e.Key)))];
}
