using System.Runtime.CompilerServices;
using Concord.Core.Kernel;

namespace Concord.Platform.Verify;

/// <summary>A part that is looked at to its end.</summary>
internal static class Whole
{
    /// <summary>Where something cannot be read at all, that is told as <c>verify.stopped</c> and is the last of this part; the others are looked at all the same.</summary>
    public static async IAsyncEnumerable<Refusal?> LookAsync(this IVerified part, [EnumeratorCancellation] CancellationToken ct)
    {
        var looked = part.CheckAsync(ct).GetAsyncEnumerator(ct);
        await using var ofLooked = looked.ConfigureAwait(false);
        for (var more = true; more;)
        {
            Refusal? fault = null;
            try
            {
                more = await looked.MoveNextAsync().ConfigureAwait(false);
                fault = more ? looked.Current : null;
            }
            catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException)
            {
                fault = new Refusal("verify.stopped", part.Name, unreadable.Message);
                more = false;
            }

            if (more || fault is not null)
            {
                yield return fault;
            }
        }
    }
}
