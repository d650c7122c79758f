using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Modules.Measures.Contracts;

/// <summary>Addresses of the pages about measures.</summary>
internal static class MeasureLinks
{
    /// <summary>The record: members by areas.</summary>
    public static string Record => "/record";

    public static string Measures => "/measures";

    /// <summary>What was said when.</summary>
    public static string Timeline => "/timeline";

    /// <summary>Everything that was said.</summary>
    public static string Statements => "/statements";

    /// <summary>Who supports, opposes or intends what.</summary>
    public static string Positions => "/positions";

    /// <summary>Positions on questions that name this country.</summary>
    public static string PositionsAbout(string iso2) => $"/positions?about={iso2}";

    /// <summary>What stands in the way, by area.</summary>
    public static string Obstacles => "/obstacles";

    /// <summary>Laws side by side.</summary>
    public static string Laws => "/laws";

    /// <summary>All that is on record of one member.</summary>
    public static string Member(string key) => $"/members/{key}";

    /// <summary>What was said about a country or area.</summary>
    public static string Country(string iso2) => $"/countries/{iso2}";

    public static string Measure(MeasureId id) => $"/measures/{id.Value:D}";

    public static string Meetings => "/meetings";

    public static string Declarations => "/declarations";

    public static string Directory => "/directory";

    /// <summary>The page made for this sort of subject.</summary>
    public static string Subject(SubjectSort sort, MeasureId id) => sort switch
    {
        SubjectSort.Meeting or SubjectSort.Session => $"/meetings/{id.Value:D}",
        SubjectSort.Declaration => $"/declarations/{id.Value:D}",
        SubjectSort.Person => $"/directory/people/{id.Value:D}",
        SubjectSort.Body => $"/directory/bodies/{id.Value:D}",
        SubjectSort.Question => $"/positions/{id.Value:D}",
        SubjectSort.Measure => Measure(id),
    };

    /// <summary>Measures that may be the same.</summary>
    public static string Same => "/measures/same";

    /// <summary>What is like this measure.</summary>
    public static string SameAs(MeasureId id) => $"/measures/same?of={id.Value:D}";

    /// <summary>Two measures side by side, to be made one.</summary>
    public static string Merge(MeasureId one, MeasureId other) => $"/measures/{one.Value:D}/same/{other.Value:D}";

    /// <summary>A statement: how it was taken back, or the form to do so.</summary>
    public static string Statement(StatementId id) => $"/statements/{id.Value:D}";

    /// <summary>A cell of the record, opened to its sentences.</summary>
    public static string Cell(string member, string area) => $"/record/{member}/{area}";

    /// <summary>The proposals of a source, to decide on.</summary>
    public static string Review(SourceId source) => $"/sources/{source.Value:D}";
}
