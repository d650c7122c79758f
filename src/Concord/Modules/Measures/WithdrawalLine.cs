namespace Concord.Modules.Measures;

/// <summary>How a statement was taken back, told in a line.</summary>
internal sealed record WithdrawalLine(MeasurePage? Measure, WithdrawalView Withdrawal)
{
    /// <summary>The number of the statement that stands instead; null for none.</summary>
    public int? Instead => Measure?.Statements.Index().Where(s => s.Item.Id == Withdrawal.SupersededBy).Select(s => (int?)(s.Index + 1)).FirstOrDefault();

    /// <summary>The sentence that tells of it.</summary>
    public string Told => "measures.withdrawn-by-" + Withdrawal.Cause.ToString().ToLowerInvariant();
}
