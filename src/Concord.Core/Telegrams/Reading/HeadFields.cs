using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>What every form's header takes from the head of the text and from the classification line.</summary>
internal static class HeadFields
{
    /// <summary>Captions, passing, E.O., TAGS, SUBJECT, REF, Classified By.</summary>
    public static TelegramHeader With(TelegramHeader header, HeadDraft head, Script script, ComplaintList complaints)
    {
        var tags = new TagLine(complaints, head.TagsAt < 0 ? null : script.Number(head.TagsAt));
        tags.Read(head.Tags ?? "");
        return header with
        {
            Captions = header.Captions.IsEmpty ? [.. head.Captions] : header.Captions,
            Passing = [.. head.Passing],
            ExecutiveOrder = head.Order,
            Tags = tags.Tags,
            TagPersons = tags.Persons,
            Geographic = tags.Geographic,
            Subject = head.Subject,
            SubjectMarking = head.SubjectMarking,
            References = new References(DateTimeLines.Year(header.Dtg?.Written), complaints, i => script.Number(i)).Read(head.References),
            ClassifiedBy = head.ClassifiedBy,
        };
    }

    /// <summary>Classification, caveats, number and reference id; <see cref="TelegramHeader.Dtg"/> is known already.</summary>
    public static TelegramHeader With(TelegramHeader header, ClassificationLine? line)
    {
        if (line is null)
        {
            return header;
        }

        var year = DateTimeLines.Year(header.Dtg?.Written);
        return header with
        {
            Classification = line.Classification,
            Caveats = line.Caveats,
            Mrn = line is { Post: { } post, Serial: { } serial } ? string.Create(CultureInfo.InvariantCulture, $"{post} {serial}") : header.Mrn,
            ReferenceId = line is { Post: { } p, Serial: { } s } && year is { } y
                ? string.Create(CultureInfo.InvariantCulture, $"{y % 100:00}{p.Replace(" ", "", StringComparison.Ordinal)}{s}")
                : null,
        };
    }
}
