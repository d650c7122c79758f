using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Sources;
using Concord.Modules.Sources;
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
    [InlineData("Dear colleague,\nplease find attached nothing at all.\n")]
    public async Task What_is_no_telegram_is_refused_under_its_name_and_leaves_nothing(string text)
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
    [InlineData(-1, "No telegram was found in this file")]
    public async Task A_file_at_either_side_of_the_limit_is_answered_in_words(int over, string words)
    {
        await using var site = await Site.StartAsync();
        using var file = new Lines(Incoming.LongestFile + over);
        var (status, page) = await UploadAsync(site, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, Assert.Single(page.QuerySelectorAll(".c-results .c-complaint--error")).TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
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

    private static IEnumerable<string> Complaints(IHtmlDocument page) => page.QuerySelectorAll(".c-complaint").Select(c => c.TextContent);

    /// <summary>The file is taken as one telegram; the page of its source.</summary>
    private static async Task<IHtmlDocument> KeptAsync(Site site, byte[] bytes)
    {
        var (status, page) = await UploadAsync(site, bytes);
        Assert.Equal(HttpStatusCode.OK, status);
        var there = Assert.Single(page.QuerySelectorAll(".c-results a")).GetAttribute("href")!;
        return new HtmlParser().ParseDocument(await site.Client.GetStringAsync(new Uri(there, UriKind.Relative), TestContext.Current.CancellationToken));
    }

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

    private static async Task<int> CountAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<SourceRow>().CountAsync(TestContext.Current.CancellationToken);
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
