using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>What is known, line by line: key, value and what can be done.</summary>
[HtmlTargetElement("c-summary-list")]
public sealed class SummaryList : Part
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        List<SummaryRow.Row> rows = [];
        context.Items[typeof(SummaryList)] = rows;
        _ = await output.GetChildContentAsync().ConfigureAwait(false);
        Become(output, "dl", "govuk-summary-list");
        _ = output.Content.Clear();
        var anyActs = rows.Any(r => r.Action is not null);
        foreach (var row in rows)
        {
            var css = Join("govuk-summary-list__row", anyActs && row.Action is null ? "govuk-summary-list__row--no-actions" : null);
            _ = output.Content.AppendHtml(El("div", css,
                El("dt", "govuk-summary-list__key", row.Key),
                El("dd", "govuk-summary-list__value", row.Value),
                row.Action is null ? null : El("dd", "govuk-summary-list__actions", row.Action)));
        }
    }
}

/// <summary>One line of a summary list.</summary>
[HtmlTargetElement("c-row", ParentTag = "c-summary-list")]
public sealed class SummaryRow : TagHelper
{
    public string Key { get; set; } = "";

    public string? ActionHref { get; set; }

    public string? ActionText { get; set; }

    public string? ActionAbout { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var value = new HtmlString((await output.GetChildContentAsync().ConfigureAwait(false)).GetContent());
        var action = ActionHref is null ? null : Part.El("a", "govuk-link", ActionText,
            ActionAbout is null ? null : Part.El("span", "govuk-visually-hidden", " " + ActionAbout)).With("href", ActionHref);
        ((List<Row>)context.Items[typeof(SummaryList)]).Add(new Row(Key, value, action));
        output.SuppressOutput();
    }

    internal sealed record Row(string Key, IHtmlContent Value, TagBuilder? Action);
}
