using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Archives;

/// <summary>Whatever the database keeps is in the archive, or said to be left out.</summary>
public sealed class ArchiveTablesTests
{
    [Theory]
    [InlineData(typeof(SqliteDb))]
    [InlineData(typeof(PostgresDb))]
    public void Every_table_is_archived_or_left_out_for_a_reason(Type context)
    {
        using DbContext db = context == typeof(SqliteDb) ? new SqliteDesign().CreateDbContext([]) : new PostgresDesign().CreateDbContext([]);
        var archived = ArchiveTables.Of(db.Model).Select(t => t.Name).ToHashSet();
        Assert.All(db.Model.GetEntityTypes(), e => Assert.True(archived.Contains(e.GetTableName()!) ^ ArchiveTables.ReasonLeftOut(e.ClrType) is not null, e.Name));
        Assert.All(db.Model.GetEntityTypes().Select(e => ArchiveTables.ReasonLeftOut(e.ClrType)).OfType<string>(), reason => Assert.DoesNotContain("⟦", Texts.Here(reason), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_is_of_a_kind_that_an_archive_has()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        Type[] kinds = [typeof(long), typeof(int), typeof(decimal), typeof(bool), typeof(Guid), typeof(DateOnly), typeof(byte[]), typeof(string)];
        Assert.All(ArchiveTables.Of(db.Model).SelectMany(t => t.Columns), c => Assert.Contains(c.Stored, kinds));
    }

    [Fact]
    public void An_id_leads_to_the_table_that_has_it_for_its_own()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        var tables = ArchiveTables.Of(db.Model).ToDictionary(t => t.Name);
        Assert.Contains(new ArchiveReference("passage_id", "sources_passage", "id"), tables["measures_statement"].References);
        Assert.Contains(new ArchiveReference("measure_id", "measures_measure", "id"), tables["measures_statement"].References);
        Assert.Contains(new ArchiveReference("label_id", "identity_label", "id"), tables["sources_paragraph"].References);
        Assert.Contains(new ArchiveReference("content_hash", "sources_content", "hash"), tables["sources_source"].References);
        Assert.Contains(new ArchiveReference("source_id", "sources_source", "id"), tables["measures_decision"].References);
        Assert.Contains(new ArchiveReference("superseded_by", "measures_statement", "id"), tables["measures_withdrawal"].References);
    }
}
