using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Concord.Platform.Ledger;

/// <summary>A row of the ledger as it lies in the database; what it means is made out when it is asked for, on whatever thread. Total.</summary>
internal readonly record struct RawRow(object[] Values, bool OnSqlite)
{
    public static RawRow Of(DbDataReader row)
    {
        var values = new object[row.FieldCount];
        _ = row.GetValues(values);
        return new RawRow(values, row is SqliteDataReader);
    }

    public object? Exact(int at, Type type) => Values[at] is DBNull ? null : OnSqlite ? RowLines.Exact(Values[at], type) : Values[at];

    public long Number(int at) => Exact(at, typeof(long)) as long? ?? 0;

    /// <param name="type">As what it should lie there.</param>
    public string Text(int at, Type? type = null) => Exact(at, type ?? typeof(string))?.ToString() ?? "";

    /// <summary>Empty where there are none.</summary>
    public byte[] Bytes(int at) => Exact(at, typeof(byte[])) as byte[] ?? [];
}
