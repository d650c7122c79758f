using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Concord.Modules.Sources;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Web;

/// <summary>What is handed in through the page and is no telegram, or too much, gets an answer in words and leaves nothing.</summary>
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

    private static async Task<(HttpStatusCode Status, AngleSharp.Html.Dom.IHtmlDocument Page)> UploadAsync(Site site, byte[] bytes)
    {
        var ct = TestContext.Current.CancellationToken;
        var page = new HtmlParser().ParseDocument(await site.Client.GetStringAsync(Import, ct));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "files", "telegram.txt" },
        };
        using var answer = await site.Client.PostAsync(Import, form, ct);
        return (answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(ct)));
    }

    private static async Task<int> CountAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<SourceRow>().CountAsync(TestContext.Current.CancellationToken);
    }
}
