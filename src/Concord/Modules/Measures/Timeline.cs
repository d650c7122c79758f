using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Modules.Measures;

/// <summary>A statement's bar, as wide as the date of its fact is fuzzy and of no width when it has none, and where it was said.</summary>
internal sealed record TimelineBar(int Number, StatementView Statement, When? When, double From, double Width, double Y, bool IsExpected, double? SaidAt);

/// <summary>A year's line.</summary>
internal sealed record TimelineTick(int Year, double X);

/// <summary>Statements over time. What it shows stands in a table beside it.</summary>
internal sealed record Timeline(ImmutableArray<TimelineBar> Bars, ImmutableArray<TimelineTick> Ticks, double Height)
{
    public const double Width = 720;
    private const double Left = 36;
    private const double RowHeight = 30;
    private const double Top = 36;

    /// <summary>Null when no statement has a day that could be drawn. Statements taken back keep their number and are not drawn.</summary>
    public static Timeline? Of(ImmutableArray<(StatementView Statement, When? When)> statements)
    {
        var drawn = statements.Index()
            .Where(s => !s.Item.Statement.Withdrawn && (Days(s.Item.When).Any() || Days(s.Item.Statement.Said).Any()))
            .ToImmutableArray();
        if (drawn.IsEmpty)
        {
            return null;
        }

        var days = drawn.SelectMany(d => Days(d.Item.When).Concat(Days(d.Item.Statement.Said))).ToImmutableArray();
        var last = days.Max();
        var begin = new DateOnly(days.Min().Year, 1, 1);
        var length = Math.Max(1, new DateOnly(Math.Min(last.Year, 9998) + 1, 1, 1).DayNumber - begin.DayNumber);
        double X(DateOnly day) => Left + ((Width - Left - 10) * (day.DayNumber - begin.DayNumber) / length);
        double End(DateOnly day) => X(day == DateOnly.MaxValue ? day : day.AddDays(1));
        var bars = drawn.Select((d, row) =>
        {
            var when = Days(d.Item.When).Any() ? d.Item.When : null;
            var from = X(when?.Earliest ?? begin);
            var to = when?.Latest is { } latest ? End(latest) : Width - 10;
            return new TimelineBar(
                d.Index + 1, d.Item.Statement, d.Item.When, from, when is null ? 0 : Math.Max(6, to - from), Top + (row * RowHeight),
                d.Item.Statement.Assertion is Assertion.ExpectedStage, Days(d.Item.Statement.Said).Select(X).Cast<double?>().FirstOrDefault());
        });
        var step = Math.Max(1, (last.Year - begin.Year + 1) / 8);
        var ticks = Enumerable.Range(0, last.Year - begin.Year + 1).Where(y => y % step == 0)
            .Select(y => new TimelineTick(begin.Year + y, X(new DateOnly(begin.Year + y, 1, 1))));
        return new Timeline([.. bars], [.. ticks], Top + (drawn.Length * RowHeight) + 6);
    }

    /// <summary>A number in the drawing. Razor keeps the name of the element for itself.</summary>
    public static IHtmlContent Label(string css, double x, double y, int number) =>
        Part.El("text", css, number.ToString(CultureInfo.InvariantCulture)).With("x", Number(x)).With("y", Number(y)).With("translate", "no");

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Days(When? when) => new[] { when?.Earliest, when?.Latest }.OfType<DateOnly>();
}
