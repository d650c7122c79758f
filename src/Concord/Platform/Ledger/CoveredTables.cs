using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Concord.Platform.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Platform.Ledger;

/// <summary>A table of whose rows acts tell.</summary>
/// <param name="Columns">Of which they tell, in the order of their names; the key among them.</param>
/// <param name="Key">The places of the key among the columns.</param>
internal sealed record CoveredTable(string Name, Type Row, ImmutableArray<ArchiveColumn> Columns, ImmutableArray<int> Key)
{
    public string Select { get; } = $"SELECT {string.Join(", ", Columns.Select(c => $"\"{c.Name}\""))} FROM \"{Name}\"";

    /// <summary>A row that is tracked, as the database is given it.</summary>
    public object?[] Values(EntityEntry entry)
    {
        var values = new object?[Columns.Length];
        for (var at = 0; at < values.Length; at++)
        {
            var (value, property) = (entry.CurrentValues[Columns[at].Property], Columns[at].Property);
            values[at] = value is null ? null : property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        return values;
    }
}

/// <summary>
/// The tables of whose rows acts tell, read from the model of the database: all but those that are left out here, each with its reason. A table or column that is added later is covered by itself.
/// </summary>
internal sealed class CoveredTables
{
    private const string Chained = "The chain itself: acts are computed anew, heads are signed.";
    private const string Anew = "Made out of the rest; concord verify makes each document once more and compares.";
    private const string Personal = "Erased with the person: nobody must be able to try names on a digest that stays.";

    /// <summary>By <c>table</c> or <c>table.column</c>, why acts do not tell of it.</summary>
    public static readonly FrozenDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
        ["audit_act"] = Chained,
        ["audit_written"] = Chained,
        ["audit_head"] = Chained,
        ["audit_key"] = Chained,
        ["audit_lease"] = "Who holds which work at the moment; taken without an act.",
        ["audit_counted"] = "Written with the act that counts, or at the beginning, when there is nothing to tell of.",
        ["search_posting"] = Anew,
        ["search_block"] = Anew,
        ["search_fresh"] = Anew,
        ["search_document"] = Anew,
        ["identity_answer"] = "What a passkey answered, for an hour; written without an act.",
        ["identity_mail"] = "How far a mail has come; tried again without an act.",
        ["identity_ring_key"] = "Made by ASP.NET Core without an act; each is sealed under a key that is not in the database.",
        ["identity_link"] = "By the name that the provider has for a person, which is erased with them.",
        ["identity_account.name"] = Personal,
        ["identity_account.sign_in_name"] = Personal,
        ["identity_account.normalized_name"] = Personal,
        ["identity_account.mail"] = Personal,
        ["identity_holding.chosen_name"] = Personal,
        ["identity_invitation.for"] = Personal,
        ["identity_invitation.mail"] = Personal,
        ["identity_passkey.name"] = Personal,
        ["identity_session.agent"] = Personal,
    }.ToFrozenDictionary();

    private static readonly ConditionalWeakTable<IModel, CoveredTables> Known = [];

    private readonly FrozenDictionary<Type, CoveredTable> byRow;

    private CoveredTables(IModel model)
    {
        All = [.. model.GetEntityTypes().Where(IsCovered).OrderBy(e => e.GetTableName(), StringComparer.Ordinal).Select(Table)];
        byRow = All.ToFrozenDictionary(t => t.Row);
    }

    public ImmutableArray<CoveredTable> All { get; }

    public static CoveredTables Of(IModel model) => Known.GetValue(model, m => new CoveredTables(m));

    public static bool IsCovered(IReadOnlyEntityType entity) => !LeftOut.ContainsKey(entity.GetTableName()!);

    public static bool IsCovered(IReadOnlyProperty property) => !LeftOut.ContainsKey(((IReadOnlyEntityType)property.DeclaringType).GetTableName() + "." + property.GetColumnName());

    public CoveredTable? Find(EntityEntry entry) => byRow.GetValueOrDefault(entry.Metadata.ClrType);

    private static CoveredTable Table(IEntityType entity)
    {
        ImmutableArray<ArchiveColumn> columns = [.. entity.GetProperties().Where(IsCovered).Select(ArchiveTables.Column).OrderBy(c => c.Name, StringComparer.Ordinal)];
        return new CoveredTable(
            entity.GetTableName()!, entity.ClrType, columns,
            [.. entity.FindPrimaryKey()!.Properties.Select(k => columns.IndexOf(columns.Single(c => c.Property == k)))]);
    }
}
