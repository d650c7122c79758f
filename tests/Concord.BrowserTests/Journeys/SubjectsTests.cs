using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Journeys;

/// <summary>The pages of meetings, declarations, bodies and officials, at both widths.</summary>
public sealed class SubjectsTests(House house) : IClassFixture<House>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CONCORD_SCREENS");

    private const string Text = """
        UNCLAS TANJUNG BIRU 000063

        SENSITIVE
        SIPDIS

        E.O. 12958: N/A
        TAGS: PHUM, PREL
        SUBJECT: TIP: RIVER STATES MEET

        1. (SBU) Summary: The Third River States Conference on Labor Migration was held in Port Testa February 18-20, 2008. End Summary.

        2. The opening session on February 18, 2008 was open to the press. The drafting session on February 19, 2008 was closed to the press and NGOs. Consulate staff attended as observers.

        3. Ministry of Labor Deputy Director General Somchai Testsuk said Thailand passed a law on trafficking in November 2007. Lao delegates answered all questions.

        4. The Port Testa Communique, which the ministers adopted on February 20, 2008, calls on members to share lists of banned recruiters and pledged to open a joint office by June 2009.
        """;

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Every_page_of_a_subject_is_sound_at_every_width(int width)
    {
        await using var context = await house.NewContextAsync(new() { BaseURL = house.Address, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sources/import");
        await page.Locator("textarea[name=text]").FillAsync(Text.Replace("000063", width == 360 ? "000063" : "000064", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring in" }).ClickAsync();
        await page.GotoAsync((await page.Locator(".c-results a").First.GetAttributeAsync("href"))!);
        for (var open = page.Locator(".c-card--open button", new() { HasText = "Accept" }); await open.CountAsync() > 0;)
        {
            await open.First.ClickAsync();
        }

        await CheckAsync(page, "meetings", "/meetings", width);
        await CheckAsync(page, "meeting", await HrefAsync(page, "/meetings", "River States"), width);
        await CheckAsync(page, "declarations", "/declarations", width);
        await CheckAsync(page, "declaration", await HrefAsync(page, "/declarations", "Communique"), width);
        await CheckAsync(page, "directory", "/directory", width);
        await CheckAsync(page, "official", await HrefAsync(page, "/directory", "Somchai"), width);
        await page.Locator("details > summary").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
        await CheckAsync(page, "official-focal", page.Url, width);
        await CheckAsync(page, "body", await HrefAsync(page, "/directory", "Ministry of Labor"), width);
        await CheckAsync(page, "directory-focal", "/directory?member=thailand", width);
    }

    private static async Task<string> HrefAsync(IPage page, string list, string text)
    {
        await page.GotoAsync(list);
        return (await page.Locator("main a", new() { HasText = text }).First.GetAttributeAsync("href"))!;
    }

    private static async Task CheckAsync(IPage page, string name, string address, int width)
    {
        await page.GotoAsync(address);
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, address + ": " + string.Join("; ", found.Violations.Select(v => v.Id + " " + string.Join(" ", v.Nodes.Select(x => x.Html).Take(2)))));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        if (Folder is not null)
        {
            _ = await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png"), FullPage = true });
        }

        // Names in scripts without blanks, longer than the screen, in every place that shows a name.
        await page.EvaluateAsync("""
            () => { const names = ['សម្តេចអគ្គមហាសេនាបតីតេជោក្រសួងកិច្ចការនារីនិងគណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស', 'လူကုန်ကူးမှုတိုက်ဖျက်ရေးဗဟိုအဖွဲ့ပြည်ထောင်စုသမ္မတမြန်မာနိုင်ငံတော်ပြည်ထဲရေးဝန်ကြီးဌာန', 'Ủy ban quốc gia phòng, chống tội phạm và Bộ Lao động - Thương binh và Xã hội'];
              document.querySelectorAll('main [translate=no]').forEach((e, i) => { if (e.children.length === 0 && e.namespaceURI === 'http://www.w3.org/1999/xhtml') e.textContent = names[i % 3]; }); }
            """);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
