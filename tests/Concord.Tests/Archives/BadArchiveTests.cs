using Concord.Core.Kernel;
using Concord.Modules.Measures;
using Concord.Platform.Archive;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Microsoft.EntityFrameworkCore;

namespace Concord.Tests.Archives;

/// <summary>An archive that is not whole, was changed, or means ill is refused in words before anything is kept.</summary>
public sealed class BadArchiveTests : IAsyncLifetime
{
    private const string Statements = "tables/measures_statement.ndjson";

    private World empty = null!;
    private string archive = "";
    private string made = "";

    public async ValueTask InitializeAsync()
    {
        await using var world = await FilledWorld.NewAsync(Engine.Sqlite);
        empty = await World.NewAsync(Engine.Sqlite);
        archive = Path.Combine(empty.Store.Folder, "whole.zip");
        made = Path.Combine(empty.Store.Folder, "made.zip");
        File.Copy(await FilledWorld.ArchiveAsync(world), archive);
    }

    public ValueTask DisposeAsync() => empty.DisposeAsync();

    [Fact]
    public async Task A_changed_byte_in_any_file_is_found_and_the_file_is_named()
    {
        var names = Remade.Of(archive).Entries.Where(e => e.Value.Length > 0).Select(e => e.Key).ToList();
        Assert.True(names.Count > 20);
        foreach (var (at, name) in names.Index())
        {
            var remade = Remade.Of(archive);
            var bytes = remade.Entries[name];
            bytes[at * 7919 % bytes.Length] ^= 4;
            await RefusedAsync(remade.Write(made), "archive.changed", name == "manifest.sha256" ? "manifest.json" : name);
        }
    }

    [Fact]
    public async Task An_archive_that_was_cut_off_anywhere_is_refused()
    {
        var whole = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        foreach (var length in Enumerable.Range(0, 40).Select(i => (int)((long)whole.Length * i / 40)).Append(whole.Length - 1))
        {
            await File.WriteAllBytesAsync(made, whole[..length], TestContext.Current.CancellationToken);
            await RefusedAsync(made, "archive.not-whole");
        }
    }

    [Fact]
    public async Task A_later_layout_is_refused_and_both_numbers_are_told() =>
        await RefusedAsync(Remade.Of(archive).Summed(m => m["format"] = 2).Write(made), "archive.newer", "2", "1");

    [Theory]
    [InlineData("../../outside.txt")]
    [InlineData("/etc/concord")]
    [InlineData("tables/../../outside.ndjson")]
    [InlineData("tables\\sources_source.ndjson")]
    [InlineData("originals/readme.txt")]
    public async Task A_name_that_leads_elsewhere_is_refused_whether_or_not_the_manifest_lists_it(string name)
    {
        await RefusedAsync(Remade.Of(archive).Write(made, [(name, [1])]), "archive.entry-unknown", name);
        var listed = Remade.Of(archive);
        listed.Entries[name] = [1];
        await RefusedAsync(listed.Summed().Write(made), "archive.entry-unknown", name);
        Assert.False(File.Exists(Path.Combine(empty.Store.Folder, "..", "..", "outside.txt")));
    }

    [Fact]
    public async Task A_file_that_stands_twice_or_is_missing_is_refused()
    {
        await RefusedAsync(Remade.Of(archive).Write(made, [(Statements, [])]), "archive.entry-twice", Statements);
        var less = Remade.Of(archive);
        _ = less.Entries.Remove(Statements);
        await RefusedAsync(less.Write(made), "archive.entry-missing", Statements);
        less.Entries.Clear();
        await RefusedAsync(less.Write(made), "archive.no-archive");
    }

    [Fact]
    public async Task What_would_fill_the_computer_is_refused_before_it_is_unpacked()
    {
        var remade = Remade.Of(archive);
        var zeros = new byte[300_000_000];
        remade.Entries["originals/" + Remade.Sum(zeros)] = zeros;
        await RefusedAsync(remade.Summed().Write(made), "archive.bomb");
    }

    [Theory]
    [InlineData("archive.field-unknown", """{"colour":"red",""")]
    [InlineData("archive.not-canonical", """{ """)]
    [InlineData("archive.line-unreadable", """{[""")]
    public async Task A_line_that_this_version_would_not_write_is_refused_with_its_number(string code, string beginning) =>
        await LineAsync(line => beginning + line[1..], code);

    [Fact]
    public async Task A_missing_or_wrong_value_is_refused_with_its_line()
    {
        await LineAsync(line => line.Replace("\"polarity\":\"Affirms\",", "", StringComparison.Ordinal), "archive.field-missing", "polarity");
        await LineAsync(line => line.Replace("\"polarity\":\"Affirms\"", "\"polarity\":\"Certain\"", StringComparison.Ordinal), "archive.value", "polarity");
        await LineAsync(line => System.Text.RegularExpressions.Regex.Replace(line, "\"known\":\"[^\"]*\"", "\"known\":\"2008-02-30\""), "archive.value", "known");
        await LineAsync(line => System.Text.RegularExpressions.Regex.Replace(line, "\"sequence\":\\d+", "\"sequence\":1e3"), "archive.value", "sequence");
    }

    [Fact]
    public async Task A_statement_without_its_passage_and_an_id_given_twice_are_refused()
    {
        var remade = Remade.Of(archive);
        var lines = remade.Lines(Statements);
        remade.Put(Statements, [.. lines, lines[^1]]);
        await RefusedAsync(remade.Summed().Write(made), "archive.twice", Statements);

        remade = Remade.Of(archive);
        remade.Put("tables/sources_passage.ndjson", []);
        await RefusedAsync(remade.Summed().Write(made), "archive.dangling", Statements);

        remade = Remade.Of(archive);
        _ = remade.Entries.Remove(remade.Entries.Keys.First(k => k.StartsWith("originals/", StringComparison.Ordinal)));
        await RefusedAsync(remade.Summed().Write(made), "archive.original-missing");

        remade = Remade.Of(archive);
        remade.Entries["originals/" + Remade.Sum([1])] = [1];
        await RefusedAsync(remade.Summed().Write(made), "archive.original-unused");
    }

    [Fact]
    public async Task Whatever_stands_in_an_archive_is_answered_and_nothing_of_what_is_refused_is_kept()
    {
        var chance = new Random(20261124);
        for (var round = 0; round < 40; round++)
        {
            var remade = Remade.Of(archive);
            for (var change = 0; change <= chance.Next(3); change++)
            {
                var name = remade.Entries.Keys.ElementAt(chance.Next(remade.Entries.Count));
                var bytes = remade.Entries[name].ToList();
                switch (chance.Next(4))
                {
                    case 0 when bytes.Count > 0:
                        bytes[chance.Next(bytes.Count)] = (byte)chance.Next(256);
                        break;
                    case 1 when bytes.Count > 0:
                        bytes.RemoveRange(chance.Next(bytes.Count), 1);
                        break;
                    case 2:
                        bytes.InsertRange(chance.Next(bytes.Count + 1), "{\"id\":null}\n\0\u00ff"u8.ToArray());
                        break;
                    default:
                        bytes = [.. bytes.Take(chance.Next(bytes.Count + 1))];
                        break;
                }

                remade.Entries[name] = [.. bytes];
            }

            try
            {
                _ = remade.Summed();
            }
            catch (System.Text.Json.JsonException)
            {
                // the manifest itself was hit: it goes as it is
            }
            catch (InvalidOperationException)
            {
            }

            var result = await FilledWorld.RestoreAsync(empty, remade.Write(made));
            if (result.Match(_ => false, _ => true))
            {
                Assert.Equal(0, await RowsAsync());
            }
            else
            {
                await empty.DisposeAsync();
                await InitializeAsync();
            }
        }
    }

    private Task<int> RowsAsync() => empty.DoAsync<ConcordDb, int>(async db => await db.Set<StatementRow>().CountAsync() + await db.Set<Platform.Ledger.ActRow>().CountAsync());

    /// <summary>One line of the statements, otherwise written by somebody who wrote the sums anew.</summary>
    private async Task LineAsync(Func<string, string> change, string code, string? field = null)
    {
        var remade = Remade.Of(archive);
        var lines = remade.Lines(Statements);
        lines[2] = change(lines[2]);
        remade.Put(Statements, lines);
        await RefusedAsync(remade.Summed().Write(made), code, [Statements, "3", .. field is null ? Array.Empty<string>() : [field]]);
    }

    private async Task RefusedAsync(string path, string code, params string[] told)
    {
        var refusal = (await FilledWorld.RestoreAsync(empty, path)).Match(_ => new Refusal("was not refused"), r => r[0]);
        Assert.Equal(code, refusal.Code);
        Assert.Equal(told, refusal.Args.Take(told.Length));
        Assert.DoesNotContain("⟦", refusal.Sentence(), StringComparison.Ordinal);
        Assert.Equal(0, await RowsAsync());
    }
}
