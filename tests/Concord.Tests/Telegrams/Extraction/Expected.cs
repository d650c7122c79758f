using System.Collections.Immutable;
using System.Text.Json;
using Concord.Core.Telegrams;

namespace Concord.Tests.Telegrams.Extraction;

/// <summary>A telegram as its expectation says it is read, so that the finders are judged by themselves.</summary>
internal sealed record Expected(string File, Telegram Telegram, JsonElement Json)
{
    /// <summary>Telegrams that joined after the first rules were made, once held out.</summary>
    private static readonly string[] Later = ["h07", "h08", "h09", "h10", "h11", "h12", "k01", "k02", "k03", "k04", "k05", "k07", "k08", "n08", "p01", "p02", "p03", "p04"];

    /// <summary>The telegrams to judge by: the first ones, those up to the second round as well, or only those of the third.</summary>
    internal static IEnumerable<Expected> Corpus(int round = 2)
    {
        var dev = Path.Combine(Repository.Root, "tests", "Concord.Tests", "corpus", "dev");
        return Directory.EnumerateFiles(dev, "*.json").Order(StringComparer.Ordinal)
            .Where(f => Path.GetFileName(f) is var name && (IsThird(name) ? 3 : Later.Contains(name[..3]) ? 2 : 1) is var joined && (round == 3 ? joined == 3 : joined <= round))
            .Select(Read);
    }

    private static bool IsThird(string name) => name[0] is 'q' or 'r' or 's' && char.IsAsciiDigit(name[1]);

    internal static Telegram Invented(params (string Id, string? Label, string? Heading, string Text)[] paragraphs) =>
        new(TelegramForm.State,
            new TelegramHeader { Originator = "AMEMBASSY KODJOVIA", Dtg = new DateTimeGroup(["P"], "290230Z FEB 08", new DateTimeOffset(2008, 2, 29, 2, 30, 0, TimeSpan.Zero), []) },
            [.. paragraphs.Select(p => new Paragraph(p.Id, null, null, p.Heading, p.Label, null, null, p.Text, OffsetMap.Empty, []))],
            [], []);

    internal static Telegram Invented(string text) => Invented(("1", null, null, text));

    internal IEnumerable<JsonElement> Of(string list) => Json.TryGetProperty(list, out var found) ? found.EnumerateArray() : [];

    internal static string? Text(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Expected Read(string path)
    {
        var json = JsonDocument.Parse(System.IO.File.ReadAllText(path)).RootElement;
        var header = json.GetProperty("header");
        DateTimeOffset? utc = header.GetProperty("dtg").TryGetProperty("utc", out var written) && written.ValueKind == JsonValueKind.String ? written.GetDateTimeOffset() : null;
        ImmutableArray<Paragraph> paragraphs = [.. json.GetProperty("paragraphs").EnumerateArray().Select(p => new Paragraph(
            p.GetProperty("id").GetString()!, null, null, Text(p, "heading"), Text(p, "label"), Text(p, "opening_marker"), Text(p, "trailing_marker"),
            p.GetProperty("text").GetString()!, OffsetMap.Empty, []))];
        var telegram = new Telegram(
            TelegramForm.State,
            new TelegramHeader { Originator = Text(header, "originator"), Subject = Text(header, "subject"), Dtg = new DateTimeGroup(["O"], "", utc, []) },
            paragraphs, [], []);
        return new Expected(Path.GetFileNameWithoutExtension(path), telegram, json);
    }
}
