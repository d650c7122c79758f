using System.Globalization;

namespace Concord.Core.Telegrams.Writing;

/// <summary>FL1 to FL11 and the classification line of one transmission.</summary>
internal static class HeaderWriting
{
    public static IEnumerable<string> Format(Telegram telegram, Transmission? own, int number, int total)
    {
        var h = telegram.Header;
        if ((own?.TransmissionId ?? h.TransmissionId) is { } id)
        {
            yield return id;
        }

        if ((own?.Routing ?? h.Routing) is { } routing)
        {
            foreach (var line in Wrapping.Lines($"{routing.Precedence} {string.Join(' ', routing.RoutingIndicators)}"))
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
            var section = total > 1 ? string.Create(CultureInfo.InvariantCulture, $"/{number:00}") : "";
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

    public static string Classification(TelegramHeader h, int number, int total)
    {
        var parts = new List<string> { h.Classification! };
        parts.AddRange(h.Caveats.Select(c => c == "EFTO" ? "E F T O" : c is "NOFORN" or "SENSITIVE" or "NODIS" or "EXDIS" or "LIMDIS" ? c : $"//{c}//"));
        if (total > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"SECTION {number:00} OF {total:00}"));
        }

        if (h.Mrn is { } mrn && mrn.LastIndexOf(' ') is var blank and > 0)
        {
            parts.Add($"{mrn[..blank]} {mrn[(blank + 1)..].PadLeft(6, '0')}");
        }

        return string.Join(' ', parts);
    }

    public static IEnumerable<string> Captions(TelegramHeader h) => h.Captions.IsEmpty ? [] : [.. h.Captions, ""];

    private static IEnumerable<string> Addressees(string word, IEnumerable<Addressee> addressees) =>
        addressees.Select((a, i) => (i == 0 ? word : "") + (a.Ri is null ? "" : a.Ri + "/") + string.Join(' ', new[] { a.Plad, a.Precedence, a.Mcn }.Where(p => p is not null)));
}
