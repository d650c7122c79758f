using System.Globalization;
using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concord.Platform.Db;

/// <summary>
/// How long a text may be. PostgreSQL holds to it and SQLite does not, and a backup comes back by it: so the commit does, the same on both. What was stored before it did stays as it is
/// until somebody changes it.
/// </summary>
internal static class Lengths
{
    /// <summary>Of a fuzzy date as EDTF.</summary>
    public const int Date = 200;

    /// <summary><c>store.too-long</c> for the first text among what is to be saved that is longer than it may be; null when there is none.</summary>
    public static Refusal? Fault(ChangeTracker rows) =>
        rows.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(Fault).FirstOrDefault(f => f is not null);

    private static Refusal? Fault(EntityEntry row)
    {
        foreach (var property in row.Metadata.GetProperties())
        {
            if (property.GetMaxLength() is { } most && Stored(row.CurrentValues[property]) is { } text && text.Length > most
                && (row.State == EntityState.Added || row.Property(property).IsModified))
            {
                return new Refusal("store.too-long", row.Metadata.GetTableName() + "." + property.GetColumnName(), Text(text.Length), Text(most));
            }
        }

        return null;
    }

    /// <summary>Members of a closed family are never too long.</summary>
    private static string? Stored(object? value) => value switch
    {
        string text => text,
        When date => date.Edtf,
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
