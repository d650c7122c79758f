using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>One answer of several.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">What explains it.</param>
/// <param name="IsData">The text is a name from the record and not of the language of the page.</param>
public sealed record Choice(string Value, string Text, string? Hint = null, bool IsData = false);

/// <summary>A question with several answers in a fieldset.</summary>
public abstract class Choices : Field
{
    public IReadOnlyList<Choice> Items { get; set; } = [];

    public string? Legend { get; set; }

    public string? LegendClass { get; set; }

    public bool LegendIsHeading { get; set; }

    protected abstract string Css { get; }

    /// <summary>In full: the build of the style sheets looks for names as they are written.</summary>
    protected abstract string HintCss { get; }

    protected abstract string Type { get; }

    protected abstract bool IsChosen(Choice item);

    /// <summary>What describes the whole, for each answer to name when there is no fieldset to name it.</summary>
    protected virtual string? Outer => null;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var list = El("div", Join(Css, Classes), [.. Items.Select(Item)]).With("data-module", Css);
        _ = PassOn(output, list);
        if (Legend is null)
        {
            Group(output, HintPart, ErrorPart, list);
            return;
        }

        var legend = El("legend", Join("govuk-fieldset__legend", LegendClass),
            LegendIsHeading ? El("h1", "govuk-fieldset__heading", Legend) : Legend);
        Group(output, El("fieldset", "govuk-fieldset", legend, HintPart, ErrorPart, list).With("aria-describedby", Described));
    }

    private IHtmlContent Item(Choice item, int index)
    {
        // the first has no number, so that the error summary can lead to it
        var id = index == 0 ? Key : Key + "-" + (index + 1).ToString(CultureInfo.InvariantCulture);
        var hint = item.Hint is null ? null : El("div", "govuk-hint " + HintCss, item.Hint).With("id", id + "-item-hint");
        var control = El("input", Css + "__input").With("id", id).With("name", Name).With("type", Type).With("value", item.Value)
            .When(IsChosen(item), "checked").With("aria-describedby", Join(Legend is null ? Outer : null, hint is null ? null : id + "-item-hint") is { Length: > 0 } ids ? ids : null)
            .Void();
        var label = El("label", $"govuk-label {Css}__label", item.Text).With("for", id).With("translate", item.IsData ? "no" : null);
        return El("div", Css + "__item", control, label, hint);
    }
}

/// <summary>One answer.</summary>
[HtmlTargetElement("c-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Radios : Choices
{
    public string? Value { get; set; }

    protected override string Css => "govuk-radios";

    protected override string HintCss => "govuk-radios__hint";

    protected override string Type => "radio";

    protected override bool IsChosen(Choice item) => item is not null && item.Value == Value;
}

/// <summary>Any number of answers.</summary>
[HtmlTargetElement("c-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Checkboxes : Choices
{
    public IReadOnlyCollection<string> Values { get; set; } = [];

    protected override string Css => "govuk-checkboxes";

    protected override string HintCss => "govuk-checkboxes__hint";

    protected override string Type => "checkbox";

    protected override string? Outer => Described;

    protected override bool IsChosen(Choice item) => item is not null && Values.Contains(item.Value);
}

/// <summary>One answer out of a long list.</summary>
[HtmlTargetElement("c-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Select : Field
{
    public IReadOnlyList<Choice> Items { get; set; } = [];

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = El("select", Join("govuk-select", Classes, Fault is null ? null : "govuk-select--error"), [.. Items.Select(Item)])
            .With("id", Key).With("name", Name).With("aria-describedby", Described);
        Group(output, LabelPart, HintPart, ErrorPart, PassOn(output, control));
    }

    private TagBuilder Item(Choice item) => El("option", null, item.Text).With("value", item.Value)
        .When(item.Value == Value, "selected").With("translate", item.IsData ? "no" : null);
}
