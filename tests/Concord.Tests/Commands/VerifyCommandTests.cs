using Concord.Modules.Sources;
using Concord.Platform.Db;
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
