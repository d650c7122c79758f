using Concord.Tests;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>A source is brought in, its statements are accepted, and the record leads back to each lit sentence; by keyboard, with script and without.</summary>
public sealed class FirstLightTests(House house) : IClassFixture<House>
{
    private static string Seed => Repository.Shared is { } shared
        ? Directory.GetFiles(Path.Combine(shared, "seed"))[0]
        : Path.Combine(Repository.Root, "samples/01-first-review-of-the-new-plan.txt");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task From_the_file_to_the_lit_sentence_by_keyboard(bool script)
    {
        await using var context = await house.NewContextAsync(new() { JavaScriptEnabled = script, BaseURL = house.Address });
        var page = await context.NewPageAsync();
        var hosts = new HashSet<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        await page.GotoAsync("/sources/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Seed);
        await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }));
        await PressAsync(page.Locator(".c-results a").First);
        var plain = page.Locator("a[href$='/plain']");
        if (await plain.CountAsync() > 0)
        {
            var source = page.Url.Split('#')[0];
            await PressAsync(plain);
            await PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Accept the chosen ones" }));
            await page.GotoAsync(source);
        }

        for (var open = page.Locator(".c-card--open button", new() { HasText = "Accept" }); await open.CountAsync() > 0;)
        {
            await PressAsync(open.First);
        }

        await page.GotoAsync("/record");
        var numbers = await page.Locator("a.c-cite").CountAsync();
        Assert.True(numbers > 0);
        Assert.Equal(0, await page.Locator(".c-record td:not(.c-record__empty):not(:has(a.c-cite))").CountAsync());
        Assert.Equal(0, await page.Locator(".c-record td.c-record__empty a").CountAsync());

        // A joint measure stands in the row of each member; its sentence is pressed once.
        var leads = await page.Locator("a.c-cite").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        foreach (var n in leads.Index().DistinctBy(l => l.Item).Select(l => l.Index))
        {
            await PressAsync(page.Locator("a.c-cite").Nth(n));
            await page.WaitForURLAsync("**#passage");
            await Assertions.Expect(page.Locator("mark#passage")).ToBeInViewportAsync();
            await Assertions.Expect(page.Locator("mark#passage")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("\\w"));
            await page.GotoAsync("/record");
        }

        Assert.Equal(["127.0.0.1"], hosts);
    }

    /// <summary>What a page looks like when it is asked for less, or for nothing that there is; the pages themselves are looked at in EveryPageTests.</summary>
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Axe_finds_nothing_on_narrowed_and_empty_pages(int width)
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        foreach (var address in new[] { "/laws?all=true", "/statements?form=reached", "/timeline?by=source&step=year", "/sources?form=pdf", "/positions?stance=opposes", "/search?q=signed", "/search?q=.", "/nothing" })
        {
            _ = await page.GotoAsync(address);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, address + ": " + string.Join("; ", found.Violations.Select(v => v.Id + " " + string.Join(" ", v.Nodes.Select(x => x.Html).Take(2)))));
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    /// <summary>Names in scripts without blanks, far longer than the screen, in every place that shows a name.</summary>
    [Theory]
    [InlineData("សម្តេចអគ្គមហាសេនាបតីតេជោក្រសួងកិច្ចការនារីនិងគណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស")]
    [InlineData("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์แห่งชาติ")]
    [InlineData("လူကုန်ကူးမှုတိုက်ဖျက်ရေးဗဟိုအဖွဲ့ပြည်ထောင်စုသမ္မတမြန်မာနိုင်ငံတော်ပြည်ထဲရေးဝန်ကြီးဌာန")]
    public async Task A_long_name_never_widens_the_page(string name)
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = 360, Height = 800 } });
        var page = await context.NewPageAsync();
        foreach (var address in new[] { "/", "/record", "/sources/import" })
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("n => document.querySelectorAll('h1, h2, h3, main p, main th span, main td span, .c-list__title a').forEach(e => e.textContent = n)", name + name);
            Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    private static async Task PressAsync(ILocator control)
    {
        await control.FocusAsync();
        await control.PressAsync("Enter");
    }
}
