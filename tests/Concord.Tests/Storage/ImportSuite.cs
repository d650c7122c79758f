using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>What comes in is kept whole, once, and under its labels.</summary>
public abstract class ImportSuite(Engine engine)
{
    private static Task<SourcePage> PageAsync(World world, SourceId id) =>
        world.DoAsync<SourceQueries, SourcePage>(async q => World.Ok(await q.PageAsync(World.May(Doing.Read), id, default, default)));

    [Fact]
    public async Task A_telegram_becomes_a_source_with_its_paragraphs_and_proposals()
    {
        await using var world = await World.NewAsync(engine);
        var bytes = Written.Telegram(87);
        var kept = Assert.Single(World.Ok(await world.ImportAsync(bytes)));
        Assert.False(kept.AlreadyThere);
        var page = await PageAsync(world, kept.Id);
        Assert.Equal("08TANJUNGBIRU87", page.Summary.ReferenceId);
        Assert.Equal(new DateOnly(2008, 2, 29), page.Summary.Known);
        Assert.Equal(["1", "2", "3"], page.Paragraphs.Select(p => p.Name));
        Assert.NotEmpty(page.Proposals);
        Assert.All(page.Proposals, p =>
        {
            var paragraph = page.Paragraphs.Single(x => x.Name == p.Passage.Paragraph);
            var span = paragraph.Find(p.Passage)!.Value;
            Assert.Equal(p.Passage.Exact, paragraph.Text[span.Start..span.End]);
        });
        var original = World.Ok(await world.DoAsync<SourceQueries, Result<(string FileName, byte[] Bytes)>>(q => q.OriginalAsync(World.May(Doing.Read), kept.Id, default)));
        Assert.Equal(bytes, original.Bytes);
    }

    [Fact]
    public async Task An_unmarked_paragraph_takes_the_strictest_marking_of_its_telegram()
    {
        await using var world = await World.NewAsync(engine);
        var kept = World.Ok(await world.ImportAsync(Written.Telegram(88)))[0];
        var page = await PageAsync(world, kept.Id);
        Assert.Equal(["SBU", "U", "SBU"], page.Paragraphs.Select(p => p.Shown.Marking));
        Assert.All(page.Paragraphs, p => Assert.Equal(Handling.OwnBody, p.Shown.Handling));
    }

    [Fact]
    public async Task The_same_bytes_again_change_nothing_and_say_so()
    {
        await using var world = await World.NewAsync(engine);
        var first = World.Ok(await world.ImportAsync(Written.Telegram(89)))[0];
        var acts = await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync());
        var second = World.Ok(await world.ImportAsync(Written.Telegram(89), "another name.txt"))[0];
        Assert.Equal((first.Id, true), (second.Id, second.AlreadyThere));
        Assert.Equal(acts, await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));
    }

    [Fact]
    public async Task Handed_in_by_several_at_once_it_is_stored_once()
    {
        await using var world = await World.NewAsync(engine);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.ImportAsync(Written.Telegram(90)))));
        var kept = all.Select(r => World.Ok(r)[0]).ToList();
        Assert.Single(kept.Select(k => k.Id).Distinct());
        Assert.Single(kept, k => !k.AlreadyThere);
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<SourceRow>().CountAsync()));
        Assert.Equal(1, await world.DoAsync<ConcordDb, int>(db => db.Set<ContentRow>().CountAsync()));
    }

    [Fact]
    public async Task A_correction_points_to_what_it_corrects()
    {
        await using var world = await World.NewAsync(engine);
        var old = World.Ok(await world.ImportAsync(Written.Telegram(91)))[0];
        var better = World.Ok(await world.ImportAsync(Written.Telegram(91, "(U) Burma signed an agreement with China in 2007."), corrects: old.Id))[0];
        Assert.Equal(better.Id, (await PageAsync(world, old.Id)).CorrectedBy);
        Assert.Equal(old.Id, (await PageAsync(world, better.Id)).Corrects);
        Assert.Equal("source.unknown", World.Refused(await world.ImportAsync(Written.Telegram(92), corrects: new SourceId(Guid.CreateVersion7()))));
    }

    [Theory]
    [InlineData("", "import.empty")]
    [InlineData(" \r\n\t ", "import.empty")]
    [InlineData("%PDF-1.7 whatever the name says", "document.damaged")]
    [InlineData("PK\u0003\u0004 a zip", "import.archive")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006 binary", "import.binary")]
    [InlineData("{\\rtf1 rich}", "import.rich-text")]
    public async Task What_cannot_be_read_is_refused_with_its_reason_and_leaves_nothing(string text, string code)
    {
        await using var world = await World.NewAsync(engine);
        Assert.Equal(code, World.Refused(await world.ImportAsync(Encoding.Latin1.GetBytes(text), "a telegram")));
        Assert.Equal(0, await world.DoAsync<ConcordDb, int>(db => db.Set<ContentRow>().CountAsync()));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_with_both_figures()
    {
        await using var world = await World.NewAsync(engine);
        var refused = (await world.ImportAsync(new byte[Incoming.LongestFile + 1])).Match(_ => null!, r => r[0]);
        Assert.Equal(("import.too-large", "100", "100"), (refused.Code, refused.Args[0], refused.Args[1]));
    }

    [Fact]
    public async Task Who_may_see_no_label_sees_no_source()
    {
        await using var world = await World.NewAsync(engine);
        var kept = World.Ok(await world.ImportAsync(Written.Telegram(93)))[0];
        var stranger = new Permit(new Actor(new ActorId(Guid.CreateVersion7()), "a stranger", Capacity.Public, null), Doing.Read);
        Assert.Equal("source.unknown", World.Refused(await world.DoAsync<SourceQueries, Result<SourcePage>>(q => q.PageAsync(stranger, kept.Id, default, default))));
        Assert.Empty(await world.DoAsync<SourceQueries, System.Collections.Immutable.ImmutableArray<SourceSummary>>(q => q.ListAsync(stranger, 10, default)));
        var proposal = (await PageAsync(world, kept.Id)).Proposals[0];
        Assert.Equal("proposal.unknown", World.Refused(await world.DoAsync<SourceQueries, Result<Proposal>>(q => q.ProposalAsync(stranger, proposal.Id, default))));
        Assert.Equal("access.denied", World.Refused(await world.DoAsync<ImportSource, Result<System.Collections.Immutable.ImmutableArray<ImportedSource>>>(
            i => i.HandleAsync(World.May(Doing.Read), new IncomingFile("a", Written.Telegram(94)), default))));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_nothing_half_written_stays()
    {
        await using var disk = await SmallDisk.NewAsync(engine);
        var first = World.Ok(await disk.World.ImportAsync(Written.Telegram(1)))[0];
        await disk.FillAsync();
        var big = Written.Telegram(2, [.. Enumerable.Range(0, 3000).Select(i => $"(U) Burma signed agreement number {i} with Thailand in March 2007. {Noise(i)}")]);
        Assert.Equal("store.full", World.Refused(await disk.World.ImportAsync(big)));
        var list = await disk.World.DoAsync<SourceQueries, System.Collections.Immutable.ImmutableArray<SourceSummary>>(q => q.ListAsync(World.May(Doing.Read), 10, default));
        Assert.Equal(first.Id, Assert.Single(list).Id);
        _ = await Whole.CheckAsync(disk.World, new Dictionary<Guid, byte[]> { [first.Id.Value] = Written.Telegram(1) });
        await disk.MakeRoomAsync();
        Assert.False(World.Ok(await disk.World.ImportAsync(big))[0].AlreadyThere);
        _ = await Whole.CheckAsync(disk.World, new Dictionary<Guid, byte[]> { [first.Id.Value] = Written.Telegram(1) });
    }

    /// <summary>Text that does not pack well.</summary>
    private static string Noise(int seed) => string.Join(' ', Enumerable.Range(0, 8).Select(i =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(BitConverter.GetBytes((seed * 8) + i)))));
}

public sealed class SqliteImportTests() : ImportSuite(Engine.Sqlite);

public sealed class PostgresImportTests() : ImportSuite(Engine.Postgres);
