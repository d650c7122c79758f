using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Ledger;

/// <summary>An act, as stored: unchained until a sealer takes it up (DESIGN 6).</summary>
internal sealed class ActRow
{
    public long Sequence { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset At { get; set; }
    public ActorId Actor { get; set; }
    public Capacity Capacity { get; set; }
    public BodyId? Body { get; set; }
    public string Verb { get; set; } = "";
    public string About { get; set; } = "";
    public string? Why { get; set; }
    public string Payload { get; set; } = "";
    public byte[] PayloadSalt { get; set; } = [];
    public byte[] PayloadHash { get; set; } = [];
    public byte[]? Seal { get; set; }
}

internal sealed class ActTable : IEntityTypeConfiguration<ActRow>
{
    public void Configure(EntityTypeBuilder<ActRow> builder)
    {
        _ = builder.ToTable("audit_act").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Sequence).IsUnique();
        _ = builder.HasIndex(r => r.About);
        _ = builder.Property(r => r.Verb).HasMaxLength(80);
        _ = builder.Property(r => r.About).HasMaxLength(200);
    }
}
