using System.Net;
using AngleSharp.Html.Dom;
using Concord.Core.Kernel;
using Concord.Modules.Identity;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Tests.Identity;

/// <summary>Invitations by mail, to a real SMTP server.</summary>
public sealed class MailTests
{
    private const string To = "lan@labour.example";

    [Fact]
    public async Task The_link_goes_by_mail_and_is_shown_to_nobody_here()
    {
        await using var office = PostOffice.Open();
        await using var site = await Site.StartAsync(mail: office.Settings);
        var made = await InviteAsync(site, To);
        Assert.DoesNotContain("key=", made.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("The link goes to the person by mail", made.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The mail was sent", await ToldAsync(site, "The mail was sent"), StringComparison.Ordinal);
        var mail = office.Taken.Single();
        Assert.Equal((To, "concord@secretariat.example"), (mail.To.Mailboxes.Single().Address, mail.From.Mailboxes.Single().Address));
        var link = mail.TextBody!.Split('\n').Select(l => l.Trim()).Single(l => l.StartsWith("http", StringComparison.Ordinal));
        using var visitor = await site.AsAsync(null);
        Assert.Contains("the secretariat", (await new Visit(visitor).GetAsync(new Uri(link).PathAndQuery)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Nothing of it stays here that opens it, not even protected.
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Equal("", (await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<MailRow>().SingleAsync(TestContext.Current.CancellationToken)).Link);
    }

    [Fact]
    public async Task While_the_server_does_not_answer_the_mail_waits_and_says_why_and_goes_when_it_does()
    {
        await using var office = new PostOffice();
        await using var site = await Site.StartAsync(mail: office.Settings);
        _ = await InviteAsync(site, To);
        Assert.Contains("cannot be reached", await ToldAsync(site, "cannot be reached"), StringComparison.Ordinal);
        office.Begin();
        await DueAsync(site);
        Assert.Contains("The mail was sent", await ToldAsync(site, "The mail was sent"), StringComparison.Ordinal);
        _ = Assert.Single(office.Taken);
    }

    [Fact]
    public async Task An_address_that_the_server_does_not_know_is_given_up_in_words()
    {
        await using var office = PostOffice.Open();
        office.Unknown = To;
        await using var site = await Site.StartAsync(mail: office.Settings);
        _ = await InviteAsync(site, To);
        Assert.Contains("takes no mail for this address", await ToldAsync(site, "takes no mail for this address"), StringComparison.Ordinal);
        Assert.Empty(office.Taken);
        Assert.Contains("invitation’s mail was given up", (await new Visit(site.Client).GetAsync("/acts")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_let_this_installation_in_is_told_in_words()
    {
        await using var office = PostOffice.Open();
        await using var site = await Site.StartAsync(mail: office.Settings with { Password = "wrong" });
        _ = await InviteAsync(site, To);
        Assert.Contains("did not take the user and password", await ToldAsync(site, "did not take the user and password"), StringComparison.Ordinal);
        Assert.Empty(office.Taken);
    }

    [Fact]
    public async Task An_administrator_is_told_of_the_invitation_when_the_second_agreed()
    {
        await using var office = PostOffice.Open();
        await using var site = await Site.StartAsync(mail: office.Settings);
        using var first = await site.AsAsync(nameof(Capacity.Administrator));
        var visit = new Visit(first);
        _ = await visit.SendAsync(await visit.GetAsync("/people"), "/people?handler=Invite", new() { ["for"] = "Third", ["capacity"] = nameof(Capacity.Administrator), ["body"] = "", ["mail"] = To });

        // One that waits for nobody overtakes it.
        _ = await InviteAsync(site, "mali@labour.example");
        Assert.Contains("The mail was sent", await ToldAsync(site, "The mail was sent"), StringComparison.Ordinal);
        Assert.Equal("mali@labour.example", office.Taken.Single().To.Mailboxes.Single().Address);
        using var second = await site.AsAsync(nameof(Capacity.Administrator), last: true);
        var other = new Visit(second);
        Assert.Equal("/people", (await other.SendAsync(await other.GetAsync("/people"), "/people?handler=Confirm")).Location);
        for (var i = 0; i < 100 && office.Taken.Count < 2; i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal(To, office.Taken[1].To.Mailboxes.Single().Address);
    }

    [Theory]
    [InlineData("lan@labour.example\r\nBcc: all@labour.example")]
    [InlineData("lan@labour.example, mali@labour.example")]
    [InlineData("Lan <lan@labour.example>")]
    [InlineData("lan@labour.example (Lan)")]
    [InlineData("lan @labour.example")]
    [InlineData("lan")]
    [InlineData("a@b@labour.example")]
    public async Task What_is_not_one_address_and_nothing_else_gets_no_mail(string address)
    {
        Assert.False(MailAddresses.IsOne(address));
        await using var office = PostOffice.Open();
        await using var site = await Site.StartAsync(mail: office.Settings);
        var answer = await InviteAsync(site, address);
        Assert.Contains("not an e-mail address", answer.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lan@labour.example")]
    [InlineData("lan.khamphoui+concord@mail.labour.example")]
    [InlineData("ສົມສັກ@labour.example")]
    public void One_address_is_taken(string address) => Assert.True(MailAddresses.IsOne(address));

    [Theory]
    [InlineData("{", "mail.settings")]
    [InlineData("""{ "host": "smtp.example", "port": 587, "tls": "start-tls" }""", "mail.settings")]
    [InlineData("""{ "host": "smtp.example", "port": 587, "tls": "perhaps", "from": "c@d.example" }""", "mail.settings")]
    [InlineData("""{ "host": "smtp.example", "port": 587, "tls": "start-tls", "from": "c@d.example", "passwrd": "x" }""", "mail.settings")]
    [InlineData("""{ "host": "smtp.example", "port": 25, "tls": "none", "from": "c@d.example" }""", "mail.not-safe")]
    [InlineData("""{ "host": "smtp.example", "port": 465, "tls": "implicit", "from": "c@d.example", "user": "u", "passwordFile": "absent" }""", "mail.settings")]
    [InlineData("""{ "host": "smtp.example", "port": 465, "tls": "implicit", "from": "c@d.example", "user": "u" }""", null)]
    [InlineData("""{ "host": "localhost", "port": 25, "tls": "none", "from": "c@d.example" }""", null)]
    public async Task The_settings_are_read_whole_or_refused(string json, string? refused)
    {
        var folder = Directory.CreateTempSubdirectory("concord-mail-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, MailSettings.File), json, TestContext.Current.CancellationToken);
        Assert.Equal(refused, MailSettings.Read(folder.FullName).Match<string?>(_ => null, r => r[0].Code));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Without_a_file_there_is_no_server_for_mail() =>
        Assert.Null(World.Ok(MailSettings.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")))));

    private static async Task<IHtmlDocument> InviteAsync(Site site, string mail)
    {
        var visit = new Visit(site.Client);
        var page = await visit.GetAsync("/people");
        var body = page.QuerySelectorAll("select[name='body'] option").First(o => o.GetAttribute("value") != "").GetAttribute("value")!;
        return (await visit.SendAsync(page, "/people?handler=Invite", new() { ["for"] = "Lan", ["capacity"] = nameof(Capacity.Secretariat), ["body"] = body, ["mail"] = mail })).Page;
    }

    /// <summary>What the page of people tells, as soon as it tells this, or after twenty seconds.</summary>
    private static async Task<string> ToldAsync(Site site, string what)
    {
        var told = "";
        for (var i = 0; i < 100 && !told.Contains(what, StringComparison.Ordinal); i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            told = (await new Visit(site.Client).GetAsync("/people")).QuerySelector("main")!.TextContent;
        }

        return told;
    }

    /// <summary>As if the time had come to try again.</summary>
    private static async Task DueAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        _ = await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<MailRow>().ExecuteUpdateAsync(
            m => m.SetProperty(r => r.Next, DateTimeOffset.UtcNow.AddMinutes(-1)), TestContext.Current.CancellationToken);
    }
}
