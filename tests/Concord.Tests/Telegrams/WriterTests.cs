using System.Text;
using System.Text.Json;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;
using Concord.Core.Telegrams.Writing;
using CsCheck;

namespace Concord.Tests.Telegrams;

public sealed class WriterTests
{
    [Fact]
    public void The_open_example_is_written_byte_for_byte()
    {
        if (ReaderFiles.Shared("examples") is not { } folder)
        {
            Assert.Skip("../shared is absent");
            return;
        }

        var bytes = File.ReadAllBytes(Path.Combine(folder, "synthetic_01_single_priority.txt"));
        Assert.Equal(Encoding.UTF8.GetString(bytes), TelegramWriter.Write(TelegramReader.Read(bytes)));
    }

    [Fact]
    public void Every_canonical_telegram_of_the_corpus_is_written_as_it_stood()
    {
        var count = 0;
        foreach (var file in ReaderFiles.All())
        {
            var bytes = File.ReadAllBytes(file);
            var telegram = TelegramReader.Read(bytes);
            var text = TelegramReader.Decode(bytes);
            if (telegram.Form == TelegramForm.State && !telegram.Complaints.Any(c => c.Severity > Severity.Info || c.Code == "section-order") && IsCanonical(text))
            {
                Assert.Equal(text, TelegramWriter.Write(telegram));
                count++;
            }
        }

        Assert.True(count >= 14, $"{count} canonical telegrams");
    }

    [Fact]
    public void What_is_written_is_read_as_it_was() =>
        Gen.Select(TelegramGen.Head, TelegramGen.Body, Gen.Int[20, 100]).Sample((head, body, limit) =>
        {
            var telegram = TelegramGen.Make(head, body);
            var text = TelegramWriter.Write(telegram, new WriterSettings(limit, limit / 2));
            var again = ReaderFiles.Read(text);
            Assert.Equal(Shape(telegram), Shape(again));
            Assert.DoesNotContain(again.Complaints, c => c.Severity == Severity.Error);
        }, iter: Iterations);

    [Fact]
    public void What_was_written_is_written_again_byte_for_byte() =>
        Gen.Select(TelegramGen.Head, TelegramGen.Body, Gen.Int[20, 100]).Sample((head, body, limit) =>
        {
            var text = TelegramWriter.Write(TelegramGen.Make(head, body), new WriterSettings(limit, limit / 2));
            Assert.Equal(text, TelegramWriter.Write(ReaderFiles.Read(text)));
        }, iter: Iterations);

    private static int Iterations => int.TryParse(Environment.GetEnvironmentVariable("CONCORD_WRITER_TELEGRAMS"), out var count) ? count : 1500;

    // lines of the paragraphs that fill 55 characters and no more
    private static bool IsCanonical(string text) =>
        !text.Split('\n').SkipWhile(l => !l.StartsWith("1. ", StringComparison.Ordinal)).TakeWhile(l => l.TrimEnd() != "BT").Any(l => l.TrimEnd().Length > 55);

    private static string Shape(Telegram t)
    {
        var header = t.Header with { Transmissions = [], Section = null, Sections = null, Geographic = [], Origin = t.Header.Origin! with { Section = null } };
        return string.Join('\n', [
            JsonSerializer.Serialize(header).Replace(",\"", ",\n\"", StringComparison.Ordinal), string.Join('|', t.Headings),
            .. t.Paragraphs.Select(p => $"{p.Id}|{p.Number}|{p.Marking}|{p.Heading}|{p.Label}|{p.OpeningMarker}|{p.TrailingMarker}|{p.Text}"),
        ]);
    }
}
