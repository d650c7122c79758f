using Concord.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Search;

/// <summary>Where a token stands in those entries of a document that carry one label.</summary>
internal sealed class PostingRow
{
    public string Token { get; set; } = "";
    public LabelId LabelId { get; set; }
    public long Document { get; set; }
    public byte[] Places { get; set; } = [];
}

/// <summary>Something that was indexed whole, by the number of the act that wrote it: what it is of, and its entries.</summary>
internal sealed class SearchDocumentRow
{
    public long Document { get; set; }
    public SearchOwner Owner { get; set; }
    public Guid ObjectId { get; set; }
    public DateOnly Day { get; set; }
    public byte[] Entries { get; set; } = [];
}

internal sealed class PostingTable : IEntityTypeConfiguration<PostingRow>
{
    public void Configure(EntityTypeBuilder<PostingRow> builder)
    {
        _ = builder.ToTable("search_posting").HasKey(r => new { r.Token, r.LabelId, r.Document });
        _ = builder.Property(r => r.Token).HasMaxLength(80);
    }
}

internal sealed class SearchDocumentTable : IEntityTypeConfiguration<SearchDocumentRow>
{
    public void Configure(EntityTypeBuilder<SearchDocumentRow> builder) =>
        _ = builder.ToTable("search_document").HasKey(r => r.Document);
}
