using System.Globalization;
using Concord.Core.Meetings;

namespace Concord.Modules.Meetings;

/// <summary>The picture of days and sessions: where its lines stand. What it shows stands in a table beside it.</summary>
internal sealed record DaysPicture(MeetingDays Days)
{
    public const double Width = 720;
    private const double Left = 34;
    private const double Top = 30;
    private const double Line = 28;

    public double Height => Top + (Days.Sittings.Length * Line) + 4;

    public double Step => (Width - Left - 4) / Days.Days.Length;

    public double X(int day) => Left + (day * Step);

    public static double Y(int line) => Top + (line * Line);

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
