using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Platform.Lists;

/// <summary>In which order a list is told.</summary>
internal enum ListOrder
{
    /// <summary>As it was recorded, the first first: whoever keeps the last cursor can ask later for what came since.</summary>
    Recorded,

    /// <summary>What became known last first.</summary>
    Newest,

    /// <summary>As it was recorded, the last first.</summary>
    LastRecorded,
}

/// <summary>The place of a row in a list: it stays where it is whatever is recorded before, beside or after it.</summary>
internal sealed record Cursor(ListOrder Order, DateOnly Known, long Sequence, Guid Id)
{
    public static Cursor Beginning(ListOrder order) => order == ListOrder.Recorded
        ? new(order, DateOnly.MinValue, long.MinValue, Guid.Empty)
        : new(order, DateOnly.MaxValue, long.MaxValue, Guid.AllBitsSet);

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Names.Of(Order)}:{Days.Write(Known)}:{Sequence}:{Id:N}")));

    /// <summary>Refused with <c>list.cursor</c> for anything that this list did not give.</summary>
    public static Result<Cursor> Read(string? text, ListOrder order)
    {
        if (text is null)
        {
            return Beginning(order);
        }

        return text.Length <= 200 && Base64Url.IsValid(text) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(':') is [var name, var known, var sequence, var id]
            && name == Names.Of(order) && Days.Read(known) is { } day
            && long.TryParse(sequence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Guid.TryParseExact(id, "N", out var guid)
                ? new Cursor(order, day, number, guid)
                : new Refusal("list.cursor", "after");
    }
}

/// <summary>Reads a table from a place on, in one step of an index.</summary>
internal static class Keyset
{
    /// <summary>
    /// The rows of a table after a place and in its order: by <c>sequence</c> and key; the newest first by <c>known</c> before these, where the table has it.
    /// </summary>
    /// <param name="few">Only a few of the rows are asked for, and an index of their own finds them sooner than a walk through all from that place on.</param>
    public static IQueryable<TRow> After<TRow>(this ConcordDb db, Cursor cursor, bool few) where TRow : class
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var key = entity.FindPrimaryKey()!.Properties[0];
        var byKnown = cursor.Order == ListOrder.Newest && entity.FindProperty("Known") is not null;
        string[] order = byKnown ? ["Known", "Sequence", key.Name] : ["Sequence", key.Name];
        var (table, id, name) = (few ? entity.GetTableName() : db.TableAlong<TRow>(order), key.GetColumnName(), key.Name);
#pragma warning disable EF1002 // names out of the model; values are parameters
        return (cursor.Order, byKnown) switch
        {
            (ListOrder.Recorded, _) => db.Set<TRow>().FromSqlRaw($"SELECT * FROM {table} WHERE (sequence, {id}) > ({{0}}, {{1}})", cursor.Sequence, cursor.Id).AsNoTracking()
                .OrderBy(r => EF.Property<long>(r, "Sequence")).ThenBy(r => EF.Property<object>(r, name)),
            (ListOrder.Newest, false) or (ListOrder.LastRecorded, _) => db.Set<TRow>().FromSqlRaw($"SELECT * FROM {table} WHERE (sequence, {id}) < ({{0}}, {{1}})", cursor.Sequence, cursor.Id).AsNoTracking()
                .OrderByDescending(r => EF.Property<long>(r, "Sequence")).ThenByDescending(r => EF.Property<object>(r, name)),
            (ListOrder.Newest, true) => db.Set<TRow>()
                .FromSqlRaw($"SELECT * FROM {table} WHERE (known, sequence, {id}) < ({{0}}, {{1}}, {{2}})", cursor.Known, cursor.Sequence, cursor.Id).AsNoTracking()
                .OrderByDescending(r => EF.Property<DateOnly>(r, "Known")).ThenByDescending(r => EF.Property<long>(r, "Sequence")).ThenByDescending(r => EF.Property<object>(r, name)),
        };
#pragma warning restore EF1002
    }

    /// <summary>
    /// Rows from a place on, until a page is full or the table is at its end, where some of what is read does not fit. The second is the place of the last row
    /// when there are more.
    /// </summary>
    public static async Task<(List<TOut> Rows, Cursor? Next)> FillAsync<TRow, TOut>(
        Cursor from, int limit, Func<Cursor, int, Task<List<TRow>>> read, Func<TRow, Cursor> placeOf, Func<List<TRow>, Task<List<(TOut Out, TRow Row)>>> fit)
    {
        var found = new List<(TOut Out, TRow Row)>();
        while (true)
        {
            var some = await read(from, limit + 1).ConfigureAwait(false);
            found.AddRange(await fit(some).ConfigureAwait(false));
            if (found.Count > limit)
            {
                return ([.. found.Take(limit).Select(f => f.Out)], placeOf(found[limit - 1].Row));
            }

            if (some.Count <= limit)
            {
                return ([.. found.Select(f => f.Out)], null);
            }

            from = placeOf(some[^1]);
        }
    }
}
