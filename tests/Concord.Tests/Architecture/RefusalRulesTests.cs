using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.I18n;

namespace Concord.Tests.Architecture;

public sealed class RefusalRulesTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var codes = RefusalRules.CodesIn(typeof(Result<>).Assembly, typeof(Program).Assembly);
        Assert.NotEmpty(codes);

        // The verb of an act looks like a code; its sentence stands with the ledger's.
        Assert.DoesNotContain(codes, c => Texts.Find(English, "refusals." + c) is null && Texts.Find(English, "audit.verb-" + c) is null);
    }

    [Fact]
    public void A_planted_refusal_without_a_sentence_is_found()
    {
        Assert.Contains("planted.without-a-sentence", RefusalRules.CodesIn(typeof(RefusalRulesTests).Assembly));
        Assert.Null(Texts.Find(English, "refusals.planted.without-a-sentence"));
    }

    internal static Refusal Planted() => new("planted.without-a-sentence");
}
