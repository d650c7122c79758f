using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Lists;

namespace Concord.Platform.Export;

/// <summary>A list to be taken out.</summary>
/// <param name="About">As of which days, with which filters, when made: name and value.</param>
internal sealed record ExportTable(
    string Name, ImmutableArray<(string Heading, string Tag)> Columns, ImmutableArray<(string Name, string Value)> About, IAsyncEnumerable<object?[]> Rows)
{
    /// <summary>Refused as the list is; the rows are read while they are written.</summary>
    public static async Task<Result<ExportTable>> OfAsync(IListed list, Permit permit, ListQuery query, DateTimeOffset now, CancellationToken ct)
    {
        var today = Days.Write(now.Day());
        var (on, known) = (query["on"] ?? today, query["known"] ?? today);
        return (await list.CellsAsync(permit, query, ct).ConfigureAwait(false)).Map(rows => new ExportTable(
            list.Name,
            [.. list.Heads.Select(h => (Texts.Here("lists.column-" + h.Name), h.Tag))],
            [
                (Texts.Here("lists.about-list"), Texts.Here("lists.name-" + list.Name)), (Texts.Here("lists.about-on"), on), (Texts.Here("lists.about-known"), known),
                (Texts.Here("lists.about-filters"), Uri.UnescapeDataString(query.Address.TrimStart('?').Replace("&", "; ", StringComparison.Ordinal))),
                (Texts.Here("lists.about-made"), now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
            ],
            rows) { On = on, Known = known });
    }

    public string On { get; private init; } = "";

    public string Known { get; private init; } = "";

    public string FileName(string format) => $"concord-{Name}-on-{On}-known-{Known}.{format}";
}
