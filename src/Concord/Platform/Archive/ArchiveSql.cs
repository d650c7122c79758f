using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Archive;

/// <summary>The questions put to the database, in words that both understand. Only names out of the model stand in them.</summary>
internal static class ArchiveSql
{
    public static bool IsLedger(ConcordDb db, ArchiveTable table) => table.Name == db.Model.FindEntityType(typeof(ActRow))!.GetTableName();

    /// <summary>All rows in the order of the key, which is the same on both databases.</summary>
    public static string Select(ConcordDb db, ArchiveTable table, IEnumerable<ArchiveColumn> columns, ArchiveScope scope) =>
        $"SELECT {List(columns)} FROM \"{table.Name}\""
        + (scope == ArchiveScope.Process && IsLedger(db, table) ? " WHERE " + string.Join(" AND ", ArchiveTables.OwnVerbs.Select(v => $"\"verb\" NOT LIKE '{v}%'")) : "")
        + " ORDER BY " + string.Join(", ", table.Key.Select(k => $"\"{k.Name}\"" + (k.Stored == typeof(string) ? db.ByBytes : "")));

    public static string Insert(ArchiveTable table, IReadOnlyCollection<ArchiveColumn> columns) =>
        $"INSERT INTO \"{table.Name}\" ({List(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)))})";

    public static string Any(ArchiveTable table) => $"SELECT COUNT(*) FROM (SELECT 1 FROM \"{table.Name}\" LIMIT 1) AS one_row";

    /// <summary>What is named and is not there.</summary>
    public static string Dangling(ArchiveTable table, ArchiveReference reference) =>
        $"SELECT CAST(f.\"{reference.Column}\" AS text) FROM \"{table.Name}\" AS f LEFT JOIN \"{reference.Table}\" AS h ON h.\"{reference.Key}\" = f.\"{reference.Column}\" "
        + $"WHERE f.\"{reference.Column}\" IS NOT NULL AND h.\"{reference.Key}\" IS NULL LIMIT 1";

    private static string List(IEnumerable<ArchiveColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
}
