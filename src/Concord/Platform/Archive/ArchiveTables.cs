using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Platform.Archive;

/// <summary>A column, as both databases have it.</summary>
/// <param name="Type">What the program holds in it; never a nullable type.</param>
/// <param name="Stored">What the database is given.</param>
internal sealed record ArchiveColumn(string Name, Type Type, Type Stored, bool Nullable, int? MaxLength, IProperty Property);

/// <summary>A column that names a row of another table.</summary>
internal sealed record ArchiveReference(string Column, string Table, string Key);

/// <summary>A table of the archive: one file of lines, in the order of its key.</summary>
/// <param name="Columns">In the order of their names; without the bytes.</param>
/// <param name="Bytes">The column whose bytes are a file of their own, under the sum in the column <c>hash</c>; null for none.</param>
internal sealed record ArchiveTable(
    string Name, ImmutableArray<ArchiveColumn> Columns, ImmutableArray<ArchiveColumn> Key, ArchiveColumn? Bytes, ImmutableArray<ArchiveReference> References)
{
    public const string HashColumn = "hash";

    public string Entry => "tables/" + Name + ".ndjson";
}

/// <summary>How much is taken out.</summary>
internal enum ArchiveScope
{
    /// <summary>What is of the process, to be handed on: no accounts, no keys, no chain.</summary>
    Process,

    /// <summary>All that cannot be made anew, to be brought back as it was.</summary>
    Installation,
}

/// <summary>
/// What the archive holds is read from the model of the database, so that a table that is added later is archived without anything being said of it here.
/// </summary>
internal static class ArchiveTables
{
    /// <summary>What can be made anew from the rest, each with its reason.</summary>
    public static readonly FrozenDictionary<Type, string> LeftOut = new Dictionary<Type, string>
    {
        [typeof(PostingRow)] = "server.archive-left-out-index",
        [typeof(SearchBlockRow)] = "server.archive-left-out-index",
        [typeof(FreshRow)] = "server.archive-left-out-index",
        [typeof(SearchDocumentRow)] = "server.archive-left-out-index",
        [typeof(LeaseRow)] = "server.archive-left-out-lease",
        [typeof(CountedRow)] = "server.archive-left-out-counted",
    }.ToFrozenDictionary();

    /// <summary>Why a table is in no archive; null for one that is.</summary>
    public static string? ReasonLeftOut(Type row, ArchiveScope scope = ArchiveScope.Process) =>
        LeftOut.GetValueOrDefault(row) ?? (IsLeftOut(row, scope) ? "server.archive-left-out-installation" : null);

    /// <summary>Acts that tell of one installation and not of the process stay where they are.</summary>
    public static readonly ImmutableArray<string> OwnVerbs = ["archive.", "search."];

    public static ImmutableArray<ArchiveTable> Of(IModel model, ArchiveScope scope = ArchiveScope.Process)
    {
        var archived = model.GetEntityTypes().Where(e => ReasonLeftOut(e.ClrType, scope) is null).OrderBy(e => e.GetTableName(), StringComparer.Ordinal).ToImmutableArray();
        // Accounts are no home of who acted: the operator of the machine has none.
        var homes = archived.Where(e => ReasonLeftOut(e.ClrType) is null).Select(e => e.FindPrimaryKey()!.Properties).Where(k => k is [{ Name: "Id" }]).Select(k => k[0])
            .GroupBy(p => p.ClrType).Where(g => g.Key != typeof(Guid)).ToFrozenDictionary(g => g.Key, g => g.First());
        var byName = homes.ToFrozenDictionary(h => h.Key.Name, h => h.Value);
        var contents = archived.SelectMany(e => e.FindPrimaryKey()!.Properties).FirstOrDefault(p => p.Name == "Hash");
        return [.. archived.Select(e => Table(e, scope, p => Home(p, homes, byName, contents)))];
    }

    private static ArchiveTable Table(IEntityType entity, ArchiveScope scope, Func<IProperty, IProperty?> home)
    {
        var all = entity.GetProperties().Where(p => p.PropertyInfo is not { } held || !IsLeftOut(held, scope)).ToImmutableDictionary(p => p, Column);
        var bytes = entity.FindProperty("Hash") is null ? null : entity.FindProperty("Bytes");
        return new ArchiveTable(
            entity.GetTableName()!,
            [.. all.Where(c => c.Key != bytes).Select(c => c.Value).OrderBy(c => c.Name, StringComparer.Ordinal)],
            [.. entity.FindPrimaryKey()!.Properties.Select(p => all[p])],
            bytes is null ? null : all[bytes],
            [.. all.Keys.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (Property: p, Home: home(p))).Where(p => p.Home is not null)
                .Select(p => new ArchiveReference(p.Property.GetColumnName(), p.Home!.DeclaringType.GetTableName()!, p.Home.GetColumnName()))]);
    }

    private static bool IsLeftOut(MemberInfo held, ArchiveScope scope) => scope == ArchiveScope.Process && held.IsDefined(typeof(OfInstallationAttribute), inherit: false);

    public static ArchiveColumn Column(IProperty property) => new(
        property.GetColumnName(),
        Bare(property.ClrType),
        Bare(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType),
        property.IsNullable,
        property.GetMaxLength(),
        property);

    /// <summary>An id leads to the table whose rows have it for their own: by its type, or, where it is a bare one, by its name.</summary>
    private static IProperty? Home(
        IProperty property, FrozenDictionary<Type, IProperty> homes, FrozenDictionary<string, IProperty> byName, IProperty? contents)
    {
        var type = Bare(property.ClrType);
        var home = property.Name == "ContentHash" ? contents : homes.GetValueOrDefault(type) ?? (type == typeof(Guid) ? byName.GetValueOrDefault(property.Name) : null);
        return home == property ? null : home;
    }

    private static Type Bare(Type type) => System.Nullable.GetUnderlyingType(type) ?? type;
}
