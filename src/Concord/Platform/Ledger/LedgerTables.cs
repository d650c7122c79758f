using Concord.Core.Kernel;
using Concord.Platform.Db;
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

    /// <summary>Null in an act of an earlier version, until it is sealed.</summary>
    public byte[]? WhyHash { get; set; }

    /// <summary>Of what it tells of the rows that it wrote (<see cref="WrittenRow"/>); null where it wrote none.</summary>
    [OfInstallation]
    public byte[]? RowsHash { get; set; }

    /// <summary>Where it stands in the chain, from 1; null until it is sealed.</summary>
    [OfInstallation]
    public long? Position { get; set; }

    [OfInstallation]
    public byte[]? Seal { get; set; }

    public ChainedAct ToChained() => new(
        Sequence, Id, InstantConverter.Micros(At), Actor, Capacity, Body, Verb, About, PayloadHash, WhyHash ?? [], RowsHash);
}

/// <summary>What an act tells of the rows that it added, changed or removed: the digest of each, as it left it (ADR 26).</summary>
[OfInstallation]
internal sealed class WrittenRow
{
    public Guid Act { get; set; }
    public byte[] Rows { get; set; } = [];
}

/// <summary>A schema of the database under which acts tell of every row.</summary>
[OfInstallation]
internal sealed class CountedRow
{
    public string Schema { get; set; } = "";
}

/// <summary>What stood behind an act of reading: a source, and the body that filed it and is told who looked.</summary>
internal sealed class SightRow
{
    public Guid Act { get; set; }
    public SourceId Source { get; set; }
    public BodyId Filer { get; set; }
}

/// <summary>Where the chain had come to, signed.</summary>
[OfInstallation]
internal sealed class HeadRow
{
    public long Position { get; set; }
    public byte[] Seal { get; set; } = [];
    public DateTimeOffset At { get; set; }
    public string Key { get; set; } = "";
    public byte[] Signature { get; set; } = [];
}

/// <summary>A key that signs heads, its public half.</summary>
[OfInstallation]
internal sealed class LedgerKeyRow
{
    public string Id { get; set; } = "";
    public byte[] Public { get; set; } = [];
    public DateTimeOffset Since { get; set; }
}

/// <summary>Work that one of all processes does at a time.</summary>
[OfInstallation]
internal sealed class LeaseRow
{
    public string Name { get; set; } = "";
    public Guid Holder { get; set; }
    public DateTimeOffset Until { get; set; }
}

internal sealed class ActTable : IEntityTypeConfiguration<ActRow>
{
    public void Configure(EntityTypeBuilder<ActRow> builder)
    {
        _ = builder.ToTable("audit_act").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Sequence).IsUnique();
        _ = builder.HasIndex(r => r.About);
        _ = builder.HasIndex(r => r.Position).IsUnique();
        _ = builder.Property(r => r.Verb).HasMaxLength(80);
        _ = builder.Property(r => r.About).HasMaxLength(200);
    }
}

internal sealed class WrittenTable : IEntityTypeConfiguration<WrittenRow>
{
    public void Configure(EntityTypeBuilder<WrittenRow> builder) => _ = builder.ToTable("audit_written").HasKey(r => r.Act);
}

internal sealed class CountedTable : IEntityTypeConfiguration<CountedRow>
{
    public void Configure(EntityTypeBuilder<CountedRow> builder)
    {
        _ = builder.ToTable("audit_counted").HasKey(r => r.Schema);
        _ = builder.Property(r => r.Schema).HasMaxLength(100);
    }
}

internal sealed class SightTable : IEntityTypeConfiguration<SightRow>
{
    public void Configure(EntityTypeBuilder<SightRow> builder)
    {
        _ = builder.ToTable("audit_sight").HasKey(r => new { r.Act, r.Source });
        _ = builder.HasIndex(r => new { r.Filer, r.Source });
    }
}

internal sealed class HeadTable : IEntityTypeConfiguration<HeadRow>
{
    public void Configure(EntityTypeBuilder<HeadRow> builder) => _ = builder.ToTable("audit_head").HasKey(r => r.Position);
}

internal sealed class LedgerKeyTable : IEntityTypeConfiguration<LedgerKeyRow>
{
    public void Configure(EntityTypeBuilder<LedgerKeyRow> builder) => _ = builder.ToTable("audit_key").HasKey(r => r.Id);
}

internal sealed class LeaseTable : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder) => _ = builder.ToTable("audit_lease").HasKey(r => r.Name);
}
