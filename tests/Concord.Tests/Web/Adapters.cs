using System.Globalization;
using System.Net;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Tests.Web;

/// <summary>A fixture's options as the properties of our component. What is not taken here the component does not know.</summary>
internal static class Adapters
{
    public static Made Of(string component, Options o) => component switch
    {
        "back-link" => new(new Back { Classes = o.Take("classes"), Href = o.Take("href") ?? "#" }, Html(o, "Back")),
        "breadcrumbs" => new(new Breadcrumbs
        {
            Classes = o.Take("classes"),
            Collapse = o.Take("collapseOnMobile") is not null,
            Items = [.. Items(o, "items", i => new Crumb(i.Take("text") ?? "", i.Take("href")))],
        }),
        "button" => Passing(o, new(new Button
        {
            Classes = o.Take("classes"), Href = o.Take("href"), Type = o.Take("type") ?? "submit", Disabled = o.Take("disabled") is not null,
        }, Html(o)), "name", "value", "id"),
        "checkboxes" => new(Choice(o, new Checkboxes { Values = [.. o.Each("values").Select(v => v.Take("")!)] })),
        "details" => Passing(o, new(new Details { Classes = o.Take("classes"), Summary = o.Take("summaryText") ?? "", Open = o.Take("open") is not null }, Html(o)), "id"),
        "error-message" => Passing(o, new(new ErrorMessage { Classes = o.Take("classes") }, Html(o)), "id"),
        "error-summary" when !o.Has("errorList") => o.Unknown("no errors", new Made(new Back())),
        "error-summary" => new(new ErrorSummary
        {
            Classes = o.Take("classes"),
            Title = o.Take("titleText"),
            Faults = [.. Items(o, "errorList", i => new Fault(i.Take("text") ?? "", i.Take("href")?.TrimStart('#')))],
        }),
        "file-upload" => Passing(o, new(Field(o, new FileUpload { Classes = o.Take("classes"), Multiple = o.Take("multiple") is not null }))),
        "input" => Passing(o, new(Field(o, new Input
        {
            Classes = o.Take("classes"), Type = o.Take("type") ?? "text", Value = o.Take("value"), Disabled = o.Take("disabled") is not null,
        })), "autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize"),
        "inset-text" => Passing(o, new(new Inset { Classes = o.Take("classes") }, Html(o)), "id"),
        "notification-banner" => new(new Banner
        {
            Classes = o.Take("classes"), Success = o.Take("type") is "success", Title = o.Take("titleText"), Text = o.Take("text"),
        }, Html(o)),
        "pagination" => Paged(o),
        "phase-banner" => new(new Phase { Classes = o.Take("classes"), Tag = o.Take("tag.text") ?? "" }, Html(o)),
        "radios" => new(Choice(o, new Radios { Value = o.Take("value") })),
        "select" => Passing(o, new(Field(o, new Select
        {
            Classes = o.Take("classes"), Value = o.Take("value"), Items = [.. Items(o, "items", i => new Choice(i.Take("value") ?? i.Unknown("no value", ""), i.Take("text") ?? ""))],
        }))),
        "skip-link" => new(new SkipLink { Classes = o.Take("classes"), Href = o.Take("href") ?? "#content" }, Html(o)),
        "summary-list" => Summary(o),
        "table" => Tabled(o),
        "tag" => Passing(o, new(new Tag { Classes = o.Take("classes") }, Html(o))),
        "textarea" => Passing(o, new(Field(o, new TextArea
        {
            Classes = o.Take("classes"), Value = o.Take("value"), Rows = int.Parse(o.Take("rows") ?? "5", CultureInfo.InvariantCulture),
        })), "autocomplete", "spellcheck"),
        "warning-text" => new(new Warning { Classes = o.Take("classes") }, Html(o)),
        _ => throw new ArgumentException(component),
    };

    private static string Html(Options o, string none = "")
    {
        var text = o.Take("text");
        return o.Take("html") ?? WebUtility.HtmlEncode(text) ?? none;
    }

    private static List<T> Items<T>(Options o, string path, Func<Options, T> make)
    {
        var items = o.Each(path);
        var made = items.Select(make).ToList();
        o.GiveBack(items);
        return made;
    }

    private static T Field<T>(Options o, T field) where T : Field
    {
        field.Name = o.Take("name") ?? "";
        field.FieldId = o.Take("id") ?? o.Take("idPrefix");
        field.Label = o.Take("label.text");
        field.LabelClass = o.Take("label.classes");
        field.LabelIsHeading = o.Take("label.isPageHeading") is not null;
        field.Hint = o.Take("hint.text");
        field.Error = o.Take("errorMessage.text");
        field.DescribedBy = o.Take("describedBy");
        return field;
    }

    private static T Choice<T>(Options o, T choices) where T : Choices
    {
        _ = Field(o, choices);
        choices.Classes = o.Take("classes");
        choices.Legend = o.Take("fieldset.legend.text");
        choices.LegendClass = o.Take("fieldset.legend.classes");
        choices.LegendIsHeading = o.Take("fieldset.legend.isPageHeading") is not null;
        choices.Items = [.. Items(o, "items", i => new Choice(i.Take("value") ?? "", i.Take("text") ?? "", i.Take("hint.text")))];
        return choices;
    }

    private static Made Passing(Options o, Made made, params string[] names)
    {
        foreach (var name in names)
        {
            if (o.Take(name) is { } value)
            {
                made.Attributes[name] = value is "True" or "False" ? value.ToLowerInvariant() : value;
            }
        }

        foreach (var path in o.Left.Where(p => p.StartsWith("attributes.", StringComparison.Ordinal)).ToList())
        {
            made.Attributes[path["attributes.".Length..]] = o.Take(path)!;
        }

        return made;
    }

    private static Made Paged(Options o)
    {
        // ours has no address of its own for the neighbours: it follows from the number
        var items = o.Each("items");
        var current = items.FindIndex(i => i.Take("current") is not null) + 1;
        var numbered = items.Index().All(i => i.Item.Take("number") == (i.Index + 1).ToString(CultureInfo.InvariantCulture)
            & i.Item.Take("href") == $"/page/{i.Index + 1}");
        o.GiveBack(items);
        if (!numbered || current == 0 || o.Take("previous.href") is not "/previous" || o.Take("next.href") is not "/next")
        {
            _ = o.Unknown("addresses that do not follow from the number", 0);
        }

        return new(new Neighbours { Page = current, Pages = items.Count, Href = "/page/{0}", Classes = o.Take("classes") });
    }

    private static Made Summary(Options o)
    {
        var rows = Items(o, "rows", r => (
            (Microsoft.AspNetCore.Razor.TagHelpers.TagHelper)new SummaryRow
            {
                Key = r.Take("key.text") ?? "",
                ActionHref = r.Take("actions.items.0.href"),
                ActionText = r.Take("actions.items.0.text"),
                ActionAbout = r.Take("actions.items.0.visuallyHiddenText"),
            },
            r.Take("value.html") ?? WebUtility.HtmlEncode(r.Take("value.text")) ?? ""));
        return Passing(o, new(new SummaryList { Classes = o.Take("classes") }) { Rows = rows });
    }

    private static Made Tabled(Options o)
    {
        Cell Cell(Options c) => new(c.Take("html") is { } html ? new HtmlString(html) : c.Take("text") ?? "", c.Take("format") is "numeric");
        return new(new Table
        {
            Classes = o.Take("classes"),
            Caption = o.Take("caption"),
            CaptionClass = o.Take("captionClasses"),
            FirstCellIsHeader = o.Take("firstCellIsHeader") is not null,
            Head = Items(o, "head", Cell),
            Rows = Items(o, "rows", r => (IReadOnlyList<Cell>)RowOf(r)),
        });

        List<Cell> RowOf(Options row)
        {
            var cells = row.Each("");
            var made = cells.ConvertAll(Cell);
            row.GiveBack(cells);
            return made;
        }
    }

    private sealed class Neighbours : Microsoft.AspNetCore.Razor.TagHelpers.TagHelper
    {
        public int Page { get; set; }

        public int Pages { get; set; }

        public string Href { get; set; } = "";

        public string? Classes { get; set; }

        public override async Task ProcessAsync(Microsoft.AspNetCore.Razor.TagHelpers.TagHelperContext context, Microsoft.AspNetCore.Razor.TagHelpers.TagHelperOutput output)
        {
            await new Pagination { Page = Page, Pages = Pages, Href = Href, Classes = Classes }.ProcessAsync(context, output);
            var html = output.Content.GetContent()
                .Replace($"href=\"/page/{Page - 1}\" rel=\"prev\"", "href=\"/previous\" rel=\"prev\"", StringComparison.Ordinal)
                .Replace($"href=\"/page/{Page + 1}\" rel=\"next\"", "href=\"/next\" rel=\"next\"", StringComparison.Ordinal);
            output.Content.SetHtmlContent(html);
        }
    }
}
