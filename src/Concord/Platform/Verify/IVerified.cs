using Concord.Core.Kernel;

namespace Concord.Platform.Verify;

/// <summary>Something kept that must agree with something else that is kept: a file with its sum, a quote with its paragraph.</summary>
internal interface IVerified
{
    /// <summary>Which texts tell of it.</summary>
    string Name { get; }

    /// <summary>How much there is to look at.</summary>
    Task<long> CountAsync(CancellationToken ct);

    /// <summary>Looks at everything, one after another; a refusal says what does not agree, and where it stands. Changes nothing.</summary>
    IAsyncEnumerable<Refusal?> CheckAsync(CancellationToken ct);
}
