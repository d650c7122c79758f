namespace Concord.Core.Measures;

/// <summary>
/// A share of a whole that was only partly seen, with the range in which it lies at 95 %: the score interval of E. B. Wilson (1927), which
/// stays inside 0 and 1 and is honest about small counts, where the usual "plus or minus" is not.
/// </summary>
/// <param name="Count">How many of them.</param>
/// <param name="Of">Of how many.</param>
public readonly record struct Share(int Count, int Of)
{
    /// <summary>The two-sided 95 % point of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The share seen; null when nothing was.</summary>
    public double? Seen => Of > 0 ? (double)Count / Of : null;

    /// <summary>The least that it may be; 0 when nothing was seen.</summary>
    public double Least => Count == 0 || Of == 0 ? 0 : Math.Max(0, Centre - Half);

    /// <summary>The most that it may be; 1 when nothing was seen.</summary>
    public double Most => Count == Of || Of == 0 ? 1 : Math.Min(1, Centre + Half);

    private double Damped => 1 + (Z * Z / Of);

    private double Centre => (((double)Count / Of) + (Z * Z / (2 * Of))) / Damped;

    private double Half => Z / Damped * Math.Sqrt((((double)Count / Of * (1 - ((double)Count / Of))) + (Z * Z / (4.0 * Of))) / Of);
}
