using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Identity;

/// <summary>What this installation is. There is one row, or none before it is set up.</summary>
internal enum InstallationKind
{
    /// <summary>Ready accounts that anybody at this machine may take; reached from this machine alone.</summary>
    Demonstration,

    /// <summary>People with keys of their own.</summary>
    Real,
}

[OfInstallation]
internal sealed class InstallationRow : IVersioned
{
    public int Id { get; set; }
    public InstallationKind Kind { get; set; }

    /// <summary>Of the recovery key, which is on paper and nowhere else; null for a demonstration.</summary>
    public byte[]? RecoveryHash { get; set; }
    public long Version { get; set; }
}

/// <summary>An account. What is secret in it is a hash, or protected by the keys of the installation.</summary>
[OfInstallation]
internal sealed class AccountRow : IVersioned
{
    public ActorId Id { get; set; }
    public string Name { get; set; } = "";
    public string SignInName { get; set; } = "";
    public string NormalizedName { get; set; } = "";
    public string? Mail { get; set; }
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";
    public string? AuthenticatorKey { get; set; }
    public long LastCodeStep { get; set; }
    public bool TwoFactor { get; set; }

    /// <summary>Hashes of the codes that are left, one a line.</summary>
    public string RecoveryCodes { get; set; } = "";
    public DateTimeOffset? LockedUntil { get; set; }
    public int Failed { get; set; }
    public DateTimeOffset? Closed { get; set; }
    public long Version { get; set; }
}

[OfInstallation]
internal sealed class PasskeyRow
{
    public byte[] Id { get; set; } = [];
    public ActorId Account { get; set; }
    public string Name { get; set; } = "";
    public byte[] PublicKey { get; set; } = [];
    public DateTimeOffset Made { get; set; }
    public long SignCount { get; set; }
    public string Transports { get; set; } = "";
    public bool Verified { get; set; }
    public bool BackupEligible { get; set; }
    public bool BackedUp { get; set; }
    public byte[] Attestation { get; set; } = [];
    public byte[] ClientData { get; set; } = [];
}

/// <summary>What a browser was asked for a passkey and answered: nobody answers it again.</summary>
[OfInstallation]
internal sealed class AnswerRow
{
    /// <summary>SHA-256 of the challenge.</summary>
    public string Question { get; set; } = "";

    /// <summary>After that it can be answered by nobody anyway.</summary>
    public DateTimeOffset Until { get; set; }
}

/// <summary>A capacity that somebody holds.</summary>
[OfInstallation]
internal sealed class HoldingRow
{
    public HoldingId Id { get; set; }
    public ActorId Account { get; set; }
    public Capacity Capacity { get; set; }
    public BodyId? Body { get; set; }
    public MemberId? Member { get; set; }

    /// <summary>The name under which a representative of victims and survivors speaks; null for the account's own.</summary>
    public string? ChosenName { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public DateTimeOffset? Ended { get; set; }
    public HoldingId? Of { get; set; }

    public Holding ToHolding() => new(Id, Account, Capacity, Body, Member, From, Until, Ended is not null, Of);
}

/// <summary>One time of being signed in.</summary>
[OfInstallation]
internal sealed class SessionRow
{
    public SessionId Id { get; set; }
    public ActorId Account { get; set; }

    /// <summary>In which capacity they act; null for none.</summary>
    public HoldingId? Holding { get; set; }
    public DateTimeOffset Began { get; set; }
    public DateTimeOffset Until { get; set; }
    public DateTimeOffset? Ended { get; set; }
    public string Agent { get; set; } = "";

    /// <summary>The provider that vouched; null for a key of one's own.</summary>
    public string? Provider { get; set; }

    /// <summary>When they last showed a key of their own; null where a provider vouched.</summary>
    public DateTimeOffset? Proved { get; set; }
}

[OfInstallation]
internal sealed class InvitationRow : IVersioned
{
    public InvitationId Id { get; set; }
    public byte[] KeyHash { get; set; } = [];
    public Capacity Capacity { get; set; }
    public BodyId? Body { get; set; }
    public MemberId? Member { get; set; }
    public string For { get; set; } = "";
    public string? Mail { get; set; }
    public ActorId By { get; set; }
    public DateTimeOffset Made { get; set; }
    public ActorId? Confirmed { get; set; }
    public DateTimeOffset Expires { get; set; }

    /// <summary>Accepted or taken back.</summary>
    public DateTimeOffset? Closed { get; set; }
    public ActorId? AcceptedBy { get; set; }

    /// <summary>How the credential of the body stood, as far as whoever invited said that they know.</summary>
    public CredentialStanding? Acknowledged { get; set; }
    public long Version { get; set; }

    public Invitation ToInvitation() => new(Id, Capacity, Body, Member, By, Confirmed, Expires, Closed is not null) { Acknowledged = Acknowledged };
}

/// <summary>A body that the pack does not have: an embassy, an organisation.</summary>
[OfInstallation]
internal sealed class BodyRow
{
    public BodyId Id { get; set; }
    public string Name { get; set; } = "";
    public MemberId? Member { get; set; }
}

internal sealed class InstallationTable : IEntityTypeConfiguration<InstallationRow>
{
    public void Configure(EntityTypeBuilder<InstallationRow> builder) => _ = builder.ToTable("identity_installation").HasKey(r => r.Id);
}

internal sealed class AccountTable : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        _ = builder.ToTable("identity_account").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.NormalizedName).IsUnique();
        _ = builder.Property(r => r.Name).HasMaxLength(200);
        _ = builder.Property(r => r.SignInName).HasMaxLength(100);
        _ = builder.Property(r => r.NormalizedName).HasMaxLength(100);
        _ = builder.Property(r => r.Mail).HasMaxLength(254);
    }
}

internal sealed class PasskeyTable : IEntityTypeConfiguration<PasskeyRow>
{
    public void Configure(EntityTypeBuilder<PasskeyRow> builder)
    {
        _ = builder.ToTable("identity_passkey").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Account);
        _ = builder.Property(r => r.Name).HasMaxLength(100);
    }
}

internal sealed class AnswerTable : IEntityTypeConfiguration<AnswerRow>
{
    public void Configure(EntityTypeBuilder<AnswerRow> builder)
    {
        _ = builder.ToTable("identity_answer").HasKey(r => r.Question);
        _ = builder.Property(r => r.Question).HasMaxLength(64);
    }
}

internal sealed class HoldingTable : IEntityTypeConfiguration<HoldingRow>
{
    public void Configure(EntityTypeBuilder<HoldingRow> builder)
    {
        _ = builder.ToTable("identity_holding").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.Account);
        _ = builder.HasIndex(r => r.Of);
        _ = builder.Property(r => r.ChosenName).HasMaxLength(200);
    }
}

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        _ = builder.ToTable("identity_session").HasKey(r => r.Id);
        _ = builder.HasIndex(r => new { r.Account, r.Ended });
        _ = builder.Property(r => r.Agent).HasMaxLength(200);
        _ = builder.Property(r => r.Provider).HasMaxLength(40);
    }
}

internal sealed class InvitationTable : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        _ = builder.ToTable("identity_invitation").HasKey(r => r.Id);
        _ = builder.HasIndex(r => r.KeyHash).IsUnique();
        _ = builder.Property(r => r.For).HasMaxLength(200);
        _ = builder.Property(r => r.Mail).HasMaxLength(254);
    }
}

internal sealed class BodyTable : IEntityTypeConfiguration<BodyRow>
{
    public void Configure(EntityTypeBuilder<BodyRow> builder)
    {
        _ = builder.ToTable("identity_body").HasKey(r => r.Id);
        _ = builder.Property(r => r.Name).HasMaxLength(200);
    }
}
