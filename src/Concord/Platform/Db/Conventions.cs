using System.Collections.Concurrent;
using System.Globalization;
using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Concord.Platform.Db;

/// <summary>How values are kept, the same on both databases.</summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder configuration)
    {
        // SQLite cannot order a DateTimeOffset; an integer orders everywhere and keeps the same precision on both databases.
        _ = configuration.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        _ = configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        _ = configuration.Properties<When>().HaveConversion<WhenConverter>().HaveMaxLength(Lengths.Date);
        _ = configuration.IgnoreAny<Refusal>();
        foreach (var id in typeof(SourceId).Assembly.GetTypes().Where(IsId))
        {
            var value = id.GetProperty("Value")!.PropertyType;
            _ = configuration.Properties(id).HaveConversion(typeof(IdConverter<,>).MakeGenericType(id, value));
        }
    }

    private static bool IsId(Type type) =>
        type is { IsValueType: true, IsGenericType: false, Namespace: "Concord.Core.Kernel" }
        && type.Name.EndsWith("Id", StringComparison.Ordinal)
        && type.GetProperty("Value") is not null;
}

/// <summary>Whole microseconds since 1970, UTC.</summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(at => Micros(at), stored => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond))
{
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}

/// <summary>A fuzzy date as its EDTF text.</summary>
internal sealed class WhenConverter() : ValueConverter<When, string>(when => when.Edtf, stored => Read(stored))
{
    /// <summary>A million statements are of a few thousand dates: so many are kept as they were read.</summary>
    private const int Most = 20_000;

    private static readonly ConcurrentDictionary<string, When> Known = new(StringComparer.Ordinal);

    private static When Read(string stored)
    {
        if (Known.TryGetValue(stored, out var known))
        {
            return known;
        }

        var read = When.Parse(stored).Match(
            when => when,
            refusals => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"stored date {stored}: {refusals[0]}")));
        if (Known.Count < Most)
        {
            _ = Known.TryAdd(stored, read);
        }

        return read;
    }
}
