using System.Globalization;
using System.Text.Json;
using Concord.Core.Kernel;
using Concord.Platform.Api;

namespace Concord.Platform.Export;

/// <summary>A cell of what is taken out: a text, and what else it is where it is that exactly. All digits and years are those of the common calendar.</summary>
/// <param name="Number">Set for numbers.</param>
/// <param name="Day">Set for what is one day and no less exact.</param>
internal readonly record struct ExportCell(string Text, decimal? Number = null, DateOnly? Day = null)
{
    public static ExportCell Of(object? value) => value switch
    {
        null => new(""),
        string text => new(text),
        bool flag => new(flag ? "true" : "false"),
        int number => OfNumber(number),
        long number => OfNumber(number),
        decimal number => OfNumber(number),
        double number => OfNumber((decimal)number),
        DateOnly day => OfDay(day),
        DateAnswer date => date.Earliest is { } first && first == date.Latest && date.Edtf.Length == 10 ? OfDay(first) : new(date.Edtf),
        DateTimeOffset at => new(at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        Guid id => new(id.ToString("D")),
        Enum name => new(JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString())),
        _ => throw new NotSupportedException(value.GetType().ToString()),
    };

    private static ExportCell OfNumber(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    private static ExportCell OfDay(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, day);
}
