using Concord.Core.Kernel;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Modules.Identity;

/// <summary>Where people of one body sign in with what that body gave them: its own OpenID Connect provider.</summary>
[OfInstallation]
internal sealed class ProviderRow : IVersioned
{
    /// <summary>As it stands in addresses here; chosen before it is registered there.</summary>
    public string Key { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>As the provider writes it; never changed.</summary>
    public string Issuer { get; set; } = "";
    public string ClientId { get; set; } = "";

    /// <summary>Protected by the keys of the installation; null for none.</summary>
    public string? Secret { get; set; }
    public BodyId Body { get; set; }

    /// <summary>The origin to which a browser is sent to sign in; pages allow it, and no other.</summary>
    public string Origin { get; set; } = "";
    public DateTimeOffset Made { get; set; }
    public long Version { get; set; }
}

/// <summary>An account that somebody known to a provider opens; made by the owner of the account and by nobody else.</summary>
[OfInstallation]
internal sealed class LinkRow
{
    public string Provider { get; set; } = "";
    public string Subject { get; set; } = "";
    public ActorId Account { get; set; }
    public DateTimeOffset Made { get; set; }
}

internal sealed class ProviderTable : IEntityTypeConfiguration<ProviderRow>
{
    public void Configure(EntityTypeBuilder<ProviderRow> builder)
    {
        _ = builder.ToTable("identity_provider").HasKey(r => r.Key);
        _ = builder.Property(r => r.Key).HasMaxLength(40);
        _ = builder.Property(r => r.Name).HasMaxLength(100);
        _ = builder.Property(r => r.Issuer).HasMaxLength(300);
        _ = builder.Property(r => r.ClientId).HasMaxLength(200);
        _ = builder.Property(r => r.Origin).HasMaxLength(300);
    }
}

internal sealed class LinkTable : IEntityTypeConfiguration<LinkRow>
{
    public void Configure(EntityTypeBuilder<LinkRow> builder)
    {
        _ = builder.ToTable("identity_link").HasKey(r => new { r.Provider, r.Subject });
        _ = builder.HasIndex(r => r.Account);
        _ = builder.Property(r => r.Provider).HasMaxLength(40);
        _ = builder.Property(r => r.Subject).HasMaxLength(255);
    }
}
