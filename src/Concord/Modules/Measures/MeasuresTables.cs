using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Measures;

/// <summary>A thing that one or several members do.</summary>
internal sealed class MeasureRow : IVersioned, IRecorded
{
    public MeasureId Id { get; set; }
    public string Kind { get; set; } = "";
    public string Title { get; set; } = "";
    public string TitleKey { get; set; } = "";
    public long Version { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A member whose measure it is, for whoever may see what says so; a joint measure has several and is counted once.</summary>
internal sealed class MeasureMemberRow
{
    public MeasureId MeasureId { get; set; }
    public MemberId MemberId { get; set; }

    /// <summary>Of the statements that say so.</summary>
    public LabelId LabelId { get; set; }
}

/// <summary>A plan area in which it counts.</summary>
internal sealed class MeasureAreaRow
{
    public MeasureId MeasureId { get; set; }
    public string Area { get; set; } = "";
}

/// <summary>Which member of the closed family of assertions a statement holds.</summary>
internal enum AssertionForm
{
    Reached,
    Expected,
    Measured,
    Involves,
    Position,
    Obstacle,
    Describes,
}

/// <summary>Someone said something. Never edited. Without a measure it speaks of none: a remark, a position.</summary>
internal sealed class StatementRow : IRecorded
{
    public StatementId Id { get; set; }
    public MeasureId? MeasureId { get; set; }
    public ProposalId? ProposalId { get; set; }
    public PassageId PassageId { get; set; }
    public LabelId LabelId { get; set; }
    public string? Speaker { get; set; }
    public MemberId? SpeakerMember { get; set; }
    public string? Capacity { get; set; }
    public string? Occasion { get; set; }
    public When? Said { get; set; }

    /// <summary>How the speaker is known; null when a person put another in.</summary>
    public Attribution? Attribution { get; set; }
    public AssertionForm Form { get; set; }
    public StageId? Stage { get; set; }
    public When? Date { get; set; }
    public DateOnly? Earliest { get; set; }
    public DateOnly? Latest { get; set; }
    public string? Text { get; set; }
    public string? Detail { get; set; }
    public decimal? Value { get; set; }

    /// <summary>Key of the plan area it was said about.</summary>
    public string? Area { get; set; }
    public Polarity Polarity { get; set; }
    public Certainty Certainty { get; set; }
    public DateOnly Known { get; set; }

    /// <summary>Its source asks that whoever said it be protected: no page but the source's own names them.</summary>
    public bool Protect { get; set; }

    /// <summary>The members whose measure it is by this statement, their ids with blanks between; null for one that was recorded before that was kept.</summary>
    public string? Brings { get; set; }

    /// <summary>It is told without whoever said it, who is kept aside (<see cref="ShieldedRow"/>): no query of statements can come upon them.</summary>
    public bool Shielded { get; set; }
    public long Sequence { get; set; }
}

/// <summary>What a statement does not tell while it is told without whoever said it. It comes back when the release is taken back.</summary>
internal sealed class ShieldedRow
{
    public StatementId StatementId { get; set; }
    public bool Protect { get; set; }
    public string? Speaker { get; set; }
    public MemberId? SpeakerMember { get; set; }
    public string? Capacity { get; set; }
    public string? Occasion { get; set; }
    public When? Said { get; set; }
    public Attribution? Attribution { get; set; }
}

/// <summary>Why a statement was taken back.</summary>
internal enum WithdrawalCause
{
    /// <summary>A person said so, with a reason.</summary>
    Person,

    /// <summary>The decision that had recorded it was undone.</summary>
    Review,

    /// <summary>A new version of the process pack says otherwise, or says it no more.</summary>
    Pack,

    /// <summary>A new version of the process pack says it otherwise, and it had been taken back here: that stands.</summary>
    Local,

    /// <summary>Whoever issued its source withdrew that. It is no row: it follows from what was said of the source.</summary>
    Issuer,
}

/// <summary>A statement taken back: the first, the second time. Never changed; undone by a row beside it.</summary>
internal sealed class WithdrawalRow : IRecorded
{
    public StatementId StatementId { get; set; }
    public int Number { get; set; } = 1;
    public StatementId? SupersededBy { get; set; }
    public WithdrawalCause Cause { get; set; }
    public string? Why { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly Known { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A withdrawal undone: the statement counts again.</summary>
internal sealed class RestorationRow : IRecorded
{
    public StatementId StatementId { get; set; }
    public int Number { get; set; }
    public string? Why { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly Known { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A statement made of a line of the process pack; the last of a line is what the pack says now.</summary>
internal sealed class PackedRow : IRecorded
{
    public StatementId StatementId { get; set; }
    public Guid LineId { get; set; }
    public int PackVersion { get; set; }
    public string Digest { get; set; } = "";
    public long Sequence { get; set; }
}

/// <summary>Two measures said to be one. Statements stay where they are; undone by a row beside it.</summary>
internal sealed class MergingRow : IRecorded
{
    public MergingId Id { get; set; }
    public MeasureId FromId { get; set; }
    public MeasureId IntoId { get; set; }

    /// <summary>How often these two were merged so, this time included.</summary>
    public int Number { get; set; }
    public string? Why { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly Known { get; set; }
    public long Sequence { get; set; }
}

/// <summary>A merging taken back.</summary>
internal sealed class UnmergingRow : IRecorded
{
    public MergingId MergingId { get; set; }
    public string? Why { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly Known { get; set; }
    public long Sequence { get; set; }
}

/// <summary>What a person decided about a proposal.</summary>
internal enum Verdict
{
    /// <summary>Decided once and undone.</summary>
    Open,
    Accepted,
    Changed,
    Rejected,

    /// <summary>What it says is said by another proposal, with which it became one statement.</summary>
    Merged,
}

/// <summary>The decision on a proposal: its version tells whether somebody else decided meanwhile.</summary>
internal sealed class DecisionRow : IVersioned, IRecorded
{
    public ProposalId ProposalId { get; set; }
    public Guid SourceId { get; set; }
    public Verdict Verdict { get; set; }
    public MeasureId? MeasureId { get; set; }
    public string? Why { get; set; }
    public ActorId By { get; set; }
    public DateTimeOffset At { get; set; }
    public long Version { get; set; }
    public long Sequence { get; set; }
}

internal sealed class MeasureTable : IEntityTypeConfiguration<MeasureRow>
{
    public void Configure(EntityTypeBuilder<MeasureRow> builder)
    {
        _ = builder.ToTable("measures_measure").HasKey(r => r.Id);
        _ = builder.HasIndex(r => new { r.Kind, r.TitleKey });
        _ = builder.HasIndex(r => new { r.Sequence, r.Id });
        _ = builder.Property(r => r.Kind).HasMaxLength(80);
        _ = builder.Property(r => r.TitleKey).HasMaxLength(200);
    }
}

internal sealed class MeasureMemberTable : IEntityTypeConfiguration<MeasureMemberRow>
{
    public void Configure(EntityTypeBuilder<MeasureMemberRow> builder)
    {
        _ = builder.ToTable("measures_membership").HasKey(r => new { r.MeasureId, r.MemberId, r.LabelId });
        _ = builder.HasIndex(r => new { r.MemberId, r.LabelId });
    }
}

internal sealed class MeasureAreaTable : IEntityTypeConfiguration<MeasureAreaRow>
{
    public void Configure(EntityTypeBuilder<MeasureAreaRow> builder)
    {
        _ = builder.ToTable("measures_area").HasKey(r => new { r.MeasureId, r.Area });
        _ = builder.HasIndex(r => r.Area);
        _ = builder.Property(r => r.Area).HasMaxLength(80);
    }
}

internal sealed class StatementTable : IEntityTypeConfiguration<StatementRow>
{
    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        _ = builder.ToTable("measures_statement").HasKey(r => r.Id);
        _ = builder.HasIndex(r => new { r.MeasureId, r.LabelId });
        _ = builder.HasIndex(r => new { r.LabelId, r.Known });
        _ = builder.HasIndex(r => r.ProposalId);
        _ = builder.HasIndex(r => r.PassageId);
        _ = builder.HasIndex(r => new { r.Form, r.LabelId });

        // the orders in which lists are told
        _ = builder.HasIndex(r => new { r.Sequence, r.Id });
        _ = builder.HasIndex(r => new { r.Known, r.Sequence, r.Id });
        _ = builder.Property(r => r.Stage).HasMaxLength(80);
        _ = builder.Property(r => r.Area).HasMaxLength(80);
    }
}

internal sealed class ShieldedTable : IEntityTypeConfiguration<ShieldedRow>
{
    public void Configure(EntityTypeBuilder<ShieldedRow> builder) =>
        _ = builder.ToTable("measures_shielded").HasKey(r => r.StatementId);
}

internal sealed class WithdrawalTable : IEntityTypeConfiguration<WithdrawalRow>
{
    public void Configure(EntityTypeBuilder<WithdrawalRow> builder)
    {
        _ = builder.ToTable("measures_withdrawal").HasKey(r => new { r.StatementId, r.Number });
        _ = builder.HasIndex(r => r.Sequence);
    }
}

internal sealed class RestorationTable : IEntityTypeConfiguration<RestorationRow>
{
    public void Configure(EntityTypeBuilder<RestorationRow> builder)
    {
        _ = builder.ToTable("measures_restoration").HasKey(r => new { r.StatementId, r.Number });
        _ = builder.HasIndex(r => r.Sequence);
    }
}

internal sealed class MergingTable : IEntityTypeConfiguration<MergingRow>
{
    public void Configure(EntityTypeBuilder<MergingRow> builder)
    {
        _ = builder.ToTable("measures_merging").HasKey(r => r.Id);

        // Two people at once merge two measures once.
        _ = builder.HasIndex(r => new { r.FromId, r.IntoId, r.Number }).IsUnique();
    }
}

internal sealed class UnmergingTable : IEntityTypeConfiguration<UnmergingRow>
{
    public void Configure(EntityTypeBuilder<UnmergingRow> builder) =>
        _ = builder.ToTable("measures_unmerging").HasKey(r => r.MergingId);
}

internal sealed class PackedTable : IEntityTypeConfiguration<PackedRow>
{
    public void Configure(EntityTypeBuilder<PackedRow> builder)
    {
        _ = builder.ToTable("measures_packed").HasKey(r => r.StatementId);
        _ = builder.HasIndex(r => r.LineId);
        _ = builder.Property(r => r.Digest).HasMaxLength(64);
    }
}

internal sealed class DecisionTable : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        _ = builder.ToTable("measures_decision").HasKey(r => r.ProposalId);
        _ = builder.HasIndex(r => new { r.Sequence, r.ProposalId });
        _ = builder.HasIndex(r => r.SourceId);
    }
}
