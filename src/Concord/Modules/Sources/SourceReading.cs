using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Sources;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Modules.Sources.Contracts;
using Concord.Modules.Sources.Documents;

namespace Concord.Modules.Sources;

/// <summary>A telegram, or a document seen as one, read and searched, each paragraph under its label, ready to be kept.</summary>
internal sealed record SourceReading(Telegram Telegram, Findings Findings, ImmutableArray<Label> Shown)
{
    /// <summary>The strictest label: what the source as a whole is shown under.</summary>
    public Label Strictest { get; init; } = Shown[0];

    /// <summary>The document, when it is no telegram.</summary>
    public ReadDocument? Document { get; init; }

    public IEnumerable<Label> Labels => Shown.Append(Strictest);

    /// <summary>A document is searched as a telegram is; its headings name things and state nothing.</summary>
    public static SourceReading Of(ReadDocument document, BodyId? filer, MemberId? member = null)
    {
        var telegram = DocumentTelegram.Of(document);
        return Of(telegram, Extractor.Extract(DocumentTelegram.Searched(telegram, document)), filer, member) with { Document = document };
    }

    /// <summary>
    /// An unmarked paragraph takes the strictest marking of its telegram; one that tells of a session inherits the session's admission; and until it is
    /// released, a source is for the body that filed it (DESIGN 6).
    /// </summary>
    public static SourceReading Of(Telegram telegram, Findings findings, BodyId? filer, MemberId? member = null)
    {
        var strictest = Markings.Strictest(telegram.Paragraphs.Select(p => p.Marking)
            .Append(Markings.OfClassification(telegram.Header.Classification, telegram.Header.Captions)));
        var bodies = filer is { } body ? ImmutableArray.Create(body) : [];
        var rules = findings.Meetings
            .Where(m => m.AdmissionRule is not null)
            .GroupBy(m => m.Anchor.ParagraphId)
            .ToDictionary(g => g.Key, g => string.Join("; ", g.Select(m => m.AdmissionRule).Distinct().Order(StringComparer.Ordinal)));
        var whole = new Label(Handling.OwnBody, strictest, null, null, bodies) { Member = member };
        var shown = telegram.Paragraphs.Select(p => whole with
        {
            Marking = p.Marking ?? strictest,
            Admission = rules.GetValueOrDefault(p.Id) is { } rule ? rule[..Math.Min(rule.Length, Releasing.LongestAdmission)] : null,
            KeptOut = SessionDoor.KeptOutBy(rules.GetValueOrDefault(p.Id)),
        });
        return new SourceReading(telegram, findings, [whole, .. shown]);
    }

    public SourceRow ToRows(
        ReadFile file, BodyId? filer, ImmutableDictionary<Label, LabelId> labels, DateTimeOffset now, out ImmutableArray<object> rows)
    {
        var header = Telegram.Header;
        var source = new SourceRow
        {
            Id = new SourceId(Guid.CreateVersion7(now)),
            ContentHash = file.Hash,
            Length = file.Bytes.Length,
            FiledBy = filer,
            FiledKey = filer?.Value.ToString("D") ?? "",
            Part = file.Part,
            FileName = Short(Incoming.NameOf(file.File.FileName), 400),
            LabelId = labels[Strictest],
            Form = Document is { } read ? Forms.Of(read.Form) : Forms.Of(Telegram.Form),
            Title = Document is { } d ? Short(d.Head.Title ?? Incoming.NameOf(file.File.FileName), 2000)
                : header.Subject ?? header.Mrn ?? header.TransmissionId ?? Incoming.NameOf(file.File.FileName),
            ReferenceId = header.ReferenceId is { } reference ? Short(reference, 200) : null,
            Originator = Document is { } by ? by.Head.Author : header.Originator,
            Written = Written,
            Known = file.File.Known ?? DateOnly.FromDateTime((Written ?? now).UtcDateTime),
            Imported = now,
            Paragraphs = Telegram.Paragraphs.Length,
            Errors = Telegram.Complaints.Count(c => c.Severity == Severity.Error),
            Header = Document is { } said ? Stored.Json(said.Head) : Stored.Json(header),
            Complaints = Stored.Json(Findings.Limit is { } limit ? Telegram.Complaints.Add(Document is null ? limit : limit with { Line = null }) : Telegram.Complaints),
            Mentions = Stored.Json(Mentions()),
        };
        var made = ImmutableArray.CreateBuilder<object>();
        var paragraphs = new Dictionary<string, int>();
        for (var i = 0; i < Telegram.Paragraphs.Length; i++)
        {
            made.Add(ToRow(source.Id, i, labels[Shown[i + 1]], file.Lines));
            _ = paragraphs.TryAdd(Telegram.Paragraphs[i].Id, i);
        }

        foreach (var (ordinal, proposed) in Proposing.Of(Telegram, Findings)
            .Where(p => paragraphs.ContainsKey(p.Fact.Anchor.ParagraphId))
            .Select(p => (Ordinal: paragraphs[p.Fact.Anchor.ParagraphId], p))
            .OrderBy(p => p.Ordinal).ThenBy(p => p.p.Fact.Anchor.Span.Start).ThenBy(p => p.p.Form == ProposalForm.Fact))
        {
            var passage = ToRow(source.Id, ordinal, labels[Shown[ordinal + 1]], Passage.Cut(Telegram.Paragraphs[ordinal].Text, proposed.Fact.Anchor.Span), now);
            made.Add(passage);
            made.Add(ToRow(passage, source.Proposals++, proposed, now));
        }

        rows = made.ToImmutable();
        return source;
    }

    private DateTimeOffset? Written => Document is { } document
        ? document.Head.Sent?.ToUniversalTime() ?? (document.Head.Day is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null)
        : Telegram.Header.Dtg?.Utc;

    private ParagraphRow ToRow(SourceId source, int ordinal, LabelId label, FileLines lines)
    {
        var p = Telegram.Paragraphs[ordinal];
        return new ParagraphRow
        {
            SourceId = source,
            Ordinal = ordinal,
            LabelId = label,
            Name = p.Id,
            Number = p.Number,
            Marking = p.Marking,
            Heading = p.Heading,
            Label = p.Label,
            OpeningMarker = p.OpeningMarker,
            TrailingMarker = p.TrailingMarker,
            Text = p.Text,
            Kind = Document?.Parts[ordinal].Kind,
            Level = Document?.Parts[ordinal].Level,
            Map = Stored.Json(p.Map.Runs.Select(r => new[] { r.CleanStart, r.FileStart, r.Length, r.Cut ? 1 : 0 })),
            FirstLine = p.Map.Runs.IsEmpty ? null : lines.LineOf(p.Map.Runs[0].FileStart),
            LastLine = p.Map.Runs.IsEmpty ? null : lines.LineOf(p.Map.Runs[^1].FileStart + Math.Max(0, p.Map.Runs[^1].Length - 1)),
        };
    }

    private static PassageRow ToRow(SourceId source, int ordinal, LabelId label, Passage passage, DateTimeOffset now) => new()
    {
        Id = new PassageId(Guid.CreateVersion7(now)),
        SourceId = source,
        ParagraphOrdinal = ordinal,
        LabelId = label,
        Exact = passage.Exact,
        Prefix = passage.Prefix,
        Suffix = passage.Suffix,
        StartAt = passage.Span.Start,
        EndAt = passage.Span.End,
    };

    private ProposalRow ToRow(PassageRow passage, int ordinal, Proposing proposed, DateTimeOffset now)
    {
        var (fact, occasion) = (proposed.Fact, proposed.Occasion);
        return new ProposalRow
        {
        Id = new ProposalId(Guid.CreateVersion7(now)),
        SourceId = passage.SourceId,
        Ordinal = ordinal,
        PassageId = passage.Id,
        LabelId = passage.LabelId,
        Kind = fact.Kind,
        Status = fact.Status,
        Polarity = fact.Polarity,
        Title = fact.Title,
        Country = fact.Country,
        Iso2 = fact.Iso2,
        DateText = fact.Date.Text,
        Date = fact.Date.When,
        DateCertainty = fact.Date.Certainty,
        Speaker = fact.Speaker,
        SpeakerCountry = SpeakerCountry(fact),
        Attribution = fact.Attribution,
        Capacity = occasion.Capacity,
        Occasion = occasion.Meeting?.Name,
        Said = occasion.Said,
        Partners = Stored.Json(fact.Partners),
        Figures = Stored.Json(fact.Figures.Select(f => new ProposedFigure(f.Value, f.Unit, f.What, f.Qualifier, f.Period?.Edtf, f.Doubtful))),
        Rule = Short(fact.Rule, 120),
        Confidence = fact.Confidence,
        ProtectSource = fact.ProtectSource,
        Form = proposed.Form,
        Subject = proposed.Subject is { } subject ? Stored.Json(subject) : null,
        };
    }

    /// <summary>
    /// The country for which the speaker speaks. A person has the country that they were introduced with, and without one none: an official of the
    /// United Nations does not vouch for the government spoken of. Only a speaker without a name (its officials, its delegation) speaks for the country itself.
    /// </summary>
    private string? SpeakerCountry(Fact fact)
    {
        if (fact.Speaker is null || fact.Attribution == Attribution.Author)
        {
            return null;
        }

        var persons = Findings.Persons.Where(p => p.Name == fact.Speaker).ToImmutableArray();
        return persons.IsEmpty ? fact.Country : persons.FirstOrDefault(p => p.Country is not null)?.Country;
    }

    private ImmutableArray<Mention> Mentions() =>
    [
        .. Findings.Persons.Select(p => Of(MentionKind.Person, p.Name, Joined(p.Title, p.Body, p.Country), p.Anchor, p.ProtectSource) with { Body = p.Body }),
        .. Findings.Meetings.Select(m => Of(MentionKind.Meeting, m.Name, Joined(m.Date.Text, m.Place, m.AdmissionRule), m.Anchor)),
        .. Findings.Commitments.Select(c => Of(MentionKind.Commitment, c.Text, Joined(c.By, c.Date.Text), c.Anchor)),
        .. Findings.Caveats.Select(c => Of(MentionKind.Caveat, c.Anchor.Quote, c.Type, c.Anchor)),
    ];

    private static Mention Of(MentionKind kind, string text, string? detail, Anchor anchor, bool protect = false) =>
        new(kind, text, detail, anchor.ParagraphId, anchor.Span, protect);

    private static string? Joined(params ReadOnlySpan<string?> parts)
    {
        var joined = string.Join(", ", parts.ToArray().OfType<string>());
        return joined.Length == 0 ? null : joined;
    }

    public static string Short(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
