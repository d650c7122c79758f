using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Modules.Audit.Contracts;

/// <summary>An act as shown.</summary>
/// <param name="Verb">What was done: <c>source.imported</c>.</param>
/// <param name="About">About what: <c>source:</c> and its id.</param>
internal sealed record ActView(DateTimeOffset At, ActorId Actor, Capacity Capacity, string Verb, string About, string? Why)
{
    /// <summary>How whoever did it is called; null for who has no account.</summary>
    public string? Who { get; init; }

    /// <summary>The source that the act is about, if it is about one.</summary>
    public SourceId? Source => Id("source") is { } id ? new SourceId(id) : null;

    /// <summary>The proposal that the act is about, if it is about one.</summary>
    public ProposalId? Proposal => Id("proposal") is { } id ? new ProposalId(id) : null;

    /// <summary>The statement that the act is about, if it is about one.</summary>
    public StatementId? Statement => Id("statement") is { } id ? new StatementId(id) : null;

    /// <summary>The measure that the act is about, if it is about one.</summary>
    public MeasureId? Measure => Id("measure") is { } id ? new MeasureId(id) : null;

    private Guid? Id(string of) => About.Split(':') is [var kind, var id] && kind == of && Guid.TryParse(id, out var found) ? found : null;
}

/// <summary>A page of the ledger.</summary>
internal sealed record ActsPage(ImmutableArray<ActView> Acts, int Page, int Pages);

internal interface IActs
{
    /// <summary>The latest first. Page 1 is the first.</summary>
    Task<ActsPage> PageAsync(Permit permit, int page, int perPage, CancellationToken ct);
}

internal static class AuditLinks
{
    public static string Acts => "/acts";
}
