using System.Globalization;
using Concord.Platform.I18n;

namespace Concord.Tests.Plan;

/// <summary>Spoils the packs at random, always in the same way, and reads them: 100,500 inputs.</summary>
public sealed class PackFuzzTests
{
    private static readonly byte[][] Pieces =
        [.. new[] { "{", "}", "[", "]", ",", ":", "null", "true", "-1e999", "\"\"", "\"\\ud800\"", "\"2008-99\"", "\"..\"", "\0", "\uFEFF", "{\"a\":{}}" }
            .Select(System.Text.Encoding.UTF8.GetBytes)];

    [Fact]
    public void No_spoilt_pack_throws_and_every_fault_can_be_told()
    {
        var random = new Random(2004);
        var refused = 0;
        for (var i = 0; i < 100_000; i++)
        {
            refused += Tell(Spoil(PackFiles.Lake, random), i % 50 == 0);
        }

        for (var i = 0; i < 500; i++)
        {
            refused += Tell(Spoil(PackFiles.Commit, random), i % 50 == 0);
        }

        Assert.InRange(refused, 50_000, 100_500);
    }

    private static int Tell(byte[] json, bool aloud)
    {
        var faults = PackFiles.Faults(json);
        foreach (var fault in faults)
        {
            Assert.True(fault.Args.Length >= 3);
            Assert.False(aloud && Texts.Get(CultureInfo.InvariantCulture, "refusals." + fault.Code, [.. fault.Args]).Contains('⟦', StringComparison.Ordinal));
        }

        return faults.IsEmpty ? 0 : 1;
    }

    private static byte[] Spoil(byte[] good, Random random)
    {
        var bytes = new List<byte>(good);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length), length));
                    break;
                case 4 when random.Next(20) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    Value(bytes, random);
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Replaces a whole text by another of the file, so that what is read is JSON and the fault lies deeper.</summary>
    private static void Value(List<byte> bytes, Random random)
    {
        var (from, to) = (Quoted(bytes, random.Next(bytes.Count)), Quoted(bytes, random.Next(bytes.Count)));
        if (from is { } taken && to is { } put)
        {
            var text = bytes.GetRange(taken.At, taken.Length);
            bytes.RemoveRange(put.At, put.Length);
            bytes.InsertRange(put.At, text);
        }
    }

    private static (int At, int Length)? Quoted(List<byte> bytes, int near)
    {
        var open = bytes.IndexOf((byte)'"', near);
        var close = open < 0 || open + 1 >= bytes.Count ? -1 : bytes.IndexOf((byte)'"', open + 1);
        return close < 0 ? null : (open, close - open + 1);
    }
}
