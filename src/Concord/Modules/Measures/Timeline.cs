using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Modules.Measures;

/// <summary>A statement's bar: from and how long, in parts of the width; open where the date has no beginning or end.</summary>
internal sealed record TimelineBar(int Number, StatementView Statement, When When, double From, double Width, double Y, bool IsExpected);

/// <summary>A year's line.</summary>
internal sealed record TimelineTick(int Year, double X);

/// <summary>Statements over time, as wide as their dates are fuzzy. What it shows stands in a table beside it.</summary>
internal sealed record Timeline(ImmutableArray<TimelineBar> Bars, ImmutableArray<TimelineTick> Ticks, double Height)
{
    public const double Width = 720;
    private const double Left = 34;
    private const double RowHeight = 30;
    private const double Top = 34;

    public static Timeline? Of(ImmutableArray<(StatementView Statement, When? When)> statements)
    {
        var dated = statements.Index().Where(s => s.Item.When is { } w && (w.Earliest ?? w.Latest) is not null).ToImmutableArray();
        if (dated.IsEmpty)
        {
            return null;
        }

        var first = dated.Min(d => (d.Item.When!.Earliest ?? d.Item.When.Latest)!.Value);
        var last = dated.Max(d => (d.Item.When!.Latest ?? d.Item.When.Earliest)!.Value);
        var begin = new DateOnly(first.Year, 1, 1);
        var days = Math.Max(1, new DateOnly(Math.Min(last.Year, 9998) + 1, 1, 1).DayNumber - begin.DayNumber);
        double X(DateOnly day) => Left + ((Width - Left - 10) * (day.DayNumber - begin.DayNumber) / days);
        var bars = dated.Select((d, row) =>
        {
            var from = X(d.Item.When!.Earliest ?? begin);
            var to = d.Item.When.Latest is { } end ? X(end.AddDays(end == DateOnly.MaxValue ? 0 : 1)) : Width - 10;
            return new TimelineBar(
                d.Index + 1, d.Item.Statement, d.Item.When, from, Math.Max(6, to - from), Top + (row * RowHeight),
                d.Item.Statement.Assertion is Assertion.ExpectedStage);
        });
        var step = Math.Max(1, (last.Year - begin.Year + 1) / 8);
        var ticks = Enumerable.Range(0, last.Year - begin.Year + 1).Where(y => y % step == 0)
            .Select(y => new TimelineTick(begin.Year + y, X(new DateOnly(begin.Year + y, 1, 1))));
        return new Timeline([.. bars], [.. ticks], Top + (dated.Length * RowHeight) + 6);
    }

    /// <summary>A number in the drawing. Razor keeps the name of the element for itself.</summary>
    public static IHtmlContent Label(string css, double x, double y, int number) =>
        Part.El("text", css, number.ToString(CultureInfo.InvariantCulture)).With("x", Number(x)).With("y", Number(y)).With("translate", "no");

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
