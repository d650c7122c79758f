using System.Security.Cryptography;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests;

/// <summary>What a stop in the middle may leave: every acknowledged source with its bytes, and of no source a part.</summary>
internal static class Whole
{
    public static Task<int> CheckAsync(World world, IReadOnlyDictionary<Guid, byte[]> acknowledged) => world.DoAsync<ConcordDb, int>(async db =>
    {
        var sources = await (
            from s in db.Set<SourceRow>()
            join c in db.Set<ContentRow>() on s.ContentHash equals c.Hash
            where s.Form != SourceForm.Record
            select new
            {
                s.Id, s.ContentHash, c.Bytes, s.Paragraphs, s.Proposals,
                Texts = db.Set<ParagraphRow>().Count(p => p.SourceId == s.Id),
                Passages = db.Set<PassageRow>().Count(p => p.SourceId == s.Id),
                Proposed = db.Set<ProposalRow>().Count(p => p.SourceId == s.Id),
            }).ToDictionaryAsync(s => s.Id.Value);
        Assert.All(sources.Values, s =>
        {
            Assert.Equal(s.ContentHash, Convert.ToHexStringLower(SHA256.HashData(s.Bytes)));
            Assert.Equal((s.Paragraphs, s.Proposals, s.Proposals), (s.Texts, s.Passages, s.Proposed));
        });
        Assert.All(acknowledged, a => Assert.Equal(a.Value, sources[a.Key].Bytes));
        var recorded = await db.Set<SourceRow>().Where(s => s.Form == SourceForm.Record).Select(s => s.Paragraphs).ToListAsync();
        Assert.Equal(sources.Count + recorded.Count, await db.Set<SourceRow>().CountAsync());
        Assert.Equal(sources.Count + recorded.Count, await db.Set<ContentRow>().CountAsync());
        Assert.Equal(sources.Values.Sum(s => s.Texts) + recorded.Sum(), await db.Set<ParagraphRow>().CountAsync());
        return sources.Count;
    });
}
