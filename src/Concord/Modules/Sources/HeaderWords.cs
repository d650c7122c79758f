using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Telegrams;
using Concord.Platform.I18n;

namespace Concord.Modules.Sources;

/// <summary>A line of the header: what it is called, and each thing it says, as written and in words.</summary>
internal sealed record HeaderLine(string Name, ImmutableArray<HeaderItem> Items);

/// <summary>As written in the source, and what it means; either may be missing.</summary>
internal sealed record HeaderItem(string? Written, string? Meaning);

/// <summary>Says in words what each line of a telegram's header means. What is absent is left out, never guessed.</summary>
internal static class HeaderWords
{
    /// <summary>Who wrote to whom, when, how urgently, about what, and who may see it.</summary>
    public static IEnumerable<HeaderLine> Letter(TelegramHeader h) => Lines(
        Line("from", One(h.Originator)),
        Line("to", h.Action.Select(Addressed)),
        Line("info", h.Info.Select(Addressed)),
        Line("exempted", h.Exempted.Select(e => new HeaderItem(e, null))),
        Line("date", Dated(h.Dtg)),
        Line("precedence", h.Dtg is { } dtg ? Precedences(dtg) : []),
        Line("classification", Handled(h)),
        Line("captions", h.Captions.Select(c => new HeaderItem(c, Known("caption", c)))),
        Line("subject", One(h.Subject)),
        Line("tags", h.Tags.Select(t => Tagged(t, h))),
        Line("references", h.References.Select(Referred)),
        Line("mrn", One(h.Mrn, h.ReferenceId is { } id ? Say("reference-id", id) : null)));

    /// <summary>The header told to somebody who has never seen one. What it lacks is left out.</summary>
    public static string Told(TelegramHeader h)
    {
        var from = string.IsNullOrWhiteSpace(h.Originator) ? null : Post(h.Originator);
        var to = h.Action.IsEmpty ? null : Several(h.Action);
        var told = new[]
        {
            (from, to) switch
            {
                ({ } f, { } t) => Say("sentence-sent", f, t),
                ({ } f, null) => Say("sentence-from", f),
                (null, { } t) => Say("sentence-to", t),
                _ => null,
            },
            h.Dtg?.Utc is { } utc ? Say("sentence-written", WhenWords.Instant(utc)) : null,
            h.Info.IsEmpty ? null : Say("sentence-informed", Several(h.Info)),
            h.Dtg?.Precedence switch
            {
                [var action, var info] => Say("sentence-precedence-dual", PrecedenceWord(action), PrecedenceWord(info)),
                [var one] => Say("sentence-precedence", PrecedenceWord(one)),
                _ => null,
            },
            h.Classification is { } c ? Say("sentence-classification", Known("classification", c.Replace(' ', '-')) ?? c) : null,
        };
        var said = string.Join(' ', told.OfType<string>());
        return said.Length == 0 ? said : char.ToUpper(said[0], CultureInfo.CurrentUICulture) + said[1..];
    }

    /// <summary>What the line and its operators needed.</summary>
    public static IEnumerable<HeaderLine> Transmission(TelegramHeader h) => Lines(
        Line("transmission", One(h.TransmissionId, Say("transmission-means"))),
        Line("routing", h.Routing is { } r
            ? [new HeaderItem($"{r.Precedence} {string.Join(' ', r.RoutingIndicators)}", Say("routing-means", PrecedenceWord(r.Precedence)))]
            : []),
        Line("origin", Originated(h)),
        Line("security", h.Security is { } s
            ? [new HeaderItem(Joined(s.Signal, s.Letters), SecurityWord(s.Letters)), .. s.OperatingSignals.Select(Signal)]
            : []),
        Line("signals", (h.Dtg?.OperatingSignals ?? []).Select(Signal)),
        Line("sections", h.Sections is { } n ? [new HeaderItem(null, Say("sections-means", Digits(n), Digits(h.Transmissions.Length)))] : []),
        Line("passing", h.Passing.Select(p => new HeaderItem(p, null))),
        Line("order", h.ExecutiveOrder is { } order ? [new HeaderItem(Joined(order.Order, order.Value), OrderWord(order))] : []),
        Line("classified-by", One(h.ClassifiedBy)),
        Line("signature", One(h.Signature, Say("signature-means"))),
        Line("end", Ended(h)));

    public static string PrecedenceWord(string letters) =>
        letters.Length > 0 && "ZOPRY".Contains(letters[0], StringComparison.Ordinal) ? Say("precedence-" + letters[0]) : Say("precedence-unknown");

    /// <summary>The first two of them, and how many more.</summary>
    private static string Several(ImmutableArray<Addressee> all) => all switch
    {
        [var one] => Post(one.Plad),
        [var one, var two] => Say("sentence-and", Post(one.Plad), Post(two.Plad)),
        _ => Say("sentence-more", string.Join(", ", all.Take(2).Select(a => Post(a.Plad))), Digits(all.Length - 2)),
    };

    /// <summary>An address in words where its first word is known, else as written.</summary>
    private static string Post(string address) =>
        address.Split(' ', 2) is [var kind, var place] && Texts.Find(CultureInfo.CurrentUICulture, "telegrams.post-" + kind) is not null
            ? Say("post-" + kind, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(place.ToLowerInvariant()))
            : address;

    private static IEnumerable<HeaderLine> Lines(params HeaderLine?[] lines) => lines.OfType<HeaderLine>();

    private static HeaderLine? Line(string name, IEnumerable<HeaderItem> items) =>
        items.ToImmutableArray() is { IsEmpty: false } all ? new HeaderLine(Say("line-" + name), all) : null;

    private static IEnumerable<HeaderItem> One(string? written, string? meaning = null) =>
        string.IsNullOrWhiteSpace(written) ? [] : [new HeaderItem(written, meaning)];

    private static HeaderItem Addressed(Addressee a)
    {
        var said = new List<string>();
        if (a.Precedence is { } word)
        {
            said.Add(Say("addressee-precedence", word));
        }

        if (a.Mcn is { } number)
        {
            said.Add(Say("addressee-number", number));
        }

        if (a.Collective)
        {
            said.Add(Say("addressee-collective"));
        }

        if (a.Ri is { } indicator)
        {
            said.Add(Say("addressee-ri", indicator));
        }

        return new HeaderItem(a.Plad, said.Count == 0 ? null : string.Join("; ", said));
    }

    private static IEnumerable<HeaderItem> Dated(DateTimeGroup? dtg) => dtg is null ? [] :
    [
        new HeaderItem(dtg.Written, dtg.Utc is { } utc
            ? Say("date-means", WhenWords.Instant(utc), Digits(utc.UtcDateTime.DayOfYear))
            : Say("date-impossible")),
    ];

    private static IEnumerable<HeaderItem> Precedences(DateTimeGroup dtg) => dtg.Precedence is [var action, var info]
        ? [new HeaderItem(action + info, Say("precedence-dual", PrecedenceWord(action), PrecedenceWord(info)))]
        : dtg.Precedence.Select(p => new HeaderItem(p, PrecedenceWord(p)));

    private static IEnumerable<HeaderItem> Handled(TelegramHeader h) =>
    [
        .. One(h.Classification, h.Classification is { } c ? Known("classification", c.Replace(' ', '-')) : null),
        .. h.Caveats.Select(c => new HeaderItem(c, Known("caption", c))),
    ];

    private static HeaderItem Tagged(string tag, TelegramHeader h) =>
        h.Geographic.FirstOrDefault(g => g.Code == tag) is { } place
            ? new HeaderItem(tag, place.Country is { } country ? Say("tag-geographic", country) : Say("tag-unknown"))
            : h.TagPersons.FirstOrDefault(p => p.Tag == tag) is { } person
                ? new HeaderItem(tag, Say("tag-person", Known("tag", tag) ?? Say("tag-unknown"), person.Name))
                : new HeaderItem(tag, Known("tag", tag) ?? (tag.StartsWith('K') ? Say("tag-program") : Say("tag-unknown")));

    private static HeaderItem Referred(Reference r)
    {
        var said = new List<string>();
        if (Known("reference-kind", r.Kind.Replace(' ', '-')) is { } kind)
        {
            said.Add(kind);
        }

        if (r.Id is { } id)
        {
            said.Add(Say("reference-id", id));
        }

        if (r.Notal)
        {
            said.Add(Say("reference-notal"));
        }

        if (r.AndPrevious)
        {
            said.Add(Say("reference-previous"));
        }

        return new HeaderItem(r.Letter is { } letter ? $"{letter}. {r.Text}" : r.Text, said.Count == 0 ? null : string.Join("; ", said));
    }

    private static IEnumerable<HeaderItem> Originated(TelegramHeader h)
    {
        if (h.Origin is not { } o)
        {
            return [];
        }

        var said = new List<string> { Say("origin-station", o.OriginatorRi) };
        if (o.Serial is { } serial)
        {
            said.Add(Say("origin-serial", Digits(serial)));
        }

        if (o.JulianDay is { } day)
        {
            var year = h.Dtg?.Utc?.UtcDateTime.Year;
            said.Add(year is { } y && day <= (DateTime.IsLeapYear(y) ? 366 : 365) && day > 0
                ? Say("origin-day-date", Digits(day), WhenWords.Day(new DateOnly(y, 1, 1).AddDays(day - 1)))
                : Say("origin-day", Digits(day)));
        }

        if (o.Time is { Length: 4 } time)
        {
            said.Add(Say("origin-time", $"{time[..2]}:{time[2..]}"));
        }

        return [new HeaderItem(null, string.Join("; ", said))];
    }

    private static IEnumerable<HeaderItem> Ended(TelegramHeader h)
    {
        if (h.EomSerial is { } serial)
        {
            yield return new HeaderItem("#" + serial.ToString("D4", CultureInfo.InvariantCulture), Say("end-serial"));
        }

        if (h.Nnnn)
        {
            yield return new HeaderItem("NNNN", Say("end-nnnn"));
        }
    }

    private static HeaderItem Signal(string signal) =>
        new(signal, Known("signal", signal) ?? Known("signal", signal.TrimEnd("0123456789".ToCharArray())) ?? Say("signal-unknown"));

    private static string? SecurityWord(string letters) => letters.Length > 0 ? Known("security", letters[..1]) : null;

    private static string? OrderWord(ExecutiveOrder order) =>
        order.Value is null or "N/A" ? Say("order-none") : Known("order", order.Order) is { } year ? Say("order-means", year) : null;

    private static string Joined(string a, string? b) => b is null ? a : a + " " + b;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Say(string key, params object?[] args) => Texts.Here("telegrams." + key, args);

    /// <summary>The word for a code, if there is one.</summary>
    private static string? Known(string family, string code) =>
        Texts.Find(CultureInfo.CurrentUICulture, $"telegrams.{family}-{code}") is null ? null : Say($"{family}-{code}");
}
