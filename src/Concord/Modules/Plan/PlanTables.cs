using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Plan;

/// <summary>A pack as loaded. All are kept; the one loaded last is in force.</summary>
internal sealed class PackRow : IRecorded
{
    public Guid Id { get; set; }
    public string Hash { get; set; } = "";
    public string Key { get; set; } = "";
    public int Number { get; set; }
    public string FileName { get; set; } = "";
    public DateTimeOffset Loaded { get; set; }
    public byte[] Bytes { get; set; } = [];
    public long Sequence { get; set; }
}

internal sealed class PackTable : IEntityTypeConfiguration<PackRow>
{
    public void Configure(EntityTypeBuilder<PackRow> builder)
    {
        _ = builder.ToTable("plan_pack").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Sequence);
        _ = builder.Property(r => r.Hash).HasMaxLength(64);
        _ = builder.Property(r => r.Key).HasMaxLength(80);
        _ = builder.Property(r => r.FileName).HasMaxLength(400);
    }
}
