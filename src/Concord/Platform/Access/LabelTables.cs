using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Access;

/// <summary>An interned label: one row for each that differs. Never changed.</summary>
internal sealed class LabelRow
{
    public LabelId Id { get; set; }
    public string Key { get; set; } = "";
    public Handling Handling { get; set; }
    public string? Marking { get; set; }
    public DateOnly? Embargo { get; set; }
    public string? Admission { get; set; }
    public string KeptOut { get; set; } = "";
    public string Bodies { get; set; } = "";
    public MemberId? Member { get; set; }
}

internal sealed class LabelTable : IEntityTypeConfiguration<LabelRow>
{
    public void Configure(EntityTypeBuilder<LabelRow> builder)
    {
        _ = builder.ToTable("identity_label").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Key).IsUnique();
        _ = builder.Property(r => r.Key).HasMaxLength(2000);
        _ = builder.Property(r => r.Marking).HasMaxLength(80);
        _ = builder.Property(r => r.Admission).HasMaxLength(400);
        _ = builder.Property(r => r.KeptOut).HasMaxLength(400);
    }
}
