using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Measures;

/// <summary>
/// A member's reply to a statement as one act made it: first written, revised, or withdrawn. Never changed; the last number is how it stands. It carries no label: who sees the statement sees it.
/// </summary>
internal sealed class ReplyRow : IRecorded
{
    public StatementId StatementId { get; set; }
    public MemberId MemberId { get; set; }
    public int Number { get; set; } = 1;

    /// <summary>As written; null when this act withdrew it.</summary>
    public string? Text { get; set; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; set; }
    public BodyId? Body { get; set; }
    public ActorId By { get; set; }
    public DateTimeOffset At { get; set; }
    public DateOnly Known { get; set; }
    public long Sequence { get; set; }
}

internal sealed class ReplyTable : IEntityTypeConfiguration<ReplyRow>
{
    public void Configure(EntityTypeBuilder<ReplyRow> builder)
    {
        // Two people of one member at once are one first and one too late.
        _ = builder.ToTable("measures_reply").HasKey(r => new { r.StatementId, r.MemberId, r.Number });
        _ = builder.HasIndex(r => r.Sequence);
        _ = builder.Property(r => r.Language).HasMaxLength(40);
    }
}
