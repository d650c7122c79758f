using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;

namespace Concord.Tests.Telegrams;

public sealed class ReaderFuzzTests(ITestOutputHelper output)
{
    private const int Few = 5_000;

    private static readonly string[] Scraps =
    [
        "\r\n", "\n\n", "BT\n", "NNNN\n", "#0087\n", "VZCZCXRO5337\n", "DE RUEHTJB #0087/02 0600230\n", "UNCLAS SECTION 02 OF 03 TANJUNG BIRU 000087\n", "[1](#)", "[PHUM](#)",
        "&amp;", "&#8217;", "TANJUNG BIRU 00000087 002.2 OF 003", "-- Laos: ", "2. ", "(SBU) ", "Begin text:\n", "End text.\n", "END SUMMARY.", "TAGS: ", "SUBJECT: ", "REF: A. ",
        "\u00B6", "\0", "\uD83D\uDE00", "-\n", "---\n", "E.O. 12958: ", "XMT ", "INFO ", "(Comment: ", "999999999999 ", " OF ", "PAGE 01 STATE 187673\n", "MRN: ",
    ];

    [Fact]
    public void No_mutation_of_a_telegram_makes_the_reader_fail_or_lie_about_where_a_character_stands()
    {
        var seeds = ReaderFiles.All().Select(File.ReadAllBytes).ToArray();
        var random = new Random(20080229);
        var (count, checkedMaps) = (0, 0);
        while (count < Mutants)
        {
            var mutant = Mutate(seeds[random.Next(seeds.Length)], random);
            using var stream = new MemoryStream(mutant);
            foreach (var telegram in TelegramReader.ReadMany(stream))
            {
                if (count % 16 == 0)
                {
                    checkedMaps += Check(telegram, mutant);
                }
            }

            count++;
        }

        output.WriteLine($"{count} mutants, {checkedMaps} paragraphs compared with the file");
        Assert.True(checkedMaps > count / 16);
    }

    // CONCORD_FUZZ_MUTANTS=200000 for the long run (docs/benches.md)
    private static int Mutants =>
        int.TryParse(Environment.GetEnvironmentVariable("CONCORD_FUZZ_MUTANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : Few;

    private static int Check(Telegram telegram, byte[] file)
    {
        var runes = TelegramReader.Decode(file).EnumerateRunes().ToArray();
        foreach (var p in telegram.Paragraphs)
        {
            foreach (var run in p.Map.Runs)
            {
                if (p.Text[run.CleanStart] is var c && !char.IsSurrogate(c) && c != ' ' && run.FileStart < runes.Length)
                {
                    Assert.Equal(c, (char)runes[run.FileStart].Value);
                }
            }

            _ = p.Map.FileSpans(new TextSpan(0, p.Text.Length));
        }

        return telegram.Paragraphs.Length;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var times = random.Next(1, 8); times > 0 && bytes.Count > 2; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 80), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)])); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), Math.Min(200, bytes.Count / 2))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes[at] = bytes[random.Next(bytes.Count)]; break;
            }
        }

        return [.. bytes];
    }
}
