using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Search;

/// <summary>Where a token stands in those entries of a block of documents that carry one label. A block lies together and is written once.</summary>
internal sealed class PostingRow
{
    /// <summary>The lowest number among its documents.</summary>
    public long Block { get; set; }
    public string Token { get; set; } = "";
    public LabelId LabelId { get; set; }
    public byte[] Heads { get; set; } = [];
    public byte[] Positions { get; set; } = [];
}

/// <summary>A block of documents.</summary>
internal sealed class SearchBlockRow
{
    public long Block { get; set; }
    public int Documents { get; set; }
}

/// <summary>What a document that is in no block yet holds under one label.</summary>
internal sealed class FreshRow
{
    public LabelId LabelId { get; set; }
    public long Document { get; set; }
    public int Size { get; set; }
    public byte[] Tokens { get; set; } = [];
}

/// <summary>Something that was indexed whole, under a number of its own: what it is of, and its entries. Who has no row here any more is not found.</summary>
internal sealed class SearchDocumentRow
{
    public long Document { get; set; }
    public SearchOwner Owner { get; set; }
    public Guid ObjectId { get; set; }

    /// <summary>Of a measure, the label of those who find it by this; of a source, its own.</summary>
    public LabelId LabelId { get; set; }
    public DateOnly Day { get; set; }
    public byte[] Entries { get; set; } = [];
}

internal sealed class PostingTable : IEntityTypeConfiguration<PostingRow>
{
    public void Configure(EntityTypeBuilder<PostingRow> builder)
    {
        _ = builder.ToTable("search_posting").HasKey(r => new { r.Block, r.Token, r.LabelId });
        _ = builder.Property(r => r.Token).HasMaxLength(80);
    }
}

internal sealed class SearchBlockTable : IEntityTypeConfiguration<SearchBlockRow>
{
    public void Configure(EntityTypeBuilder<SearchBlockRow> builder) => _ = builder.ToTable("search_block").HasKey(r => r.Block);
}

internal sealed class FreshTable : IEntityTypeConfiguration<FreshRow>
{
    public void Configure(EntityTypeBuilder<FreshRow> builder) => _ = builder.ToTable("search_fresh").HasKey(r => new { r.LabelId, r.Document });
}

internal sealed class SearchDocumentTable : IEntityTypeConfiguration<SearchDocumentRow>
{
    public void Configure(EntityTypeBuilder<SearchDocumentRow> builder)
    {
        _ = builder.ToTable("search_document").HasKey(r => r.Document);
        _ = builder.HasIndex(r => new { r.ObjectId, r.LabelId }).IsUnique();
    }
}
