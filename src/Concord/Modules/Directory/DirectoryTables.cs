using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Directory;

/// <summary>Somebody confirmed that a focal point or deputy is still the one: the first, the second time. Never changed.</summary>
internal sealed class ConfirmationRow : IRecorded
{
    public StatementId StatementId { get; set; }
    public int Number { get; set; }
    public DateOnly ConfirmedOn { get; set; }
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public DateTimeOffset At { get; set; }
    public long Sequence { get; set; }
}

internal sealed class ConfirmationTable : IEntityTypeConfiguration<ConfirmationRow>
{
    // Two people at once confirm once.
    public void Configure(EntityTypeBuilder<ConfirmationRow> builder) =>
        _ = builder.ToTable("directory_confirmation").HasKey(r => new { r.StatementId, r.Number });
}
