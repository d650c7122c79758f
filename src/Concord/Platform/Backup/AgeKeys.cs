using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace Concord.Platform.Backup;

/// <summary>
/// Keys of the age format (age-encryption.org/v1), so that a backup can be opened with the age program too: a recipient <c>age1…</c> to whom is encrypted,
/// and the identity <c>AGE-SECRET-KEY-1…</c> that opens it. Both are X25519 keys in Bech32 (BIP 173).
/// </summary>
internal static class AgeKeys
{
    private const string RecipientPrefix = "age", IdentityPrefix = "age-secret-key-";

    /// <summary>Longer than any line of a file of identities.</summary>
    private const int LongestLine = 1_000;

    public static (string Recipient, string Identity) Make()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        return (Write(PublicOf(secret)), Bech32.Write(IdentityPrefix, secret).ToUpperInvariant());
    }

    public static string Write(byte[] recipient) => Bech32.Write(RecipientPrefix, recipient);

    /// <summary>Refused with <c>backup.recipient</c>.</summary>
    public static Result<byte[]> ReadRecipient(string text) =>
        Bech32.Read(RecipientPrefix, text.Trim()) is { Length: 32 } key ? key : new Refusal("backup.recipient", text.Trim());

    /// <summary>One identity a line; empty lines and lines that begin with # say nothing. Refused with <c>backup.identity</c> and the number of the line; a secret is never told back.</summary>
    public static Result<ImmutableArray<byte[]>> ReadIdentities(IEnumerable<string> lines)
    {
        var keys = ImmutableArray.CreateBuilder<byte[]>();
        foreach (var (at, line) in lines.Select(l => l.Trim()).Index())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Length > LongestLine || Bech32.Read(IdentityPrefix, line) is not { Length: 32 } key)
            {
                return new Refusal("backup.identity", (at + 1).ToString(CultureInfo.InvariantCulture));
            }

            keys.Add(key);
        }

        return keys.Count > 0 ? keys.ToImmutable() : new Refusal("backup.no-identity");
    }

    public static byte[] PublicOf(byte[] secret)
    {
        var key = new byte[32];
        X25519.ScalarMultBase(secret, 0, key, 0);
        return key;
    }

    /// <summary>The secret that both ends have; null for a share that leads to none.</summary>
    public static byte[]? Shared(byte[] secret, byte[] other)
    {
        var shared = new byte[32];
        return X25519.CalculateAgreement(secret, 0, other, 0, shared, 0) ? shared : null;
    }
}

/// <summary>Bech32 (BIP 173): bytes as letters that a person can read aloud, with a sum that finds a wrong one. Without its limit of 90 letters, as age has it.</summary>
internal static class Bech32
{
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int SumLength = 6;

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Write(string prefix, byte[] bytes)
    {
        var values = Regroup(bytes, 8, 5, pad: true)!;
        var sum = Sum([.. Spread(prefix), .. values, .. new byte[SumLength]]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var value in values)
        {
            _ = text.Append(Letters[value]);
        }

        for (var i = 0; i < SumLength; i++)
        {
            _ = text.Append(Letters[(int)((sum >> (5 * (SumLength - 1 - i))) & 31)]);
        }

        return text.ToString();
    }

    /// <summary>Null for what is not of this prefix, mixes upper and lower case, or has a wrong letter.</summary>
    public static byte[]? Read(string prefix, string text)
    {
        if (text.Any(char.IsUpper) && text.Any(char.IsLower))
        {
            return null;
        }

        text = text.ToLowerInvariant();
        if (!text.StartsWith(prefix + "1", StringComparison.Ordinal) || text.Length < prefix.Length + 1 + SumLength)
        {
            return null;
        }

        var values = text[(prefix.Length + 1)..].Select(c => Letters.IndexOf(c, StringComparison.Ordinal)).ToArray();
        if (values.Any(v => v < 0))
        {
            return null;
        }

        byte[] data = [.. values.Select(v => (byte)v)];
        return Sum([.. Spread(prefix), .. data]) == 1 ? Regroup(data[..^SumLength], 5, 8, pad: false) : null;
    }

    private static byte[] Spread(string prefix) => [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    private static uint Sum(byte[] values)
    {
        uint sum = 1;
        foreach (var value in values)
        {
            var top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++)
            {
                sum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
            }
        }

        return sum;
    }

    /// <summary>Null when bits are left over that are not zero, or a whole group of them.</summary>
    private static byte[]? Regroup(byte[] from, int fromBits, int toBits, bool pad)
    {
        var (held, bits, most) = (0, 0, (1 << toBits) - 1);
        var to = new List<byte>();
        foreach (var value in from)
        {
            held = ((held << fromBits) | value) & 0xffff;
            bits += fromBits;
            while (bits >= toBits)
            {
                bits -= toBits;
                to.Add((byte)((held >> bits) & most));
            }
        }

        if (pad)
        {
            if (bits > 0)
            {
                to.Add((byte)((held << (toBits - bits)) & most));
            }

            return [.. to];
        }

        return bits < fromBits && (held & ((1 << bits) - 1)) == 0 ? [.. to] : null;
    }
}
