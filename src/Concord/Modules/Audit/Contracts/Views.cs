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

    /// <summary>Nothing was refused: what it is about can be opened.</summary>
    private bool LeadsOn => Verb != Platform.Ledger.Noticed.Refused;

    private Guid? Id(string of) => LeadsOn && About.Split(':') is [var kind, var id] && kind == of && Guid.TryParse(id, out var found) ? found : null;
}

internal interface IActs
{
    /// <summary>What was done last, the latest first.</summary>
    Task<ImmutableArray<ActView>> LatestAsync(Permit permit, int most, CancellationToken ct);
}

internal static class AuditLinks
{
    public static string Acts => "/acts";
}
