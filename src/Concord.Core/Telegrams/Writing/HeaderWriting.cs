using System.Globalization;

namespace Concord.Core.Telegrams.Writing;

/// <summary>FL1 to FL11 and the classification line of one transmission.</summary>
internal static class HeaderWriting
{
    public static IEnumerable<string> Format(Telegram telegram, SectionNumber cut)
    {
        var (h, own) = (telegram.Header, cut.Own);
        if ((own?.TransmissionId ?? h.TransmissionId) is { } id)
        {
            yield return id;
        }

        if ((own?.Routing ?? h.Routing) is { } routing)
        {
            foreach (var line in Wrapping.Lines($"{routing.Precedence} {string.Join(' ', routing.RoutingIndicators)}", telegram.Layout.RoutingWidth))
            {
                yield return line;
            }

            if (telegram.Layout.BlankAfterRouting)
            {
                yield return "";
            }
        }

        if ((own?.Origin ?? h.Origin) is { } origin)
        {
            var section = cut.InOrigin ? string.Create(CultureInfo.InvariantCulture, $"/{own?.Origin?.Section ?? cut.Number:00}") : "";
            var filed = origin.JulianDay is { } day ? string.Create(CultureInfo.InvariantCulture, $" {day:000}{origin.Time}") : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"DE {origin.OriginatorRi} #{origin.Serial:0000}{section}{filed}");
        }

        if ((own?.Security ?? h.Security) is { } security)
        {
            yield return string.Join(' ', [security.Signal, security.Letters, .. security.OperatingSignals]);
        }

        if (h.Dtg is { } dtg)
        {
            yield return string.Join(' ', [.. dtg.Precedence, dtg.Written, .. dtg.OperatingSignals]);
        }

        if (h.Originator is { } originator)
        {
            yield return $"FM {originator}";
        }

        foreach (var line in Addressees("TO ", h.Action).Concat(Addressees("INFO ", h.Info)).Concat(h.Exempted.Select((e, i) => i == 0 ? $"XMT {e}" : e)))
        {
            yield return line;
        }

        if (h.BtBefore)
        {
            yield return "BT";
        }
    }

    public static string Classification(Telegram telegram, SectionNumber cut)
    {
        var h = telegram.Header;
        var parts = new List<string> { telegram.Layout.SpacedClassification ? string.Join(' ', h.Classification!.Where(c => c != ' ')) : h.Classification! };
        parts.AddRange(h.Caveats.Select(c => c == "EFTO" ? "E F T O" : c is "NOFORN" or "SENSITIVE" or "NODIS" or "EXDIS" or "LIMDIS" ? c : $"//{c}//"));
        if (cut.InClassification)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"SECTION {cut.Number:00} OF {cut.Total:00}"));
        }

        if (h.Mrn is { } mrn && mrn.LastIndexOf(' ') is var blank and > 0)
        {
            parts.Add($"{mrn[..blank]} {mrn[(blank + 1)..].PadLeft(6, '0')}");
        }

        return string.Join(' ', parts);
    }

    private static IEnumerable<string> Addressees(string word, IEnumerable<Addressee> addressees) =>
        addressees.Select((a, i) => (i == 0 ? word : "") + (a.Ri is null ? "" : a.Ri + "/") + string.Join(' ', new[] { a.Plad, a.Precedence, a.Mcn }.Where(p => p is not null)));
}
