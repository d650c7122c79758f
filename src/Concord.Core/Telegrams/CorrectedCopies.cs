namespace Concord.Core.Telegrams;

/// <summary>Telegrams that say of themselves that they correct another: <c>C O R R E C T E D  C O P Y</c>; ZOJ, ZEL and ZDS among the operating signals.</summary>
public static class CorrectedCopies
{
    /// <summary>Whether this one says so.</summary>
    public static bool IsOne(TelegramHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var signals = (header.Security?.OperatingSignals ?? []).Concat(header.Dtg?.OperatingSignals ?? []);
        return signals.Any(s => s.StartsWith("ZOJ", StringComparison.Ordinal) || s.StartsWith("ZEL", StringComparison.Ordinal) || s.StartsWith("ZDS", StringComparison.Ordinal))
            || header.Captions.Concat(header.Caveats).Concat(header.Passing).Append(header.Subject).OfType<string>().Any(SaysSo);
    }

    private static bool SaysSo(string line)
    {
        var letters = new string([.. line.ToUpperInvariant().Where(char.IsAsciiLetter)]);
        return letters.Contains("CORRECTEDCOPY", StringComparison.Ordinal) || letters.Contains("CORRECTEDVERSION", StringComparison.Ordinal);
    }
}
