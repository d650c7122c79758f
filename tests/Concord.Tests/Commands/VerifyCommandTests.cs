using Concord.Modules.Sources;
using Concord.Platform.Db;
using Concord.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Commands;

/// <summary><c>concord verify</c> as whoever keeps an installation runs it: a line for each part, and an exit status that says whether all is well.</summary>
public sealed class VerifyCommandTests
{
    [Fact]
    public async Task All_is_well_and_after_a_byte_was_changed_the_file_is_named()
    {
        await using var world = await World.NewAsync(Engine.Sqlite);
        _ = await world.LoadPackAsync();
        _ = World.Ok(await world.ImportAsync(Written.Telegram(71), "seventy-one.txt"));
        var (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder, "--rebuild");
        Assert.Equal((0, ""), (status, status == 0 ? "" : printed));
        Assert.Contains("made anew and holds the same", printed, StringComparison.Ordinal);
        Assert.Contains("Everything agrees.", printed, StringComparison.Ordinal);

        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<FreshRow>().ExecuteUpdateAsync(f => f.SetProperty(r => r.Size, r => r.Size + 1)));
        (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder);
        Assert.Equal(1, status);
        Assert.Contains("what is found of sources_source", printed, StringComparison.Ordinal);
        (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder, "--rebuild");
        Assert.Equal(1, status);
        (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder);
        Assert.Equal((0, ""), (status, status == 0 ? "" : printed));

        // what no longer can be read, the index cannot be held against
        var mentions = await world.DoAsync<ConcordDb, string>(db => db.Set<SourceRow>().Select(s => s.Mentions).SingleAsync());
        foreach (var text in new[] { "a", "null", "[null]", """[{"Kind":"Person"}]""" })
        {
            _ = await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Mentions, text)));
            (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder);
            Assert.Equal(1, status);
            Assert.Contains("sources_source", printed, StringComparison.Ordinal);
        }

        _ = await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().ExecuteUpdateAsync(s => s.SetProperty(r => r.Mentions, mentions)));
        _ = await world.DoAsync<ConcordDb, int>(async db =>
        {
            var content = await db.Set<ContentRow>().AsNoTracking().FirstAsync();
            content.Bytes[7] ^= 1;
            return await db.Set<ContentRow>().Where(c => c.Hash == content.Hash).ExecuteUpdateAsync(c => c.SetProperty(r => r.Bytes, content.Bytes));
        });
        (status, printed) = await Typed.ConcordAsync("verify", "--data", world.Store.Folder);
        Assert.Equal(1, status);
        Assert.Contains("seventy-one.txt", printed, StringComparison.Ordinal);
    }
}
