using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Sources;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Db;
using Concord.Tests.Telegrams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Web;

/// <summary>What is handed in through the page and is no telegram, or too much, gets an answer in words and leaves nothing; a damaged telegram is kept with its complaints.</summary>
public sealed class BadUploadTests
{
    private static readonly Uri Import = new("/sources/import", UriKind.Relative);

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7 whatever the name says")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006 binary")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0a")]
    public async Task What_cannot_be_read_is_refused_under_its_name_and_leaves_nothing(string text)
    {
        await using var site = await Site.StartAsync();
        var (status, page) = await UploadAsync(site, Encoding.Latin1.GetBytes(text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var told = Assert.Single(page.QuerySelectorAll(".c-results .c-list__item")).TextContent;
        Assert.Contains("telegram.txt", told, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".c-results .c-complaint--error"));
        Assert.Equal(0, await CountAsync(site));
    }

    [Fact]
    public async Task The_same_file_handed_in_twice_at_once_is_one_source_and_both_are_told()
    {
        await using var site = await Site.StartAsync();
        // One browser, which has been here before: the cookie that goes with the form's token is there.
        _ = await site.Client.GetStringAsync(Import, TestContext.Current.CancellationToken);
        var both = await Task.WhenAll(UploadAsync(site, Written.Telegram(7)), UploadAsync(site, Written.Telegram(7)));
        Assert.All(both, b => Assert.Equal(HttpStatusCode.OK, b.Status));
        Assert.Single(both.Select(b => b.Page.QuerySelector(".c-results a")!.GetAttribute("href")).Distinct());
        Assert.Equal(1, await CountAsync(site));
    }

    [Fact]
    public async Task Too_many_imports_in_a_minute_are_told_in_words_and_when_to_come_again()
    {
        await using var site = await Site.StartAsync(importsAMinute: 1);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(site, Written.Telegram(1))).Status);
        var (status, page) = await UploadAsync(site, Written.Telegram(2));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal("Too much at once", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal(1, await CountAsync(site));
    }

    [Theory]
    [InlineData(1, "the most that is taken is 100 MB. Nothing of it was stored.")]
    [InlineData(-1, "The document is too big to be read")]
    public async Task A_file_at_either_side_of_the_limit_is_answered_in_words(int over, string words)
    {
        await using var site = await Site.StartAsync();
        using var file = new Lines(Incoming.LongestFile + over);
        var (status, page) = await UploadAsync(site, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, Assert.Single(page.QuerySelectorAll(".c-results .c-complaint--error")).TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
    }

    public static TheoryData<int> CodePages => [1200, 1201, 1252, 65001];

    [Theory]
    [MemberData(nameof(CodePages))]
    public async Task A_telegram_of_any_usual_encoding_is_kept_to_the_byte_and_shown_in_its_own_characters(int codePage)
    {
        const string said = "The café’s owner told “Señor Test” of 20 € – no more.";
        await using var site = await Site.StartAsync();
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var text = Encoding.ASCII.GetString(Written.Telegram(3, "(U) said")).Replace("said", said, StringComparison.Ordinal);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var source = await KeptAsync(site, bytes);
        Assert.Contains(said, Shown(source), StringComparison.Ordinal);
        var original = Assert.Single(source.QuerySelectorAll("a[href$='/original']")).GetAttribute("href")!;
        Assert.Equal(bytes, await site.Client.GetByteArrayAsync(new Uri(original, UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_paragraph_of_a_million_lines_is_taken_in_good_time_and_shown_in_parts()
    {
        await using var site = await Site.StartAsync();
        var lines = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\nand then {i:0000000} went on and so on and so forth without end")));
        var bytes = Written.Telegram(5, "(U) Burma signed an agreement with Thailand in March 2007. It goes on" + lines + ".");
        var watch = Stopwatch.StartNew();
        var first = await KeptAsync(site, bytes);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(100));
        Assert.InRange(Shown(first).Length, 50_000, 70_000);
        Assert.Contains("and then 0000009 went on", Shown(first), StringComparison.Ordinal);
        Assert.Contains(Complaints(first), c => c.Contains("was sought in its first 500,000 characters only", StringComparison.Ordinal));
        Assert.Contains("You see part 1 of ", Assert.Single(first.QuerySelectorAll(".govuk-inset-text")).TextContent, StringComparison.Ordinal);
        Assert.Equal("Burma signed an agreement with Thailand in March 2007", first.QuerySelector("mark")!.TextContent.TrimEnd('.'));

        // The parts follow one another without a gap, and the last one ends where the text does.
        var second = await PageAsync(site, Assert.Single(first.QuerySelectorAll("a[rel=next]")).GetAttribute("href")!);
        var numbers = Numbers(first).Concat(Numbers(second)).ToList();
        Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);
        var last = await PageAsync(site, second.QuerySelectorAll(".govuk-pagination__link").Select(a => a.GetAttribute("href")!).MaxBy(h => h.Length)!);
        Assert.Equal(999_999, Numbers(last)[^1]);
        Assert.EndsWith("went on and so on and so forth without end.", Shown(last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nul_bytes_are_complained_of_and_the_text_goes_on_behind_them()
    {
        await using var site = await Site.StartAsync();
        var source = await KeptAsync(site, Written.Telegram(4, "(U) Thai\0land met Burma.", "(U) Burma met Thailand again."));
        Assert.Contains("Thailand met Burma.", source.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Burma met Thailand again.", source.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains(Complaints(source), c => c.Contains("Characters are garbled here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_full_disk_of_PostgreSQL_the_page_says_so_and_nothing_of_it_shows()
    {
        await using var server = await PostgresServer.OnSmallDiskAsync();
        await using var site = await Site.StartAsync(postgres: server.Ready);
        var noise = new Random(1);
        var bytes = Written.Telegram(6, "(U) " + string.Concat(Enumerable.Range(0, 200_000).Select(_ => string.Create(CultureInfo.InvariantCulture, $"\n{noise.NextInt64():x16} {noise.NextInt64():x16}"))));
        var (status, page) = await UploadAsync(site, bytes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("The disk is full. Nothing of this was stored", page.QuerySelector(".c-results .c-complaint--error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(site, Written.Telegram(7))).Status);
    }

    [Theory]
    [InlineData("2 1 3", "the sections were put in order.")]
    [InlineData("1 2 2 3", "Section 2 stands in this file twice; it is counted once.")]
    [InlineData("1 3", "Section 2 of 3 is missing from this copy; its text is not here.")]
    public async Task Sections_out_of_order_twice_or_missing_are_kept_and_told_of_on_the_page_of_the_source(string order, string words)
    {
        await using var site = await Site.StartAsync();
        var source = await KeptAsync(site, Encoding.ASCII.GetBytes(string.Concat(order.Split(' ').Select(n => ReaderFiles.Section(n[0] - '0')))));
        Assert.Contains(Complaints(source), c => c.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>The text of the paragraphs as a reader sees it, without the numbers that lead to the proposals.</summary>
    private static string Shown(IHtmlDocument page) => string.Join('\n', page.QuerySelectorAll(".c-para__body").Select(p =>
    {
        foreach (var number in p.QuerySelectorAll(".c-lit__no"))
        {
            number.Remove();
        }

        return p.TextContent;
    }));

    private static List<int> Numbers(IHtmlDocument page) =>
        [.. Shown(page).Split(' ').Where(w => w.Length == 7 && w.All(char.IsAsciiDigit)).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Complaints(IHtmlDocument page) => page.QuerySelectorAll(".c-complaint").Select(c => c.TextContent);

    /// <summary>The file is taken as one telegram; the page of its source.</summary>
    private static async Task<IHtmlDocument> KeptAsync(Site site, byte[] bytes)
    {
        var (status, page) = await UploadAsync(site, bytes);
        Assert.Equal(HttpStatusCode.OK, status);
        var there = Assert.Single(page.QuerySelectorAll(".c-results a:not([href*='/review'])")).GetAttribute("href")!;
        return await PageAsync(site, there);
    }

    private static async Task<IHtmlDocument> PageAsync(Site site, string address) =>
        new HtmlParser().ParseDocument(await site.Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken));

    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> UploadAsync(Site site, byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        return await UploadAsync(site, file);
    }

    private static async Task<(HttpStatusCode Status, IHtmlDocument Page)> UploadAsync(Site site, HttpContent file)
    {
        var ct = TestContext.Current.CancellationToken;
        var page = new HtmlParser().ParseDocument(await site.Client.GetStringAsync(Import, ct));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { file, "files", "telegram.txt" },
        };
        using var answer = await site.Client.PostAsync(Import, form, ct);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(ct)));
    }

    // those of the process pack stand there from the start
    private static async Task<int> CountAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<SourceRow>().CountAsync(s => s.Form != SourceForm.Record, TestContext.Current.CancellationToken);
    }

    /// <summary>A text of the one letter in short lines, of just this length, made while it is sent.</summary>
    private sealed class Lines(long bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var some = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('a', 63) + "\n", 1000)));
            for (var left = bytes; left > 0; left -= some.Length)
            {
                await stream.WriteAsync(some.AsMemory(0, (int)Math.Min(left, some.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return true;
        }
    }
}
