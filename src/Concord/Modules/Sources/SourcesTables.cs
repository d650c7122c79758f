using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Sources;

/// <summary>The bytes as received, kept once under their SHA-256.</summary>
internal sealed class ContentRow
{
    public string Hash { get; set; } = "";
    public long Length { get; set; }
    public byte[] Bytes { get; set; } = [];

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A document as received. What may be shown of it hangs on its paragraphs' labels; its own is the strictest.</summary>
internal sealed class SourceRow : IRecorded
{
    public SourceId Id { get; set; }
    public string ContentHash { get; set; } = "";
    public long Length { get; set; }
    public BodyId? FiledBy { get; set; }
    public string FiledKey { get; set; } = "";
    public int Part { get; set; }
    public string FileName { get; set; } = "";

    /// <summary>The version just before it. Set and taken back by acts of their own; two sources never correct the same one.</summary>
    public SourceId? Corrects { get; set; }

    /// <summary>The first version; null for a first one.</summary>
    public SourceId? First { get; set; }
    public int VersionNumber { get; set; } = 1;
    public LabelId LabelId { get; set; }
    public SourceForm Form { get; set; }
    public string Title { get; set; } = "";
    public string? ReferenceId { get; set; }
    public string? Originator { get; set; }
    public DateTimeOffset? Written { get; set; }
    public DateOnly Known { get; set; }
    public DateTimeOffset Imported { get; set; }
    public int Paragraphs { get; set; }
    public int Proposals { get; set; }
    public int Errors { get; set; }
    public string Header { get; set; } = "";
    public string Complaints { get; set; } = "";
    public string Mentions { get; set; } = "";
    public long Sequence { get; set; }
}

/// <summary>A file inside a message: the source it became, or why it became none.</summary>
internal sealed class EnclosedRow
{
    public SourceId MessageId { get; set; }
    public int Ordinal { get; set; }
    public string Name { get; set; } = "";
    public SourceId? EnclosedId { get; set; }
    public string? Refusal { get; set; }
}

/// <summary>A paragraph of the clean text.</summary>
internal sealed class ParagraphRow
{
    public SourceId SourceId { get; set; }
    public int Ordinal { get; set; }
    public LabelId LabelId { get; set; }
    public string Name { get; set; } = "";
    public int? Number { get; set; }
    public string? Marking { get; set; }
    public string? Heading { get; set; }
    public string? Label { get; set; }
    public string? OpeningMarker { get; set; }
    public string? TrailingMarker { get; set; }
    public string Text { get; set; } = "";
    public PartKind? Kind { get; set; }
    public int? Level { get; set; }
    public string Map { get; set; } = "";
    public int? FirstLine { get; set; }
    public int? LastLine { get; set; }
}

/// <summary>An anchor: paragraph, exact words, context, position in code points.</summary>
internal sealed class PassageRow
{
    public PassageId Id { get; set; }
    public SourceId SourceId { get; set; }
    public int ParagraphOrdinal { get; set; }
    public LabelId LabelId { get; set; }

    /// <summary>Under which what was read in it is told without it, since whoever speaks in it is protected; null for not at all.</summary>
    public LabelId? ToldId { get; set; }
    public string Exact { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Suffix { get; set; } = "";
    public int StartAt { get; set; }
    public int EndAt { get; set; }
}

/// <summary>A statement that a rule proposes. Never changed: what a person decided about it stands elsewhere.</summary>
internal sealed class ProposalRow
{
    public ProposalId Id { get; set; }
    public SourceId SourceId { get; set; }
    public int Ordinal { get; set; }
    public PassageId PassageId { get; set; }
    public LabelId LabelId { get; set; }
    public FactKind Kind { get; set; }
    public FactStatus Status { get; set; }
    public FactPolarity Polarity { get; set; }
    public string Title { get; set; } = "";
    public string? Country { get; set; }
    public string? Iso2 { get; set; }
    public string? DateText { get; set; }
    public When? Date { get; set; }
    public DateCertainty DateCertainty { get; set; }
    public string? Speaker { get; set; }
    public string? SpeakerCountry { get; set; }
    public Attribution Attribution { get; set; }
    public string? Capacity { get; set; }
    public string? Occasion { get; set; }
    public When? Said { get; set; }
    public string Partners { get; set; } = "";
    public string Figures { get; set; } = "";
    public string Rule { get; set; } = "";
    public Confidence Confidence { get; set; }
    public bool ProtectSource { get; set; }
    public ProposalForm Form { get; set; }

    /// <summary>Of a meeting, an official or a clause; null for a fact.</summary>
    public string? Subject { get; set; }
}

internal sealed class ContentTable : IEntityTypeConfiguration<ContentRow>
{
    public void Configure(EntityTypeBuilder<ContentRow> builder)
    {
        _ = builder.ToTable("sources_content").HasKey(r => r.Hash);
        _ = builder.Property(r => r.Hash).HasMaxLength(64);
    }
}

internal sealed class SourceTable : IEntityTypeConfiguration<SourceRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        _ = builder.ToTable("sources_source").HasKey(r => r.Id);

        // Two who say at once how widely it may be seen: the second is told.
        _ = builder.Property(r => r.LabelId).IsConcurrencyToken();

        // The same telegram of the same file, filed twice by one body, is one source; another body's filing is its own and learns nothing of this one.
        _ = builder.HasIndex(r => new { r.ContentHash, r.FiledKey, r.Part }).IsUnique();
        _ = builder.HasIndex(r => new { r.LabelId, r.Sequence });
        _ = builder.HasIndex(r => new { r.Sequence, r.Id });
        _ = builder.HasIndex(r => new { r.Known, r.Sequence, r.Id });
        _ = builder.HasIndex(r => r.ReferenceId);
        _ = builder.HasIndex(r => r.Corrects).IsUnique();
        _ = builder.HasIndex(r => r.First);
        _ = builder.HasIndex(r => r.Originator);
        _ = builder.Property(r => r.Corrects).IsConcurrencyToken();
        _ = builder.Property(r => r.VersionNumber).HasDefaultValue(1);
        _ = builder.Property(r => r.ContentHash).HasMaxLength(64);
        _ = builder.Property(r => r.FiledKey).HasMaxLength(36);
        _ = builder.Property(r => r.FileName).HasMaxLength(400);
        _ = builder.Property(r => r.ReferenceId).HasMaxLength(200);
    }
}

internal sealed class EnclosedTable : IEntityTypeConfiguration<EnclosedRow>
{
    public void Configure(EntityTypeBuilder<EnclosedRow> builder)
    {
        _ = builder.ToTable("sources_enclosed").HasKey(r => new { r.MessageId, r.Ordinal });
        _ = builder.HasIndex(r => r.EnclosedId);
        _ = builder.Property(r => r.Name).HasMaxLength(400);
    }
}

internal sealed class ParagraphTable : IEntityTypeConfiguration<ParagraphRow>
{
    public void Configure(EntityTypeBuilder<ParagraphRow> builder) =>
        _ = builder.ToTable("sources_paragraph").HasKey(r => new { r.SourceId, r.Ordinal });
}

internal sealed class PassageTable : IEntityTypeConfiguration<PassageRow>
{
    public void Configure(EntityTypeBuilder<PassageRow> builder)
    {
        _ = builder.ToTable("sources_passage").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.SourceId);
    }
}

internal sealed class ProposalTable : IEntityTypeConfiguration<ProposalRow>
{
    public void Configure(EntityTypeBuilder<ProposalRow> builder)
    {
        _ = builder.ToTable("sources_proposal").HasKey(r => r.Id);
        _ = builder.HasIndex(r => new { r.SourceId, r.Ordinal }).IsUnique();
        _ = builder.Property(r => r.Rule).HasMaxLength(120);
    }
}
