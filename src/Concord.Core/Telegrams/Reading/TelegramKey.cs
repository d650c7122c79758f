namespace Concord.Core.Telegrams.Reading;

/// <summary>What tells one telegram from another: the station's serial (FL3), the reference number, the date-time group.</summary>
internal struct TelegramKey
{
    public string? Station;
    public int? Serial;
    public string? Number;
    public string? Date;
    public bool Sectioned;

    public readonly bool IsEmpty => Station is null && Number is null && Date is null;

    /// <summary>A transmission that follows at once is one of the same telegram.</summary>
    public readonly bool IsSame(in TelegramKey other) => HasSameNumber(other) && (HasSameDate(other) || (Sectioned && other.Sectioned && Number is not null && Number == other.Number));

    /// <summary>A section that stands apart belongs to the same telegram: numbers begin anew each year, so the dates agree as well.</summary>
    public readonly bool IsPartOf(in TelegramKey other) => Sectioned && other.Sectioned && HasSameNumber(other) && HasSameDate(other);

    private readonly bool HasSameNumber(in TelegramKey other) =>
        (Station is not null && Station == other.Station && Serial is not null && Serial == other.Serial) || (Number is not null && Number == other.Number);

    private readonly bool HasSameDate(in TelegramKey other) => Date is null || other.Date is null || Date == other.Date;
}
