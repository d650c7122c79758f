namespace Concord.Core.Kernel;

/// <summary>
/// What sort of thing a kind of a process pack is. All are subjects of statements alike; the record counts what members do, never who met or who holds an
/// office (ADR 10).
/// </summary>
public enum SubjectSort
{
    /// <summary>A thing that members do; stands in the record.</summary>
    Measure,

    /// <summary>A declaration, with its clauses; stands in the record.</summary>
    Declaration,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A part of a meeting, with a rule of admission of its own.</summary>
    Session,

    /// <summary>An official in an office.</summary>
    Person,

    /// <summary>An organisation.</summary>
    Body,

    /// <summary>A question on which positions are taken; members have none of it, since whoever speaks of it takes one.</summary>
    Question,
}

/// <summary>What follows from the sort of a subject.</summary>
public static class SubjectSorts
{
    /// <summary>It stands in the cells of the record and is counted there.</summary>
    public static bool StandsInRecord(this SubjectSort sort) => sort is SubjectSort.Measure or SubjectSort.Declaration;
}
