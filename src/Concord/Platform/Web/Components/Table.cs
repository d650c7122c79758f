using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>A heading or cell: text (encoded) or HTML content.</summary>
public sealed record Cell(object Content, bool Numeric = false);

/// <summary>A plain table of data, with a caption.</summary>
[HtmlTargetElement("c-table", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Table : Part
{
    public string? Caption { get; set; }

    public string? CaptionClass { get; set; }

    public IReadOnlyList<Cell> Head { get; set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; set; } = [];

    public bool FirstCellIsHeader { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "table", "govuk-table");
        _ = output.Content
            .AppendHtml(El("caption", Join("govuk-table__caption", CaptionClass), Caption).Or(Caption is null))
            .AppendHtml(El("thead", "govuk-table__head", El("tr", "govuk-table__row", [.. Head.Select(HeadCell)])).Or(Head.Count == 0))
            .AppendHtml(El("tbody", "govuk-table__body", [.. Rows.Select(r => El("tr", "govuk-table__row", [.. r.Select(BodyCell)]))]));
    }

    private static object HeadCell(Cell cell) =>
        El("th", Join("govuk-table__header", cell.Numeric ? "govuk-table__header--numeric" : null), cell.Content).With("scope", "col");

    private object BodyCell(Cell cell, int index) => index == 0 && FirstCellIsHeader
        ? El("th", "govuk-table__header", cell.Content).With("scope", "row")
        : El("td", Join("govuk-table__cell", cell.Numeric ? "govuk-table__cell--numeric" : null), cell.Content);
}
