using System.Data.Common;
using System.Globalization;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Bench;

/// <summary>Puts many rows into the tables of the model at once, without acts: a database is filled so that something can be measured on it.</summary>
internal static class Bulk
{
    /// <summary>Parameters of a command: SQLite looks for each among all.</summary>
    private const int Parameters = 100;

    public static Task InsertAsync<T>(ConcordDb db, IReadOnlyCollection<T> rows) where T : class => db.FillAsync(async () =>
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().ToArray();
        foreach (var some in rows.Chunk(Parameters / columns.Length).GroupBy(c => c.Length))
        {
            await using var command = Command(db, type, columns, some.Key);
            foreach (var chunk in some)
            {
                var at = 0;
                foreach (var row in chunk)
                {
                    foreach (var column in columns)
                    {
                        command.Parameters[at++].Value = Stored(column, row);
                    }
                }

                _ = await command.ExecuteNonQueryAsync();
            }
        }
    });

    private static DbCommand Command(ConcordDb db, IEntityType type, IProperty[] columns, int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        for (var p = 0; p < rows * columns.Length; p++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{p}");
            _ = command.Parameters.Add(parameter);
        }

        var values = string.Join(", ", Enumerable.Range(0, rows).Select(r =>
            "(" + string.Join(", ", Enumerable.Range(r * columns.Length, columns.Length).Select(p => string.Create(CultureInfo.InvariantCulture, $"@p{p}"))) + ")"));
        command.CommandText = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", columns.Select(c => c.GetColumnName()))}) VALUES {values}";
        return command;
    }

    private static object Stored(IProperty column, object row)
    {
        var value = column.GetGetter().GetClrValue(row);
        return (value is not null && column.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
    }
}
