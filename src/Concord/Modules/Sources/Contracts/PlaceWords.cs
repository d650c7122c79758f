using Concord.Core.Sources;
using Concord.Platform.I18n;

namespace Concord.Modules.Sources.Contracts;

/// <summary>Says where in a source something stands: the paragraph of a telegram by its name, the part of a document by its place.</summary>
internal static class PlaceWords
{
    public static string Of(string paragraph) => Place.Parse(paragraph) is { } place ? Of(place) : Texts.Here("sources.paragraph", paragraph);

    /// <summary>Page 3, paragraph 2.</summary>
    private static string Of(Place place) =>
        string.Join(Texts.Here("sources.place-and"), place.Steps.Select(s => Texts.Here("sources.place-" + s.Unit.ToString().ToLowerInvariant(), s.Number)));
}
