using System.Runtime.CompilerServices;
using Concord.Core.Kernel;

namespace Concord.Platform.Verify;

/// <summary>A part that is looked at to its end.</summary>
internal static class Whole
{
    /// <summary>What reading throws where what lies there is not what was kept: a value, a key, a page of the file, a table that is gone.</summary>
    public static bool IsUnreadable(Exception fault) => fault is FormatException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException
        or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException or System.Text.Json.JsonException or System.Data.Common.DbException or IOException or InvalidDataException or System.Security.Cryptography.CryptographicException;

    public static Refusal Stopped(string part, Exception unreadable) => new("verify.stopped", part, unreadable.Message);

    /// <summary>How much there is to look at; nothing where that cannot be counted, which looking at it will tell.</summary>
    public static async Task<long> CountedAsync(this IVerified part, CancellationToken ct)
    {
        try
        {
            return await part.CountAsync(ct).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return 0;
        }
    }

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
            catch (Exception unreadable) when (IsUnreadable(unreadable))
            {
                fault = Stopped(part.Name, unreadable);
                more = false;
            }

            if (more || fault is not null)
            {
                yield return fault;
            }
        }
    }
}
