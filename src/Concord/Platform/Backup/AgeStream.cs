using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Archive;

namespace Concord.Platform.Backup;

/// <summary>What both ways share: blocks of 64 KiB, each sealed under its number and whether it is the last (STREAM).</summary>
internal static class AgeBlocks
{
    public const int Block = 64 * 1024, Tag = 16, Salt = 16;

    public static ChaCha20Poly1305 Cipher(byte[] fileKey, byte[] salt) => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, salt, "payload"u8.ToArray()));

    public static byte[] Nonce(long block, bool last)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), block);
        nonce[11] = (byte)(last ? 1 : 0);
        return nonce;
    }
}

/// <summary>Encrypts what is written; whole only when it was disposed.</summary>
internal sealed class AgeWriter : Stream
{
    private readonly Stream inner;
    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] plain = new byte[AgeBlocks.Block];
    private readonly byte[] sealedBlock = new byte[AgeBlocks.Block + AgeBlocks.Tag];
    private int held;
    private long block;
    private long written;
    private bool ended;

    public AgeWriter(Stream inner, byte[] fileKey, IEnumerable<byte[]> recipients)
    {
        this.inner = inner;
        inner.Write(AgeHeader.Write(fileKey, recipients));
        Start = inner.Position;
        var salt = RandomNumberGenerator.GetBytes(AgeBlocks.Salt);
        inner.Write(salt);
        cipher = AgeBlocks.Cipher(fileKey, salt);
    }

    /// <summary>Where the header ends.</summary>
    public long Start { get; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        written += buffer.Length;
        while (buffer.Length > 0)
        {
            if (held == plain.Length)
            {
                Seal(last: false);
            }

            var some = Math.Min(buffer.Length, plain.Length - held);
            buffer[..some].CopyTo(plain.AsSpan(held));
            held += some;
            buffer = buffer[some..];
        }
    }

    /// <summary>A block goes out when it is full: nothing can be hurried.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Seals the last block. Without it the file is read as cut.</summary>
    public void End()
    {
        Seal(last: true);
        ended = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Seal(bool last)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        cipher.Encrypt(AgeBlocks.Nonce(block, last), plain.AsSpan(0, held), sealedBlock.AsSpan(0, held), sealedBlock.AsSpan(held, AgeBlocks.Tag));
        inner.Write(sealedBlock, 0, held + AgeBlocks.Tag);
        block++;
        held = 0;
    }
}

/// <summary>
/// Reads an age file wherever it is asked to, so that nothing is ever unpacked to the disk. Each block is opened only if it is the one that was written there;
/// throws <see cref="ArchiveRefusedException"/> with <c>backup.damaged</c> and where for one that is not.
/// </summary>
internal sealed class AgeReader : Stream
{
    private readonly Stream inner;
    private readonly ChaCha20Poly1305 cipher;
    private readonly long start;
    private readonly long blocks;
    private readonly byte[] plain = new byte[AgeBlocks.Block];
    private readonly byte[] sealedBlock = new byte[AgeBlocks.Block + AgeBlocks.Tag];
    private long opened = -1;

    private AgeReader(Stream inner, ChaCha20Poly1305 cipher, long blocks, long length)
    {
        (this.inner, this.cipher, this.blocks, Length) = (inner, cipher, blocks, length);
        start = inner.Position;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <summary>Refused with what <see cref="AgeHeader.Read"/> is, and <c>backup.cut</c> for a file whose end is missing.</summary>
    public static Result<AgeReader> Open(Stream file, ImmutableArray<byte[]> identities) => AgeHeader.Read(file, identities).Then(key => Open(file, key));

    /// <summary>By whoever has just written it, after the header.</summary>
    public static Result<AgeReader> Open(Stream file, byte[] fileKey)
    {
        var salt = new byte[AgeBlocks.Salt];
        const long Whole = AgeBlocks.Block + AgeBlocks.Tag;
        if (file.ReadAtLeast(salt, salt.Length, throwOnEndOfStream: false) < salt.Length || file.Length - file.Position < AgeBlocks.Tag)
        {
            return new Refusal("backup.cut");
        }

        var rest = file.Length - file.Position;
        var blocks = (rest + Whole - 1) / Whole;
        if (rest - ((blocks - 1) * Whole) < AgeBlocks.Tag)
        {
            return new Refusal("backup.damaged", Text(file.Position + ((blocks - 1) * Whole)));
        }

        var reader = new AgeReader(file, AgeBlocks.Cipher(fileKey, salt), blocks, rest - (blocks * AgeBlocks.Tag));
        if (reader.Holds(blocks - 1))
        {
            return reader;
        }

        // The last block does not open as the last: it was cut there, or changed.
        var refusal = reader.Unseal(blocks - 1, last: false) ? new Refusal("backup.cut") : new Refusal("backup.damaged", Text(reader.At(blocks - 1)));
        reader.Dispose();
        return refusal;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || Position < 0)
        {
            return 0;
        }

        var (number, at) = Math.DivRem(Position, AgeBlocks.Block);
        if (!Holds(number))
        {
            throw new ArchiveRefusedException(new Refusal("backup.damaged", Text(At(number))));
        }

        var some = (int)Math.Min(buffer.Length, Math.Min(AgeBlocks.Block - at, Length - Position));
        plain.AsSpan((int)at, some).CopyTo(buffer);
        Position += some;
        return some;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Holds(long number) => opened == number || Unseal(number, last: number == blocks - 1);

    private bool Unseal(long number, bool last)
    {
        opened = -1;
        inner.Position = At(number);
        var length = inner.ReadAtLeast(sealedBlock, sealedBlock.Length, throwOnEndOfStream: false) - AgeBlocks.Tag;
        if (length < 0)
        {
            return false;
        }

        try
        {
            cipher.Decrypt(AgeBlocks.Nonce(number, last), sealedBlock.AsSpan(0, length), sealedBlock.AsSpan(length, AgeBlocks.Tag), plain.AsSpan(0, length));
            opened = number;
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Text(long place) => place.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a block begins in the file.</summary>
    private long At(long number) => start + (number * (AgeBlocks.Block + AgeBlocks.Tag));
}
