using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Modules.Measures;

/// <summary>Forms that have one colour; what moves a measure stands lowest.</summary>
internal enum SaidGroup
{
    Reached,
    Expected,
    Position,
    Obstacle,
    Other,
}

/// <summary>A piece of a column.</summary>
internal sealed record SaidBar(SaidGroup Group, double X, double Y, double Width, double Height, Period Period, int Count);

/// <summary>A lane as drawn.</summary>
/// <param name="Base">Where its columns stand.</param>
internal sealed record DrawnLane(Lane Lane, int Count, double Base, ImmutableArray<SaidBar> Bars);

/// <summary>A date under the lanes.</summary>
internal sealed record SaidTick(string Text, double X);

/// <summary>What was said when, drawn: a lane for each, all on one scale. What it shows stands in tables beside it.</summary>
internal sealed record WhenSaidPicture(ImmutableArray<DrawnLane> Lanes, ImmutableArray<SaidTick> Ticks, int Most, double Height)
{
    public const double Width = 720;
    private const double Left = 4;
    private const double Head = 24;
    private const double Columns = 44;
    private const double Gap = 14;
    private const double Foot = 26;
    private const int MostTicks = 7;

    public static SaidGroup GroupOf(AssertionForm form) => form switch
    {
        AssertionForm.Reached => SaidGroup.Reached,
        AssertionForm.Expected => SaidGroup.Expected,
        AssertionForm.Position => SaidGroup.Position,
        AssertionForm.Obstacle => SaidGroup.Obstacle,
        AssertionForm.Measured or AssertionForm.Involves or AssertionForm.Describes => SaidGroup.Other,
    };

    /// <summary>Null when nothing has a day.</summary>
    public static WhenSaidPicture? Of(IReadOnlyCollection<WhenSaid> said)
    {
        var dated = said.Where(s => s.Period is not null).ToList();
        if (dated.Count == 0)
        {
            return null;
        }

        var (first, last) = (dated.Min(d => d.Period!.Value.Index), dated.Max(d => d.Period!.Value.Index));
        var step = dated[0].Period!.Value.Step;
        var column = (Width - (2 * Left)) / (last - first + 1);
        var wide = Math.Min(column * 0.86, 40);
        double X(int index) => Left + ((index - first) * column);
        var most = dated.GroupBy(d => (d.Lane, d.Period)).Max(g => g.Sum(d => d.Count));
        var lanes = dated.GroupBy(d => d.Lane).OrderBy(g => g.Key.At).Select((g, at) =>
        {
            var ground = (at * (Head + Columns + Gap)) + Head + Columns;
            var bars = g.GroupBy(d => d.Period!.Value).OrderBy(p => p.Key.Index).SelectMany(p =>
            {
                var y = ground;
                return p.GroupBy(d => GroupOf(d.Form)).OrderBy(d => d.Key).Select(d =>
                {
                    var count = d.Sum(x => x.Count);
                    var height = Math.Max(1, Columns * count / most);
                    y -= height;
                    return new SaidBar(d.Key, X(p.Key.Index) + ((column - wide) / 2), y, wide, height, p.Key, count);
                });
            });
            return new DrawnLane(g.Key, g.Sum(d => d.Count), ground, [.. bars]);
        }).ToImmutableArray();
        var every = Math.Max(1, (int)Math.Ceiling((last - first + 1) / (double)MostTicks));
        var ticks = Enumerable.Range(first, last - first + 1).Where(i => (i - first) % every == 0).Select(i => new SaidTick(new Period(step, i).Edtf, X(i) + (column / 2)));
        return new WhenSaidPicture(lanes, [.. ticks.Select(t => t with { Text = Short(t.Text, step) })], most, (lanes.Length * (Head + Columns + Gap)) + Foot);
    }

    /// <summary>Razor keeps the name of the element for itself.</summary>
    public static IHtmlContent Label(string css, double x, double y, string text, bool isData) =>
        Part.El("text", css, text).With("x", Number(x)).With("y", Number(y)).With("translate", isData ? "no" : null);

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A quarter as people write it.</summary>
    private static string Short(string edtf, TimeStep step) => step == TimeStep.Quarter ? string.Create(CultureInfo.InvariantCulture, $"{edtf[..4]}/{edtf[^1] - '2'}") : edtf;
}
