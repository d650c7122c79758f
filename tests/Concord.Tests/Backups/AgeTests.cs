using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;
using Concord.Platform.Archive;
using Concord.Platform.Backup;
using CsCheck;

namespace Concord.Tests.Backups;

/// <summary>The age format: what was encrypted comes back, to its recipients alone; what was changed or cut is refused; the age program reads ours, and we read its.</summary>
public sealed class AgeTests
{
    private static readonly byte[] FileKey = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio ";

    private static byte[] Encrypt(byte[] plain, params byte[][] recipients)
    {
        using var to = new MemoryStream();
        using var writer = new AgeWriter(to, FileKey, recipients);
        foreach (var part in plain.Chunk(7_001))
        {
            writer.Write(part);
        }

        writer.End();
        return to.ToArray();
    }

    private static Result<byte[]> Decrypt(byte[] file, params byte[][] identities)
    {
        try
        {
            return AgeReader.Open(new MemoryStream(file), [.. identities]).Map(reader =>
            {
                using var plain = new MemoryStream();
                reader.CopyTo(plain);
                return plain.ToArray();
            });
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private static (byte[] Recipient, byte[] Identity) Pair()
    {
        var (recipient, identity) = AgeKeys.Make();
        return (World.Ok(AgeKeys.ReadRecipient(recipient)), World.Ok(AgeKeys.ReadIdentities([identity]))[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void What_was_encrypted_comes_back_to_each_recipient_and_to_nobody_else(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        var (first, second, stranger) = (Pair(), Pair(), Pair());
        var file = Encrypt(plain, first.Recipient, second.Recipient);
        Assert.Equal(plain, World.Ok(Decrypt(file, first.Identity)));
        Assert.Equal(plain, World.Ok(Decrypt(file, stranger.Identity, second.Identity)));
        Assert.Equal("backup.other-key", World.Refused(Decrypt(file, stranger.Identity)));
    }

    [Fact]
    public void It_is_read_from_anywhere()
    {
        var plain = RandomNumberGenerator.GetBytes(300_000);
        var pair = Pair();
        using var reader = World.Ok(AgeReader.Open(new MemoryStream(Encrypt(plain, pair.Recipient)), [pair.Identity]));
        Assert.Equal(plain.Length, reader.Length);
        Gen.Select(Gen.Int[0, plain.Length], Gen.Int[0, 100_000]).Sample((at, many) =>
        {
            reader.Position = at;
            var some = new byte[Math.Min(many, plain.Length - at)];
            reader.ReadExactly(some);
            Assert.True(plain.AsSpan(at, some.Length).SequenceEqual(some));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_refused()
    {
        var pair = Pair();
        var file = Encrypt(RandomNumberGenerator.GetBytes(70_000), pair.Recipient);
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((at, by) =>
        {
            byte[] changed = [.. file];
            changed[at] ^= by;
            Assert.Contains(World.Refused(Decrypt(changed, pair.Identity)), new[] { "backup.not-encrypted", "backup.header", "backup.other-key", "backup.damaged" });
        }, iter: 500);
    }

    [Fact]
    public void A_cut_anywhere_is_refused()
    {
        var pair = Pair();
        var file = Encrypt(RandomNumberGenerator.GetBytes(140_000), pair.Recipient);
        Gen.Int[0, file.Length - 1].Sample(length =>
            Assert.Contains(World.Refused(Decrypt(file[..length], pair.Identity)), new[] { "backup.not-encrypted", "backup.header", "backup.cut", "backup.damaged" }), iter: 500);
        Assert.Equal("backup.cut", World.Refused(Decrypt(file[..^(140_000 - 131_072 + 16)], pair.Identity)));
    }

    [Fact]
    public void Blocks_put_in_another_order_or_written_twice_are_refused()
    {
        var pair = Pair();
        var file = Encrypt(RandomNumberGenerator.GetBytes(3 * 65_536), pair.Recipient);
        const int Block = 65_536 + 16;
        var start = file.Length - (3 * Block);
        byte[] turned = [.. file[..start], .. file[(start + Block)..(start + (2 * Block))], .. file[start..(start + Block)], .. file[(start + (2 * Block))..]];
        Assert.Equal("backup.damaged", World.Refused(Decrypt(turned, pair.Identity)));
        byte[] twice = [.. file, .. file[^Block..]];
        Assert.Equal("backup.damaged", World.Refused(Decrypt(twice, pair.Identity)));
        Assert.Equal("backup.damaged", World.Refused(Decrypt([.. file, 0], pair.Identity)));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var pair = Pair();
        var head = Encoding.ASCII.GetBytes("age-encryption.org/v1\n-> X25519 ");
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool).Sample((bytes, begun) => Assert.False(Decrypt(begun ? [.. head, .. bytes] : bytes, pair.Identity).IsOk), iter: 5_000);
        Gen.Char[(char)32, (char)126].Array[0, 300].Sample(
            letters => Assert.False(Decrypt([.. head, .. Encoding.ASCII.GetBytes(new string(letters).Replace('~', '\n'))], pair.Identity).IsOk), iter: 5_000);
    }

    [Fact]
    public void A_key_with_a_wrong_letter_is_no_key()
    {
        var (recipient, identity) = AgeKeys.Make();
        Assert.Equal((62, 74), (recipient.Length, identity.Length));
        Assert.Equal(World.Ok(AgeKeys.ReadRecipient(recipient)), AgeKeys.PublicOf(World.Ok(AgeKeys.ReadIdentities(["# mine", "", identity]))[0]));
        Gen.Select(Gen.Int[4, recipient.Length - 1], Gen.Int[0, Letters.Length - 1]).Sample((at, which) =>
        {
            var letter = Letters[which];
            var other = recipient[..at] + letter + recipient[(at + 1)..];
            Assert.Equal(other == recipient, AgeKeys.ReadRecipient(other).IsOk);
        });
        Assert.Equal("backup.recipient", World.Refused(AgeKeys.ReadRecipient(identity)));
        Assert.Equal("backup.recipient", World.Refused(AgeKeys.ReadRecipient(recipient[..10] + recipient[10..].ToUpperInvariant())));
        var refused = AgeKeys.ReadIdentities(["", identity[..^1] + "X"]).Match(_ => null!, r => r[0]);
        Assert.Equal(new Refusal("backup.identity", "2"), refused);
        Assert.Equal("backup.no-identity", World.Refused(AgeKeys.ReadIdentities(["# nothing"])));
    }

    [Fact]
    public async Task The_age_program_opens_ours_and_we_open_its()
    {
        var folder = Directory.CreateTempSubdirectory("concord-age-").FullName;
        try
        {
            var plain = RandomNumberGenerator.GetBytes(150_000);
            var (recipient, identity) = AgeKeys.Make();
            var (keyFile, ours, theirs, opened) = (Path.Combine(folder, "key"), Path.Combine(folder, "ours.age"), Path.Combine(folder, "theirs.age"), Path.Combine(folder, "opened"));
            await File.WriteAllTextAsync(keyFile, identity + "\n", TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(ours, Encrypt(plain, Pair().Recipient, World.Ok(AgeKeys.ReadRecipient(recipient))), TestContext.Current.CancellationToken);
            await RunAsync("age-keygen", "-y", "-o", Path.Combine(folder, "recipient"), keyFile);
            Assert.Equal(recipient, (await File.ReadAllTextAsync(Path.Combine(folder, "recipient"), TestContext.Current.CancellationToken)).Trim());
            await RunAsync("age", "-d", "-i", keyFile, "-o", opened, ours);
            Assert.Equal(plain, await File.ReadAllBytesAsync(opened, TestContext.Current.CancellationToken));
            await RunAsync("age", "-r", recipient, "-o", theirs, opened);
            var read = Decrypt(await File.ReadAllBytesAsync(theirs, TestContext.Current.CancellationToken), World.Ok(AgeKeys.ReadIdentities([identity]))[0]);
            Assert.Equal(plain, World.Ok(read));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
    }
}
