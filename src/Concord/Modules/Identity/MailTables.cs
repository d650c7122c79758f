using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Identity;

/// <summary>How far the mail of an invitation has come.</summary>
internal enum MailState
{
    /// <summary>Not sent yet, or to be tried again.</summary>
    Waiting,

    /// <summary>Taken by the server for mail.</summary>
    Sent,

    /// <summary>Given up: the server does not take it, or the invitation is over.</summary>
    Refused,
}

/// <summary>A mail that is to go out with an invitation; written in the commit of the invitation, so that a server that fails loses nothing.</summary>
[OfInstallation]
internal sealed class MailRow
{
    public InvitationId Invitation { get; set; }
    public MailState State { get; set; }

    /// <summary>The link, protected by the keys of the installation; empty as soon as it is not needed any more.</summary>
    public string Link { get; set; } = "";
    public string Language { get; set; } = "";
    public int Tries { get; set; }

    /// <summary>Not before; whoever tries moves it on first, so that one process tries at a time.</summary>
    public DateTimeOffset Next { get; set; }

    /// <summary>The code of the last reason why not.</summary>
    public string? Why { get; set; }
    public DateTimeOffset Changed { get; set; }
}

internal sealed class MailTable : IEntityTypeConfiguration<MailRow>
{
    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        _ = builder.ToTable("identity_mail").HasKey(r => r.Invitation);
        _ = builder.HasIndex(r => new { r.State, r.Next });
        _ = builder.Property(r => r.Language).HasMaxLength(20);
        _ = builder.Property(r => r.Why).HasMaxLength(100);
    }
}
