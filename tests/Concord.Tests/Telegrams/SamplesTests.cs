using System.Text;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Reading;
using Concord.Core.Telegrams.Writing;

namespace Concord.Tests.Telegrams;

public sealed class SamplesTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.txt").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_says_that_it_is_one(string file)
    {
        var telegram = TelegramReader.Read(Bytes(file));
        Assert.StartsWith("SAMPLE:", telegram.Header.Subject, StringComparison.Ordinal);
        Assert.StartsWith("This is a SAMPLE; its persons and events are invented.", telegram.Paragraphs[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01-first-review-of-the-new-plan.txt")]
    [InlineData("02-two-signatures-and-a-question.txt")]
    [InlineData("03-half-way-in-two-sections.txt")]
    public void A_well_formed_sample_gives_nothing_to_complain_of(string file) =>
        Assert.DoesNotContain(TelegramReader.Read(Bytes(file)).Complaints, c => c.Severity != Severity.Info);

    [Fact]
    public void The_damaged_sample_is_complained_of()
    {
        var codes = TelegramReader.Read(Bytes("04-a-damaged-copy.txt")).Complaints.Select(c => c.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { "link-residue", "duplicate-caption", "page-header-in-text", "paragraph-number-gap", "missing-bt" }, codes);
    }

    [Theory]
    [InlineData("01-first-review-of-the-new-plan.txt")]
    [InlineData("02-two-signatures-and-a-question.txt")]
    public void A_sample_in_canonical_layout_is_written_again_byte_for_byte(string file) =>
        Assert.Equal(Encoding.UTF8.GetString(Bytes(file)), TelegramWriter.Write(TelegramReader.Read(Bytes(file))));

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "samples", file));
}
