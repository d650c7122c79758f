using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Sources;

/// <summary>
/// Where a passage stands in a later version of its source. Never changed: what a person decides, and takes back, is a further row, and the last one holds.
/// </summary>
internal sealed class AnchoringRow : IRecorded
{
    public PassageId PassageId { get; set; }
    public SourceId SourceId { get; set; }
    public int Number { get; set; } = 1;
    public AnchorKind Kind { get; set; }
    public AnchorHow How { get; set; }
    public int? ParagraphOrdinal { get; set; }
    public LabelId? LabelId { get; set; }
    public string Exact { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Suffix { get; set; } = "";
    public int StartAt { get; set; }
    public int EndAt { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A proposal of a later version that reads the same words in the same way as one of an earlier version.</summary>
internal sealed class RepeatRow
{
    public ProposalId ProposalId { get; set; }
    public ProposalId EarlierId { get; set; }
    public SourceId SourceId { get; set; }
}

/// <summary>A person said that two sources are two, though one looks like a correction of the other.</summary>
internal sealed class DistinctRow : IRecorded
{
    public SourceId SourceId { get; set; }
    public SourceId OtherId { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A source withdrawn by its issuer: the first, the second time. Undone by a row beside it.</summary>
internal sealed class RecallRow : IRecorded
{
    public SourceId SourceId { get; set; }
    public int Number { get; set; }
    public string Why { get; set; } = "";
    public DateOnly Known { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A withdrawal by the issuer taken back.</summary>
internal sealed class RecallUndoneRow : IRecorded
{
    public SourceId SourceId { get; set; }
    public int Number { get; set; }
    public string? Why { get; set; }
    public DateOnly Known { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

/// <summary>By what a telegram can be referred to: its reference id; its originator and date-time group.</summary>
internal sealed class SourceKeyRow
{
    public SourceId SourceId { get; set; }
    public string Key { get; set; } = "";
}

/// <summary>A reference of a telegram, by the key of what it refers to.</summary>
internal sealed class ReferenceRow
{
    public SourceId SourceId { get; set; }
    public int Ordinal { get; set; }
    public string Key { get; set; } = "";
}

/// <summary>A telegram promised, "septel": a sentence of a paragraph, in code points.</summary>
internal sealed class PromiseRow
{
    public SourceId SourceId { get; set; }
    public int Ordinal { get; set; }
    public int ParagraphOrdinal { get; set; }
    public LabelId LabelId { get; set; }
    public string Exact { get; set; } = "";
    public int StartAt { get; set; }
    public int EndAt { get; set; }
}

/// <summary>Which source a person says is the one that was promised; null for none, after it was said and taken back. The last row holds.</summary>
internal sealed class FulfilmentRow : IRecorded
{
    public SourceId SourceId { get; set; }
    public int Ordinal { get; set; }
    public int Number { get; set; }
    public SourceId? FulfilledBy { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

internal sealed class AnchoringTable : IEntityTypeConfiguration<AnchoringRow>
{
    public void Configure(EntityTypeBuilder<AnchoringRow> builder)
    {
        // Two people at once decide on a passage once.
        _ = builder.ToTable("sources_anchoring").HasKey(r => new { r.PassageId, r.SourceId, r.Number });
        _ = builder.HasIndex(r => r.SourceId);
    }
}

internal sealed class RepeatTable : IEntityTypeConfiguration<RepeatRow>
{
    public void Configure(EntityTypeBuilder<RepeatRow> builder)
    {
        _ = builder.ToTable("sources_repeat").HasKey(r => new { r.ProposalId, r.EarlierId });
        _ = builder.HasIndex(r => r.SourceId);
    }
}

internal sealed class DistinctTable : IEntityTypeConfiguration<DistinctRow>
{
    public void Configure(EntityTypeBuilder<DistinctRow> builder) => _ = builder.ToTable("sources_distinct").HasKey(r => new { r.SourceId, r.OtherId });
}

internal sealed class RecallTable : IEntityTypeConfiguration<RecallRow>
{
    public void Configure(EntityTypeBuilder<RecallRow> builder) => _ = builder.ToTable("sources_recall").HasKey(r => new { r.SourceId, r.Number });
}

internal sealed class RecallUndoneTable : IEntityTypeConfiguration<RecallUndoneRow>
{
    public void Configure(EntityTypeBuilder<RecallUndoneRow> builder) => _ = builder.ToTable("sources_recall_undone").HasKey(r => new { r.SourceId, r.Number });
}

internal sealed class SourceKeyTable : IEntityTypeConfiguration<SourceKeyRow>
{
    public void Configure(EntityTypeBuilder<SourceKeyRow> builder)
    {
        _ = builder.ToTable("sources_key").HasKey(r => new { r.SourceId, r.Key });
        _ = builder.HasIndex(r => r.Key);
        _ = builder.Property(r => r.Key).HasMaxLength(240);
    }
}

internal sealed class ReferenceTable : IEntityTypeConfiguration<ReferenceRow>
{
    public void Configure(EntityTypeBuilder<ReferenceRow> builder)
    {
        _ = builder.ToTable("sources_reference").HasKey(r => new { r.SourceId, r.Ordinal });
        _ = builder.HasIndex(r => r.Key);
        _ = builder.Property(r => r.Key).HasMaxLength(240);
    }
}

internal sealed class PromiseTable : IEntityTypeConfiguration<PromiseRow>
{
    public void Configure(EntityTypeBuilder<PromiseRow> builder) => _ = builder.ToTable("sources_promise").HasKey(r => new { r.SourceId, r.Ordinal });
}

internal sealed class FulfilmentTable : IEntityTypeConfiguration<FulfilmentRow>
{
    public void Configure(EntityTypeBuilder<FulfilmentRow> builder) =>
        _ = builder.ToTable("sources_fulfilment").HasKey(r => new { r.SourceId, r.Ordinal, r.Number });
}
