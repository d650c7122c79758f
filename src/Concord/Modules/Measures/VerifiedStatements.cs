using System.Runtime.CompilerServices;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Verify;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Measures;

/// <summary>What is kept of a statement's date, to be found by it, follows from the date.</summary>
internal sealed class VerifiedStatements(ConcordDb db) : IVerified
{
    public string Name => "statements";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<StatementRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var rows = db.Set<StatementRow>().AsNoTracking().OrderBy(s => s.Sequence).ThenBy(s => s.Id).Select(s => new { s.Id, s.Date, s.Earliest, s.Latest });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            yield return (row.Earliest, row.Latest) == (row.Date?.Earliest, row.Date?.Latest) ? null : new Refusal("verify.dates", row.Id.Value.ToString("D"), row.Date?.Edtf ?? "");
        }
    }
}

/// <summary>The name by which a measure is found again when a rule reads it is that of its title.</summary>
internal sealed class VerifiedMeasures(ConcordDb db) : IVerified
{
    public string Name => "measures";

    public Task<long> CountAsync(CancellationToken ct) => db.Set<MeasureRow>().LongCountAsync(ct);

    public async IAsyncEnumerable<Refusal?> CheckAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var rows = db.Set<MeasureRow>().AsNoTracking().OrderBy(m => m.Sequence).ThenBy(m => m.Id).Select(m => new { m.Id, m.Title, m.TitleKey });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct).ConfigureAwait(false))
        {
            yield return row.TitleKey == Suggestions.TitleKey(row.Title) ? null : new Refusal("verify.title", row.Title, row.Id.Value.ToString("D"));
        }
    }
}
