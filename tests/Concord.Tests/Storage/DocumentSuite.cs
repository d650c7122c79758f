using System.Text;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Tests.Sources.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Storage;

/// <summary>Documents are sources as telegrams are: kept whole, once, their parts anchors of statements.</summary>
public abstract class DocumentSuite(Engine engine)
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("Note for the file\n\n5 March 2008\n\n1. Burma signed an agreement with\nThailand in 2007.\n\n2. Laos will pass its law next month.\n");

    private static Task<SourcePage> PageAsync(World world, SourceId id) =>
        world.DoAsync<SourceQueries, SourcePage>(async q => World.Ok(await q.PageAsync(World.May(Doing.Read), id, default, default)));

    [Theory]
    [InlineData(DocumentForm.Text)]
    [InlineData(DocumentForm.Word)]
    [InlineData(DocumentForm.Html)]
    [InlineData(DocumentForm.Email)]
    [InlineData(DocumentForm.Pdf)]
    public async Task Each_form_becomes_a_source_with_proposals_and_the_same_bytes_again_change_nothing(DocumentForm form)
    {
        await using var world = await World.NewAsync(engine);
        var bytes = FormFiles.Of(form);
        var kept = World.Ok(await world.ImportAsync(bytes, "named.wrongly"))[0];
        Assert.Equal((Forms.Of(form), false), (kept.Form, kept.AlreadyThere));
        var page = await PageAsync(world, kept.Id);
        Assert.NotEmpty(page.Proposals);
        Assert.All(page.Proposals, p =>
        {
            var paragraph = page.Paragraphs.Single(x => x.Name == p.Passage.Paragraph);
            var span = paragraph.Find(p.Passage)!.Value;
            Assert.Equal(p.Passage.Exact, paragraph.Text[span.Start..span.End]);
        });
        var acts = await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync());
        var again = World.Ok(await world.ImportAsync(bytes, "another name"))[0];
        Assert.Equal((kept.Id, true), (again.Id, again.AlreadyThere));
        Assert.Equal(acts, await world.DoAsync<ConcordDb, int>(db => db.Set<ActRow>().CountAsync()));
    }

    [Fact]
    public async Task Dates_lean_on_the_day_of_the_document_and_without_one_stay_unknown()
    {
        await using var world = await World.NewAsync(engine);
        async Task<string?> NextMonth(byte[] bytes)
        {
            var page = await PageAsync(world, World.Ok(await world.ImportAsync(bytes))[0].Id);
            return page.Proposals.Single(p => p.Country == "Laos").Date?.Edtf;
        }

        Assert.Equal("2008-04", await NextMonth(Text));
        Assert.Null(await NextMonth(Encoding.UTF8.GetBytes("Note for the file\n\nLaos will pass its law next month.\n")));
    }

    [Fact]
    public async Task A_sentence_goes_on_over_the_end_of_a_line_and_is_quoted_as_it_stands()
    {
        await using var world = await World.NewAsync(engine);
        var page = await PageAsync(world, World.Ok(await world.ImportAsync(Text))[0].Id);
        Assert.Contains(page.Proposals, p => p.Passage.Exact.Contains("with\nThailand", StringComparison.Ordinal));
        Assert.Equal([1, 2], page.Paragraphs.Select(p => p.Number).OfType<int>());
        Assert.Equal(new DateOnly(2008, 3, 5), page.Document!.Day);
        Assert.All(page.Paragraphs, p => Assert.NotNull(Place.Parse(p.Name)));
    }

    [Fact]
    public async Task Files_of_a_message_become_sources_of_their_own_to_any_sensible_depth_and_each_leads_to_the_other()
    {
        await using var world = await World.NewAsync(engine);
        static string Mixed(string name, string inside) => $"Content-Type: multipart/mixed; boundary={name}\r\n\r\n--{name}\r\n\r\nSee inside {name}.\r\n{inside}--{name}--\r\n";
        static string File(string name, string boundary, byte[] bytes) =>
            $"--{boundary}\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(bytes)}\r\n";
        const string From = "From: a@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nMIME-Version: 1.0\r\n";
        var inner = From + "Subject: inner\r\n" + Mixed("i", File("report.docx", "i", FormFiles.Of(DocumentForm.Word)));
        var outer = Encoding.UTF8.GetBytes(From + "Subject: outer\r\n" + Mixed(
            "o",
            File("telegram.txt", "o", Written.Telegram(5)) + File("photo.jpg", "o", [0xff, 0xd8, 0xff, 1, 2, 3]) + "--o\r\nContent-Type: message/rfc822\r\n\r\n" + inner));
        var made = World.Ok(await world.ImportAsync(outer, "letter.eml"));
        Assert.Equal([SourceForm.Email, SourceForm.State, SourceForm.Email, SourceForm.Word], made.Select(m => m.Form));
        Assert.Equal([false, true, true, true], made.Select(m => m.Inside));
        var letter = await PageAsync(world, made[0].Id);
        Assert.Equal(["telegram.txt", "photo.jpg", "inner"], letter.Enclosed.Select(e => e.Name));
        Assert.Equal((null, "import.image"), (letter.Enclosed[1].Source, letter.Enclosed[1].Refusal!.Code));
        Assert.Equal(made[2].Id, letter.Enclosed[2].Source);
        Assert.Equal(made[0].Id, Assert.Single((await PageAsync(world, made[2].Id)).CameIn).Source);
        Assert.Equal(made[2].Id, Assert.Single((await PageAsync(world, made[3].Id)).CameIn).Source);
        Assert.True(Assert.Single(World.Ok(await world.ImportAsync(outer))).AlreadyThere);
    }

    [Fact]
    public async Task Messages_in_messages_are_followed_so_deep_and_no_deeper()
    {
        await using var world = await World.NewAsync(engine);
        var message = "From: a@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nSubject: 0\r\nMIME-Version: 1.0\r\n\r\ndeep\r\n";
        for (var i = 1; i <= 12; i++)
        {
            message = $"From: a@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nSubject: {i}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\nContent-Type: message/rfc822\r\n\r\n{message}--b{i}--\r\n";
        }

        var made = World.Ok(await world.ImportAsync(Encoding.UTF8.GetBytes(message)));
        Assert.Equal(ImportSource.MostDepth + 1, made.Length);
        Assert.Equal("import.enclosed-too-deep", Assert.Single((await PageAsync(world, made[^1].Id)).Enclosed).Refusal!.Code);
    }

    [Fact]
    public async Task Complaints_stand_at_their_part_or_at_the_whole()
    {
        await using var world = await World.NewAsync(engine);
        var bytes = WordFile.Of(WordFile.P("a") + "<w:p><w:ins><w:r><w:t>b</w:t></w:r></w:ins></w:p>");
        var page = await PageAsync(world, World.Ok(await world.ImportAsync(bytes, "minutes.docx"))[0].Id);
        Assert.Equal("word-tracked-changes", Assert.Single(page.Complaints).Code);
        Assert.Equal([TextShape.Paragraph, TextShape.Paragraph], page.Paragraphs.Select(p => p.Shape));
    }
}

public sealed class SqliteDocumentTests() : DocumentSuite(Engine.Sqlite);

public sealed class PostgresDocumentTests() : DocumentSuite(Engine.Postgres);
