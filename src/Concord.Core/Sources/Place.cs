using System.Collections.Immutable;
using System.Globalization;

namespace Concord.Core.Sources;

/// <summary>What a step of a place counts.</summary>
public enum PlaceUnit
{
    /// <summary>A page of a form that has pages.</summary>
    Page,

    /// <summary>A paragraph or a heading of running text.</summary>
    Paragraph,

    /// <summary>A footnote.</summary>
    Footnote,

    /// <summary>An endnote.</summary>
    Endnote,

    /// <summary>A box of text beside the running text.</summary>
    Box,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>A column of a table; a cell that spans several stands in its first.</summary>
    Column,

    /// <summary>A text at the head of pages.</summary>
    Head,

    /// <summary>A text at the foot of pages.</summary>
    Foot,
}

/// <summary>One step: the second page, the third row. Counted from 1.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Number">Which one.</param>
public readonly record struct PlaceStep(PlaceUnit Unit, int Number);

/// <summary>
/// Where a part stands in its document, from the outside in: page 3, paragraph 2; table 1, row 2, column 3. Written
/// <c>page:3/paragraph:2</c>, which is also the part's name: it does not change as long as the document does not.
/// </summary>
/// <param name="Steps">From the outside in.</param>
public sealed record Place(ImmutableArray<PlaceStep> Steps)
{
    /// <summary>No step: the document itself.</summary>
    public static Place Whole { get; } = new([]);

    /// <summary>One step further in.</summary>
    public Place In(PlaceUnit unit, int number) => new(Steps.Add(new PlaceStep(unit, number)));

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else, as the paragraph names of telegrams are.</summary>
    public static Place? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var steps = ImmutableArray.CreateBuilder<PlaceStep>();
        foreach (var step in name.Split('/'))
        {
            var colon = step.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0
                || !Enum.TryParse<PlaceUnit>(step[..colon], ignoreCase: true, out var unit)
                || !int.TryParse(step[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            steps.Add(new PlaceStep(unit, number));
        }

        return new Place(steps.ToImmutable());
    }

    /// <inheritdoc />
    public override string ToString() =>
        string.Join('/', Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Unit.ToString().ToLowerInvariant()}:{s.Number}")));
}
