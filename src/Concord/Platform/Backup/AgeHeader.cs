using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;

namespace Concord.Platform.Backup;

/// <summary>
/// The beginning of an age file: for each recipient the key of the file, wrapped so that only its identity opens it, and a sum under that key over it all.
/// Reading is total: any bytes give a header or a refusal.
/// </summary>
internal static class AgeHeader
{
    private const string Version = "age-encryption.org/v1";
    private const string Kind = "X25519";
    private const int Column = 64;
    private const int FileKeyLength = 16, TagLength = 16;

    /// <summary>A header is some hundred bytes for each recipient.</summary>
    private const int Longest = 1 << 20;

    private static readonly byte[] NoNonce = new byte[12];

    public static byte[] Write(byte[] fileKey, IEnumerable<byte[]> recipients)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var recipient in recipients)
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            var share = AgeKeys.PublicOf(secret);
            var shared = AgeKeys.Shared(secret, recipient) ?? throw new CryptographicException("a recipient that is no key");
            var body = new byte[FileKeyLength + TagLength];
            using var cipher = new ChaCha20Poly1305(WrapKey(shared, share, recipient));
            cipher.Encrypt(NoNonce, fileKey, body.AsSpan(0, FileKeyLength), body.AsSpan(FileKeyLength));
            _ = text.Append("-> ").Append(Kind).Append(' ').Append(Bare(share)).Append('\n').Append(Bare(body)).Append('\n');
        }

        _ = text.Append("---");
        var head = Encoding.ASCII.GetBytes(text.ToString());
        return [.. head, .. Encoding.ASCII.GetBytes(" " + Bare(Mac(fileKey, head)) + "\n")];
    }

    /// <summary>The key of the file. Refused with <c>backup.not-encrypted</c>, <c>backup.header</c>, <c>backup.other-key</c>.</summary>
    public static Result<byte[]> Read(Stream file, ImmutableArray<byte[]> identities)
    {
        if (Line(file, Version.Length) != Version)
        {
            return new Refusal("backup.not-encrypted");
        }

        var head = new StringBuilder(Version).Append('\n');
        byte[]? fileKey = null;
        var line = Line(file, Longest);
        while (line is not null && line.StartsWith("-> ", StringComparison.Ordinal) && head.Length < Longest)
        {
            var arguments = line.Split(' ');
            _ = head.Append(line).Append('\n');
            var body = new StringBuilder();
            string? part;
            do
            {
                part = Line(file, Column);
                _ = head.Append(part).Append('\n');
                _ = body.Append(part);
            }
            while (part?.Length == Column && head.Length < Longest);

            if (part is null || part.Length == Column)
            {
                return new Refusal("backup.header");
            }

            fileKey ??= arguments is [_, Kind, var share] && Bytes(share) is { Length: 32 } shared && Bytes(body.ToString()) is { Length: FileKeyLength + TagLength } wrapped
                ? identities.Select(i => Unwrap(i, shared, wrapped)).FirstOrDefault(k => k is not null)
                : null;
            line = Line(file, Longest);
        }

        if (line is null || !line.StartsWith("--- ", StringComparison.Ordinal) || Bytes(line[4..]) is not { Length: 32 } mac)
        {
            return new Refusal("backup.header");
        }

        return fileKey is null ? new Refusal("backup.other-key")
            : CryptographicOperations.FixedTimeEquals(mac, Mac(fileKey, Encoding.ASCII.GetBytes(head.Append("---").ToString()))) ? fileKey
            : new Refusal("backup.header");
    }

    private static byte[]? Unwrap(byte[] identity, byte[] share, byte[] wrapped)
    {
        if (AgeKeys.Shared(identity, share) is not { } shared)
        {
            return null;
        }

        var fileKey = new byte[FileKeyLength];
        using var cipher = new ChaCha20Poly1305(WrapKey(shared, share, AgeKeys.PublicOf(identity)));
        try
        {
            cipher.Decrypt(NoNonce, wrapped.AsSpan(0, FileKeyLength), wrapped.AsSpan(FileKeyLength), fileKey);
            return fileKey;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] WrapKey(byte[] shared, byte[] share, byte[] recipient) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, [.. share, .. recipient], Encoding.ASCII.GetBytes("age-encryption.org/v1/X25519"));

    private static byte[] Mac(byte[] fileKey, byte[] head) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, [], "header"u8.ToArray()), head);

    /// <summary>Base64 without padding, as age writes it.</summary>
    private static string Bare(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Null unless these letters are the ones that would be written.</summary>
    private static byte[]? Bytes(string bare)
    {
        var bytes = new byte[bare.Length];
        return bare.Length % 4 != 1 && !bare.Contains('=', StringComparison.Ordinal)
            && Convert.TryFromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='), bytes, out var length) && Bare(bytes[..length]) == bare
            ? bytes[..length]
            : null;
    }

    /// <summary>Up to the next line feed; null when there is none within so many letters, or one that is no printed ASCII.</summary>
    private static string? Line(Stream file, int longest)
    {
        var line = new StringBuilder();
        for (var next = file.ReadByte(); next != '\n'; next = file.ReadByte())
        {
            if (next is < ' ' or > '~' || line.Length == longest)
            {
                return null;
            }

            _ = line.Append((char)next);
        }

        return line.ToString();
    }
}
