using System.Text;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;
using Concord.Core.Telegrams.Writing;
using CsCheck;

namespace Concord.Tests.Telegrams;

public sealed class WriterTests
{
    private static readonly string[] Vocabulary =
    [
        "ministers", "met", "anti-trafficking", "pre-", "and", "post-departure", "the", "draft", "2007", "12-14", "by-law", "officials", "301", "Thailand", "said", "--", "of", "cross-border",
    ];

    private static readonly Gen<string> Sentence = Gen.Int[0, Vocabulary.Length - 1].Array[1, 60]
        .Select(words => "The " + string.Join(' ', words.Select(i => Vocabulary[i])) + " end.");

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
    public void What_is_written_is_read_as_it_was() =>
        Gen.Select(Sentence.Array[1, 40], Gen.Int[0, 5], Gen.Bool, Gen.Int[20, 100]).Sample((sentences, style, dual, limit) =>
        {
            var telegram = Make(sentences, style, dual);
            var text = TelegramWriter.Write(telegram, new WriterSettings(limit, limit / 2));
            var again = ReaderFiles.Read(text);
            Assert.Equal(Shape(telegram), Shape(again));
            Assert.Equal(text, TelegramWriter.Write(again, new WriterSettings(limit, limit / 2)));
        }, iter: 1500);

    private static Telegram Make(string[] sentences, int style, bool dual)
    {
        var sound = ReaderFiles.Read(ReaderFiles.Sound);
        var paragraphs = sentences.Select((s, i) =>
        {
            var bullet = i % 4 == 3;
            return new Paragraph(
                bullet ? $"{i - (i / 4)}/Label {i}" : $"{i + 1 - (i / 4)}", bullet ? i - (i / 4) : i + 1 - (i / 4), style > 2 && !bullet ? "U" : null, null, bullet ? $"Label {i}" : null,
                i == 0 && style > 0 ? "SUMMARY:" : null, i == 0 && style > 0 ? "END SUMMARY." : null, s, OffsetMap.Empty, []);
        }).ToArray();
        var header = sound.Header with
        {
            Dtg = sound.Header.Dtg! with { Precedence = dual ? ["P", "R"] : ["P"] },
            Exempted = style > 3 ? ["AMEMBASSY SOFIA", "AMEMBASSY VALLETTA"] : [],
            TagPersons = style == 5 ? [new("PHUM", "LARKE, DENISE")] : [],
        };
        return sound with { Header = header, Paragraphs = [.. paragraphs], Headings = [], Layout = TelegramLayout.Canonical with { Newline = "\n" } };
    }

    private static string Shape(Telegram t)
    {
        var h = t.Header;
        return string.Join('\n', [
            $"{h.TransmissionId} {h.Routing?.Precedence} {string.Join(' ', h.Routing?.RoutingIndicators ?? [])} {h.Origin?.Serial} {h.Dtg?.Written} {string.Join(' ', h.Dtg?.Precedence ?? [])}",
            .. h.Action.Concat(h.Info).Select(a => a.ToString()), .. h.Exempted, h.Classification ?? "", h.Mrn ?? "", .. h.Captions, .. h.Tags, .. h.TagPersons.Select(p => p.ToString()),
            h.Subject ?? "", .. h.References.Select(r => r.ToString()), h.Signature ?? "",
            .. t.Paragraphs.Select(p => $"{p.Id}|{p.Number}|{p.Marking}|{p.Heading}|{p.Label}|{p.OpeningMarker}|{p.TrailingMarker}|{p.Text}"),
        ]);
    }
}
