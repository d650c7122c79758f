using Concord.Tests;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>A proposal is recorded otherwise than it was read: on a small screen and a large one, without script.</summary>
public sealed class ChangeTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(360, "samples/01-first-review-of-the-new-plan.txt")]
    [InlineData(1280, "samples/02-two-signatures-and-a-question.txt")]
    public async Task Every_error_stands_at_its_field_and_nothing_typed_is_lost(int width, string sample)
    {
        await using var context = await house.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = house.Address, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(Repository.Root, sample));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await page.Locator(".c-results a").First.ClickAsync();
        var change = page.GetByRole(AriaRole.Link, new() { Name = "Change proposal 1", Exact = true });
        var address = (await change.GetAttributeAsync("href"))!;
        await change.ClickAsync();
        var late = await context.NewPageAsync();
        await late.GotoAsync(address);

        await page.GetByLabel("When it was reached").FillAsync("last spring");
        await page.GetByLabel("What it is called").FillAsync("");
        await page.GetByLabel("Who said it").FillAsync("ឈឹម សុគន្ធា");
        await page.GetByLabel("When it was said").FillAsync("then");
        await page.GetByLabel("Why you change it").FillAsync("The sentence says otherwise.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();

        var links = page.Locator(".govuk-error-summary a");
        Assert.Equal(["#when", "#title", "#said"], await links.EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"));
        foreach (var field in new[] { "when", "title", "said" })
        {
            await Assertions.Expect(page.Locator($"#{field}-error")).ToBeVisibleAsync();
            Assert.Contains($"{field}-error", await page.Locator("#" + field).GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
        }

        Assert.StartsWith("Error:", await page.TitleAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#when")).ToHaveValueAsync("last spring");
        await Assertions.Expect(page.Locator("#speaker")).ToHaveValueAsync("ឈឹម សុគន្ធា");
        await Assertions.Expect(page.Locator("#said")).ToHaveValueAsync("then");
        await Assertions.Expect(page.Locator("#why")).ToHaveValueAsync("The sentence says otherwise.");
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await page.GetByLabel("When it was reached").FillAsync("2008");
        await page.GetByLabel("What it is called").FillAsync("The matter itself");
        await page.GetByLabel("When it was said").FillAsync("2008-06");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#proposal-1")).ToContainTextAsync("Accepted with a change");
        await page.Locator("#proposal-1").GetByRole(AriaRole.Link, new() { NameRegex = new("^Open the measure") }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The matter itself");
        await Assertions.Expect(page.Locator(".c-statement").First).ToContainTextAsync("ឈឹម សុគន្ធា");
        await Assertions.Expect(page.Locator(".c-statement").First).ToContainTextAsync("June 2008");

        await late.GetByLabel("Why you change it").FillAsync("Typed too late.");
        await late.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(late.Locator(".govuk-error-summary")).ToContainTextAsync("Somebody else decided this meanwhile");
        await Assertions.Expect(late.Locator("#why")).ToHaveValueAsync("Typed too late.");
    }

    [Fact]
    public async Task A_measure_stands_where_its_statement_put_it_on_the_day_asked_for()
    {
        await using var context = await house.NewContextAsync(new() { JavaScriptEnabled = false, BaseURL = house.Address });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(Repository.Root, "samples/03-half-way-in-two-sections.txt"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await page.Locator(".c-results a").First.ClickAsync();
        var source = page.Url.Split('#')[0];
        await page.Locator("a[href$='/plain']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the chosen ones" }).ClickAsync();
        await page.GotoAsync(source);
        await page.Locator("a", new() { HasText = "Open the measure" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Because of statement") })).ToBeVisibleAsync();
        var address = page.Url;

        await page.GotoAsync(address + "?on=1999-01-01");
        await Assertions.Expect(page.Locator(".c-standing")).ToContainTextAsync("1 January 1999");
        await page.GotoAsync(address + "?on=yesterday");
        await Assertions.Expect(page.Locator("#on-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#on")).ToHaveAttributeAsync("value", "yesterday");
    }
}
