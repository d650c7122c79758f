using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Identity;

/// <summary>That an authority speaks for a member. What is said of it is added; nothing of it is taken away.</summary>
[OfInstallation]
internal sealed class CredentialRow : IVersioned
{
    public CredentialId Id { get; set; }
    public MemberId Member { get; set; }
    public BodyId Body { get; set; }

    /// <summary>On what it rests: a note, a letter of credence, a decision.</summary>
    public string Paper { get; set; } = "";
    public CredentialId? Beside { get; set; }

    /// <summary>How many things were said of it, the record itself among them: whoever says one changes it, so that two people at once do not.</summary>
    public int Events { get; set; }
    public long Version { get; set; }
}

/// <summary>One thing that was said of a credential. Never changed.</summary>
[OfInstallation]
internal sealed class CredentialEventRow
{
    public CredentialId Credential { get; set; }
    public int Number { get; set; }
    public CredentialTurn Turn { get; set; }
    public DateOnly On { get; set; }

    /// <summary>On whose word; empty for the record itself.</summary>
    public string Who { get; set; } = "";
    public string Why { get; set; } = "";

    /// <summary>Who wrote it down.</summary>
    public ActorId By { get; set; }
    public Capacity Capacity { get; set; }
    public BodyId? ForBody { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class CredentialTable : IEntityTypeConfiguration<CredentialRow>
{
    public void Configure(EntityTypeBuilder<CredentialRow> builder)
    {
        _ = builder.ToTable("identity_credential").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Member);
        _ = builder.Property(r => r.Paper).HasMaxLength(Credential.LongestText);
    }
}

internal sealed class CredentialEventTable : IEntityTypeConfiguration<CredentialEventRow>
{
    public void Configure(EntityTypeBuilder<CredentialEventRow> builder)
    {
        _ = builder.ToTable("identity_credential_event").HasKey(r => new { r.Credential, r.Number });
        _ = builder.Property(r => r.Who).HasMaxLength(Credential.LongestText);
        _ = builder.Property(r => r.Why).HasMaxLength(Credential.LongestText);
    }
}
