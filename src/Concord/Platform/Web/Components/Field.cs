using Concord.Platform.I18n;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>What every question has: a label, a hint, and the error that the model state holds under its name.</summary>
public abstract class Field : Part
{
    public string Name { get; set; } = "";

    [HtmlAttributeName("id")]
    public string? FieldId { get; set; }

    public string? Label { get; set; }

    public string? LabelClass { get; set; }

    public bool LabelIsHeading { get; set; }

    public string? Hint { get; set; }

    public string? Error { get; set; }

    public string? DescribedBy { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext? ViewContext { get; set; }

    protected string Key => FieldId ?? Name;

    protected string? Fault => Error ?? (ViewContext?.ViewData.ModelState.TryGetValue(Name, out var entry) == true
        ? entry.Errors.Select(e => e.ErrorMessage).FirstOrDefault(m => m.Length > 0)
        : null);

    /// <summary>The ids of hint and error, as the control names them.</summary>
    protected string? Described => Join(DescribedBy, Hint is null ? null : Key + "-hint", Fault is null ? null : Key + "-error") is { Length: > 0 } ids ? ids : null;

    protected IHtmlContent? HintPart => Hint is null ? null : El("div", "govuk-hint", Hint).With("id", Key + "-hint");

    protected IHtmlContent? ErrorPart => Fault is null ? null : ErrorMessage.Of(Key + "-error", Fault);

    protected IHtmlContent? LabelPart
    {
        get
        {
            if (Label is null)
            {
                return null;
            }

            var label = El("label", Join("govuk-label", LabelClass), Label).With("for", Key);
            return LabelIsHeading ? El("h1", "govuk-label-wrapper", label) : label;
        }
    }

    /// <summary>Wraps the control in its form group.</summary>
    protected void Group(TagHelperOutput output, params IHtmlContent?[] parts)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Join("govuk-form-group", Fault is null ? null : "govuk-form-group--error"));
        foreach (var part in parts.Where(p => p is not null))
        {
            _ = output.Content.AppendHtml(part);
        }
    }

    /// <summary>What was written on the component and is not known to it belongs to the control.</summary>
    protected static TagBuilder PassOn(TagHelperOutput output, TagBuilder control)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(control);
        foreach (var attribute in output.Attributes)
        {
            control.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        }

        return control;
    }
}

/// <summary>An error at its field; screen readers hear that it is one.</summary>
[HtmlTargetElement("c-error-message")]
public sealed class ErrorMessage : Part
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "p", "govuk-error-message");
        var text = await output.GetChildContentAsync().ConfigureAwait(false);
        _ = output.Content.AppendHtml(Prefix()).Append(" ").AppendHtml(text);
    }

    internal static IHtmlContent Of(string id, string text) =>
        El("p", "govuk-error-message", Prefix(), " ", text).With("id", id);

    private static TagBuilder Prefix() => El("span", "govuk-visually-hidden", Texts.Here("shared.error-prefix"));
}
