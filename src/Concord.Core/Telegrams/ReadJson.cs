using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>Prints what was read as one JSON document (READ-CONTRACT). Positions are Unicode code points; names of kinds are in kebab case.</summary>
public static class ReadJson
{
    /// <summary>Writes one document. <paramref name="sentence"/> gives the words of a complaint.</summary>
    public static void Write(Stream to, Telegram telegram, Findings findings, Func<Complaint, string> sentence, string? file = null, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(telegram);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(sentence);
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (file is not null)
        {
            json.WriteString("file", file);
        }

        json.WriteString("form", Kebab(telegram.Form.ToString()));
        json.WritePropertyName("header");
        ReadJsonHeader.Write(json, telegram.Header);
        Each(json, "paragraphs", telegram.Paragraphs, p => Paragraph(json, p));
        Each(json, "headings", telegram.Headings, json.WriteStringValue);
        new ReadJsonFindings(json, telegram).Write(findings);
        Each(json, "complaints", findings.Limit is { } limit ? telegram.Complaints.Add(limit) : telegram.Complaints, c => Complaint(json, c, sentence));
        json.WriteEndObject();
    }

    /// <summary>A name of an enum as it is printed: <c>AwaitingApproval</c> → <c>awaiting-approval</c>.</summary>
    public static string Kebab(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }

    internal static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    internal static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A UTF-16 span as code points.</summary>
    internal static TextSpan CodePoints(string text, TextSpan span) => new(Points(text, span.Start), Points(text, span.End));

    private static int Points(string text, int until)
    {
        var count = Math.Clamp(until, 0, text.Length);
        foreach (var c in text.AsSpan(0, count))
        {
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return count;
    }

    private static void Paragraph(Utf8JsonWriter json, Paragraph p)
    {
        json.WriteStartObject();
        json.WriteString("id", p.Id);
        Number(json, "number", p.Number);
        json.WriteString("classification_marking", p.Marking);
        json.WriteString("text", p.Text);
        json.WriteString("heading", p.Heading);
        json.WriteString("label", p.Label);
        json.WriteString("opening_marker", p.OpeningMarker);
        json.WriteString("trailing_marker", p.TrailingMarker);
        Each(json, "doubtful_figures", p.DoubtfulFigures, d =>
        {
            var points = CodePoints(p.Text, d);
            json.WriteStartObject();
            json.WriteString("text", p.Text.AsSpan(d.Start, d.Length));
            json.WriteNumber("start", points.Start);
            json.WriteNumber("end", points.End);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Complaint(Utf8JsonWriter json, Complaint c, Func<Complaint, string> sentence)
    {
        json.WriteStartObject();
        json.WriteString("code", c.Code);
        json.WriteString("severity", Kebab(c.Severity.ToString()));
        Number(json, "line", c.Line);
        json.WriteString("what", sentence(c));
        json.WriteEndObject();
    }
}

/// <summary>The header of the document.</summary>
internal static class ReadJsonHeader
{
    public static void Write(Utf8JsonWriter json, TelegramHeader h)
    {
        json.WriteStartObject();
        json.WriteString("transmission_id", h.TransmissionId);
        Format(json, h.Routing, h.Origin, h.Security, h.Dtg);
        json.WriteString("originator", h.Originator);
        ReadJson.Each(json, "action", h.Action, a => Address(json, a));
        ReadJson.Each(json, "info", h.Info, a => Address(json, a));
        Strings(json, "exempted", h.Exempted);
        json.WriteString("classification", h.Classification);
        Strings(json, "caveats", h.Caveats);
        ReadJson.Number(json, "section", h.Section);
        ReadJson.Number(json, "sections", h.Sections);
        json.WriteString("mrn", h.Mrn);
        json.WriteString("reference_id", h.ReferenceId);
        Strings(json, "captions", h.Captions);
        Strings(json, "passing", h.Passing);
        Order(json, h.ExecutiveOrder);
        Tags(json, h);
        json.WriteString("subject", h.Subject);
        json.WriteString("subject_marking", h.SubjectMarking);
        ReadJson.Each(json, "ref", h.References, r => Reference(json, r));
        json.WriteString("classified_by", h.ClassifiedBy);
        json.WriteString("signature", h.Signature);
        json.WriteBoolean("bt_before", h.BtBefore);
        json.WriteBoolean("bt_after", h.BtAfter);
        ReadJson.Number(json, "eom_serial", h.EomSerial);
        json.WriteBoolean("nnnn", h.Nnnn);
        ReadJson.Each(json, "transmissions", h.Transmissions, t => Transmission(json, t));
        json.WriteEndObject();
    }

    private static void Format(Utf8JsonWriter json, RoutingLine? routing, OriginLine? origin, SecurityLine? security, DateTimeGroup? dtg)
    {
        Object(json, "fl2", routing, r =>
        {
            json.WriteString("precedence", r.Precedence);
            Strings(json, "routing_indicators", r.RoutingIndicators);
        });
        Object(json, "fl3", origin, o =>
        {
            json.WriteString("originator_ri", o.OriginatorRi);
            ReadJson.Number(json, "serial", o.Serial);
            ReadJson.Number(json, "section", o.Section);
            ReadJson.Number(json, "julian_day", o.JulianDay);
            json.WriteString("time", o.Time);
        });
        Object(json, "fl4", security, s =>
        {
            json.WriteString("signal", s.Signal);
            json.WriteString("letters", s.Letters);
            Strings(json, "operating_signals", s.OperatingSignals);
        });
        Object(json, "dtg", dtg, d =>
        {
            Strings(json, "precedence", d.Precedence);
            json.WriteBoolean("dual", d.Dual);
            json.WriteString("written", d.Written);
            json.WriteString("utc", d.Utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            Strings(json, "operating_signals", d.OperatingSignals);
        });
    }

    private static void Object<T>(Utf8JsonWriter json, string name, T? value, Action<T> write)
        where T : class
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        write(value);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, ImmutableArray<string> values) => ReadJson.Each(json, name, values, json.WriteStringValue);

    private static void Address(Utf8JsonWriter json, Addressee a)
    {
        json.WriteStartObject();
        json.WriteString("ri", a.Ri);
        json.WriteString("plad", a.Plad);
        json.WriteString("precedence", a.Precedence);
        json.WriteString("mcn", a.Mcn);
        json.WriteBoolean("collective", a.Collective);
        json.WriteEndObject();
    }

    private static void Order(Utf8JsonWriter json, ExecutiveOrder? order) => Object(json, "executive_order", order, o =>
    {
        json.WriteString("order", o.Order);
        json.WriteString("value", o.Value);
    });

    private static void Tags(Utf8JsonWriter json, TelegramHeader h)
    {
        Strings(json, "tags", h.Tags);
        ReadJson.Each(json, "tag_persons", h.TagPersons, p =>
        {
            json.WriteStartObject();
            json.WriteString("tag", p.Tag);
            json.WriteString("name", p.Name);
            json.WriteEndObject();
        });
        ReadJson.Each(json, "geographic", h.Geographic, g =>
        {
            json.WriteStartObject();
            json.WriteString("code", g.Code);
            json.WriteString("iso2", g.Iso2);
            json.WriteString("country", g.Country);
            json.WriteEndObject();
        });
    }

    private static void Reference(Utf8JsonWriter json, Reference r)
    {
        json.WriteStartObject();
        json.WriteString("letter", r.Letter);
        json.WriteString("kind", r.Kind);
        if (r.Kind == "telegram")
        {
            json.WriteString("id", r.Id);
            json.WriteBoolean("notal", r.Notal);
        }

        if (r.YearFromDtg)
        {
            json.WriteString("year", "from the DTG");
        }

        if (r.AndPrevious)
        {
            json.WriteBoolean("and_previous", true);
        }

        json.WriteString("text", r.Text);
        if (r.Kind != "telegram")
        {
            json.WriteString("date", r.Date);
        }

        json.WriteEndObject();
    }

    private static void Transmission(Utf8JsonWriter json, Transmission t)
    {
        json.WriteStartObject();
        json.WriteString("transmission_id", t.TransmissionId);
        Format(json, t.Routing, t.Origin, t.Security, t.Dtg);
        ReadJson.Number(json, "section", t.Section);
        ReadJson.Number(json, "sections", t.Sections);
        json.WriteNumber("first_line", t.FirstLine);
        json.WriteNumber("last_line", t.LastLine);
        ReadJson.Number(json, "eom_serial", t.EomSerial);
        json.WriteBoolean("nnnn", t.Nnnn);
        json.WriteEndObject();
    }
}

/// <summary>Facts, persons, meetings, commitments and caveats of the document.</summary>
internal sealed class ReadJsonFindings(Utf8JsonWriter json, Telegram telegram)
{
    private readonly Dictionary<string, Paragraph> paragraphs = telegram.Paragraphs.DistinctBy(p => p.Id).ToDictionary(p => p.Id);

    public void Write(Findings findings)
    {
        ReadJson.Each(json, "facts", findings.Facts, Fact);
        ReadJson.Each(json, "persons", findings.Persons, Person);
        ReadJson.Each(json, "meetings", findings.Meetings, Meeting);
        ReadJson.Each(json, "commitments", findings.Commitments, c => Item(c.Anchor, () =>
        {
            json.WriteString("by", c.By);
            json.WriteString("text", c.Text);
            Date(c.Date);
        }));
        ReadJson.Each(json, "caveats", findings.Caveats, c => Item(c.Anchor, () => json.WriteString("type", c.Type)));
    }

    private void Fact(Fact f) => Item(f.Anchor, () =>
    {
        json.WriteString("kind", ReadJson.Kebab(f.Kind.ToString()));
        json.WriteString("title", f.Title);
        json.WriteString("status", ReadJson.Kebab(f.Status.ToString()));
        json.WriteString("polarity", ReadJson.Kebab(f.Polarity.ToString()));
        json.WriteString("country", f.Country);
        json.WriteString("iso2", f.Iso2);
        Date(f.Date);
        ReadJson.Each(json, "partners", f.Partners, json.WriteStringValue);
        ReadJson.Each(json, "figures", f.Figures, Figure);
        json.WriteString("speaker", f.Speaker);
        json.WriteString("attribution", ReadJson.Kebab(f.Attribution.ToString()));
        json.WriteString("rule", f.Rule);
        json.WriteString("confidence", ReadJson.Kebab(f.Confidence.ToString()));
        json.WriteBoolean("protect_source", f.ProtectSource);
    });

    private void Person(PersonMention p) => Item(p.Anchor, () =>
    {
        json.WriteString("name", p.Name);
        json.WriteString("title", p.Title);
        json.WriteString("body", p.Body);
        json.WriteString("country", p.Country);
        json.WriteBoolean("protect_source", p.ProtectSource);
    });

    private void Meeting(MeetingMention m) => Item(m.Anchor, () =>
    {
        json.WriteString("name", m.Name);
        Date(m.Date);
        json.WriteString("place", m.Place);
        json.WriteString("admission_rule", m.AdmissionRule);
        ReadJson.Each(json, "could_not_attend", m.CouldNotAttend, json.WriteStringValue);
    });

    private void Figure(Figure f)
    {
        json.WriteStartObject();
        json.WriteNumber("value", f.Value);
        json.WriteString("unit", f.Unit);
        json.WriteString("what", f.What);
        json.WriteString("qualifier", f.Qualifier);
        json.WriteString("period", f.Period?.Edtf);
        json.WriteBoolean("doubtful", f.Doubtful);
        json.WriteEndObject();
    }

    private void Date(FactDate date)
    {
        json.WriteStartObject("date");
        json.WriteString("text", date.Text);
        json.WriteString("edtf", date.When?.Edtf);
        json.WriteString("certainty", ReadJson.Kebab(date.Certainty.ToString()));
        json.WriteEndObject();
    }

    private void Item(Anchor anchor, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteString("paragraph", anchor.ParagraphId);
        json.WriteString("quote", anchor.Quote);
        var paragraph = paragraphs.GetValueOrDefault(anchor.ParagraphId);
        var points = paragraph is null ? anchor.Span : ReadJson.CodePoints(paragraph.Text, anchor.Span);
        json.WriteNumber("start", points.Start);
        json.WriteNumber("end", points.End);
        ReadJson.Each(json, "source_spans", paragraph?.Map.FileSpans(anchor.Span) ?? [], s =>
        {
            json.WriteStartObject();
            json.WriteNumber("start", s.Start);
            json.WriteNumber("end", s.End);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
