using System.Collections.Immutable;
using Concord.Core.Sources;
using Concord.Core.Telegrams;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// A document in the shape that the extraction reads: its parts as paragraphs under their headings, and its day as the day of writing. Without a day,
/// dates that lean on it stay unknown; nobody speaks unless the text says who.
/// </summary>
internal static class DocumentTelegram
{
    /// <summary>Every part, its text as it stands, with the markings that it bears.</summary>
    public static Telegram Of(ReadDocument document)
    {
        var (markings, banners) = WrittenMarkings.Of(document.Parts.Select(p => p.Text));
        var heading = (string?)null;
        var paragraphs = ImmutableArray.CreateBuilder<Paragraph>(document.Parts.Length);
        foreach (var part in document.Parts)
        {
            heading = part.Kind == PartKind.Heading ? part.Text : heading;
            paragraphs.Add(new Paragraph(part.Place.ToString(), part.Number, Markings.Strictest(markings[paragraphs.Count]), heading, null, null, null, part.Text, OffsetMap.Empty, []));
        }

        var day = document.Head.Sent is { } sent ? DateOnly.FromDateTime(sent.DateTime) : document.Head.Day;
        return new Telegram(
            TelegramForm.Unknown,
            new TelegramHeader
            {
                Classification = Markings.Strictest(banners.Select(MarkingOf)),
                Dtg = day is { } d ? new DateTimeGroup([], "", new DateTimeOffset(d, new TimeOnly(12, 0), TimeSpan.Zero), []) : null,
            },
            paragraphs.MoveToImmutable(),
            [],
            [.. document.Notes.Select(n => new Complaint(n.Code, Weight(n.Weight), n.Part + 1, n.Args))]);
    }

    /// <summary>What is searched: without headings, and with blanks for line ends, so that a sentence goes on over them and every position stays.</summary>
    public static Telegram Searched(Telegram telegram, ReadDocument document) => telegram with
    {
        Paragraphs = [.. telegram.Paragraphs
            .Where((_, i) => document.Parts[i].Kind != PartKind.Heading)
            .Select(p => p with { Text = p.Text.Replace('\n', ' ').Replace('\t', ' ').Replace('\u00a0', ' ') })],
    };

    /// <summary>The marking that a line of classification stands for, with what limits it further: <c>S/NOFORN</c>.</summary>
    private static string? MarkingOf(Banner banner) => string.Join(
        '/', [Markings.OfClassification(banner.Classification, banner.Caveats), .. banner.Caveats.Where(c => c is not ("SENSITIVE" or "SIPDIS"))]);

    private static Severity Weight(NoteWeight weight) => weight switch
    {
        NoteWeight.Info => Severity.Info,
        NoteWeight.Warning => Severity.Warning,
        NoteWeight.Error => Severity.Error,
    };
}
