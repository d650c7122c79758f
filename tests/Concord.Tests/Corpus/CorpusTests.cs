namespace Concord.Tests.Corpus;

/// <summary>The reader against telegrams whose expectations were written before it ran. Rules have no floor but nought; figures have one.</summary>
public sealed class CorpusTests
{
    private static readonly Lazy<IReadOnlyList<TelegramScore>?> Dev = new(() => ReaderRun.Score("dev"));
    private static readonly Lazy<IReadOnlyList<TelegramScore>?> Held = new(() => ReaderRun.Score("held"));

    [Theory, InlineData("dev"), InlineData("held")]
    public void No_status_is_ever_raised(string set) => Assert.Empty(Sum(set).Upgrades);

    [Theory, InlineData("dev"), InlineData("held")]
    public void What_the_telegram_denies_is_never_told(string set) => Assert.Empty(Sum(set).Forbidden);

    [Theory, InlineData("dev"), InlineData("held")]
    public void Every_quote_is_in_the_file(string set) => Assert.Empty(Sum(set).QuotesOutside);

    [Theory, InlineData("dev"), InlineData("held")]
    public void No_error_is_called_out_that_is_none(string set) => Assert.Empty(Sum(set).FalseErrors);

    [Theory, InlineData("dev"), InlineData("held")]
    public void The_whole_header_is_read(string set) => AtLeast(1, Sum(set).Header.Share, Sum(set), "header ");

    [Theory, InlineData("dev"), InlineData("held")]
    public void Paragraphs_are_read_word_for_word(string set) => AtLeast(0.97, Sum(set).Paragraphs.Share, Sum(set), "paragraph ");

    [Theory, InlineData("dev"), InlineData("held")]
    public void Faults_are_complained_of(string set) => AtLeast(0.90, Sum(set).Complaints.Share, Sum(set), "complaint ");

    [Theory, InlineData("dev"), InlineData("held")]
    public void Most_facts_are_found(string set) => AtLeast(0.75, Sum(set).Facts.Recall, Sum(set), "fact missed");

    [Theory, InlineData("dev"), InlineData("held")]
    public void What_is_proposed_is_mostly_a_fact(string set) => AtLeast(0.80, Sum(set).Facts.Precision, Sum(set), "fact not expected");

    private static TelegramScore Sum(string set)
    {
        var scores = (set == "dev" ? Dev : Held).Value;
        Assert.SkipWhen(scores is null, "concord read printed nothing for any telegram of the corpus");
        return TelegramScore.Sum(set, scores!);
    }

    private static void AtLeast(double floor, double share, TelegramScore sum, string about) =>
        Assert.True(share >= floor, $"{share:0.000} is below {floor:0.00}"
            + (sum.Name == "held" ? "" : "\n" + string.Join('\n', sum.Wrong.Where(w => w.Contains(about, StringComparison.Ordinal)))));
}
