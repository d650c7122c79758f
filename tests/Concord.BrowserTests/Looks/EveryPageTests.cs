using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concord.BrowserTests.Looks;

/// <summary>What holds of every page there is: by day and by night, on a phone, enlarged, in every script, by keyboard, without script, on paper.</summary>
[Collection(FacesOnce.Name)]
public sealed class EveryPageTests(Faces faces)
{
    /// <summary>Names as long as they come, in scripts with and without blanks, and a word that no rule breaks.</summary>
    private static readonly string[] LongTexts =
    [
        "សម្តេចអគ្គមហាសេនាបតីតេជោក្រសួងកិច្ចការនារីនិងគណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស",
        "ຄະນະກໍາມະການລະດັບຊາດຕ້ານການຄ້າມະນຸດກະຊວງປ້ອງກັນຄວາມສະຫງົບແຫ່ງສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ",
        "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ศูนย์ปฏิบัติการป้องกันและปราบปรามการค้ามนุษย์แห่งชาติ",
        "လူကုန်ကူးမှုတိုက်ဖျက်ရေးဗဟိုအဖွဲ့ပြည်ထောင်စုသမ္မတမြန်မာနိုင်ငံတော်ပြည်ထဲရေးဝန်ကြီးဌာန",
        "Ủy ban quốc gia phòng, chống tội phạm và Bộ Lao động - Thương binh và Xã hội nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        "中华人民共和国公安部国务院反对拐卖人口行动工作部际联席会议办公室与湄公河次区域各国代表团",
        new('W', 200),
    ];

    public static TheoryData<string> Routes => new(Faces.Routes);

    [Fact]
    public void No_page_is_forgotten()
    {
        var served = faces.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'));
        Assert.Equal(served.Distinct().Order(StringComparer.Ordinal), Faces.Routes);
        Assert.All(Faces.Routes, r => Assert.True(faces.Of(r) is not null, r + ": no link leads there"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Axe_finds_nothing_by_day_and_by_night(string route)
    {
        foreach (var dark in new[] { false, true })
        {
            var page = await faces.OpenAsync(faces.Of(route)!, dark ? 360 : 1280, dark);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, (dark ? "dark " : "light ") + faces.Of(route) + ": " + string.Join("; ", found.Violations.Select(v => v.Id + " " + string.Join(" ", v.Nodes.Select(x => x.Html).Take(3)))));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nothing_widens_the_page_and_nothing_is_squeezed_into_letters(string route)
    {
        var page = await faces.OpenAsync(faces.Of(route)!, 360);
        List<string> wide = [];
        foreach (var (width, letters) in new[] { (360, 100), (640, 200), (1280, 100) })
        {
            await page.SetViewportSizeAsync(width, 800);
            wide.AddRange((await page.EvaluateAsync<string[]>("""
                ([texts, letters]) => {
                  document.documentElement.style.fontSize = letters + '%';
                  const wide = [];
                  const look = what => {
                    const root = document.documentElement;
                    if (root.scrollWidth <= root.clientWidth) return;
                    const first = [...document.querySelectorAll('body *')].reverse().find(e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest('.c-record-frame, .c-frame, .c-scroll, .govuk-visually-hidden'));
                    wide.push(what + ' ' + root.scrollWidth + ' by ' + (first ? first.outerHTML.slice(0, 160) : '?'));
                  };
                  look('as it is');
                  for (const e of document.querySelectorAll('main *')) {
                    if (e.childElementCount > 0 || e.closest('thead')?.getBoundingClientRect().width < 2) continue;
                    const text = e.textContent.trim();
                    const words = text.split(/\s+/);
                    if (text.length < 6 || !/^[\x20-\u024f]+$/.test(text) || words.some(w => w.length > 20) || e.closest('svg, .govuk-visually-hidden')) continue;
                    const range = document.createRange();
                    range.selectNodeContents(e);
                    const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                    if (lines.size > 2 * words.length + 2) wide.push('squeezed into letters: ' + e.outerHTML.slice(0, 160));
                  }
                  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                  const nodes = [];
                  while (walker.nextNode()) {
                    const at = walker.currentNode.parentElement;
                    if (walker.currentNode.data.trim().length > 2 && at.closest('[translate=no], h1, h2, h3, li, dd, td, th, p') && !at.closest('svg, nav, option, button, label, .c-nowrap, .govuk-visually-hidden, kbd, .c-cite, .c-lit__no')) nodes.push([walker.currentNode, walker.currentNode.data]);
                  }
                  for (const text of texts) {
                    nodes.forEach(([node]) => node.data = text);
                    look(text.slice(0, 8));
                  }
                  nodes.forEach(([node, was]) => node.data = was);
                  return wide;
                }
                """, new object[] { LongTexts, letters })).Select(w => $"{width} px, {letters} %: {w}"));
        }

        Assert.True(wide.Count == 0, faces.Of(route) + "\n" + string.Join("\n", wide));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_keyboard_reaches_every_control_and_shows_where_it_is(string route)
    {
        var page = await faces.OpenAsync(faces.Of(route)!);
        var count = await page.EvaluateAsync<int>("""
            () => {
              const look = e => { const s = getComputedStyle(e); return [s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.clip].join('|'); };
              const groups = new Set();
              window.controls = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(e => {
                if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled) return false;
                if (e.type === 'radio') { if (groups.has(e.name)) return false; groups.add(e.name); }
                return true;
              });
              document.activeElement?.blur();
              window.plain = new Map(window.controls.map(e => [e, look(e)]));
              window.reached = new Set();
              window.faint = [];
              addEventListener('focusin', event => {
                const e = event.target;
                window.reached.add(e.type === 'radio' ? window.controls.find(c => c.name === e.name) : e);
                const near = e.type === 'radio' || e.type === 'checkbox' ? getComputedStyle(e.nextElementSibling ?? e, '::before').boxShadow !== 'none' : look(e) !== window.plain.get(e);
                if (window.plain.has(e) && !near) window.faint.push(e.outerHTML.slice(0, 120));
              });
              getSelection().setPosition(document.body, 0);
              return window.controls.length;
            }
            """);
        for (var n = 0; n <= count + 3; n++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.controls.filter(e => !window.reached.has(e)).map(e => 'not reached: ' + e.outerHTML.slice(0, 120)).concat(window.faint.map(f => 'not shown: ' + f))"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_script_nothing_is_missing(string route)
    {
        // the comforts of the script itself, and the time of the page
        const string lines = """
            () => { document.querySelectorAll('[data-keys], [data-key] kbd, .c-drop__hint, [data-meanwhile-notice]').forEach(e => e.remove());
              return document.querySelector('main').innerText.split('\n').map(l => l.trim()).filter(l => l && !/\d\d:\d\d/.test(l)); }
            """;
        var with = await faces.OpenAsync(faces.Of(route)!);
        var without = await faces.OpenAsync(faces.Of(route)!, script: false);
        Assert.Equal(await with.EvaluateAsync<string[]>(lines), await without.EvaluateAsync<string[]>(lines));
        Assert.Empty(await without.EvaluateAsync<string[]>("() => [...document.querySelectorAll('button')].filter(b => b.checkVisibility() && !b.form).map(b => b.outerHTML)"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task On_paper_there_is_what_is_said_and_nothing_to_press(string route)
    {
        // the width of A4 within its margins, and the screen at night
        var page = await faces.OpenAsync(faces.Of(route)!, 680, dark: true);
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => {
              const light = colour => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return (r + g + b) / 3; };
              const shown = [...document.querySelectorAll('nav, button, input, select, textarea, .govuk-service-navigation')].filter(e => e.checkVisibility());
              const faults = shown.map(e => 'shown: ' + e.outerHTML.slice(0, 100));
              const title = document.querySelector('h1, .c-review__title');
              if (!title?.checkVisibility()) faults.push('no title');
              else if (light(getComputedStyle(title).color) > 80) faults.push('light letters ' + getComputedStyle(title).color);
              for (const e of document.querySelectorAll('html, body, main, main *')) {
                const [, , , alpha] = getComputedStyle(e).backgroundColor.match(/[\d.]+/g).map(Number);
                if (alpha !== 0 && light(getComputedStyle(e).backgroundColor) < 120 && e.checkVisibility() && e.textContent.trim()) faults.push('dark ground ' + e.outerHTML.slice(0, 100));
              }
              if (document.documentElement.scrollWidth > 680) faults.push('wider than the paper: ' + document.documentElement.scrollWidth);
              if (getComputedStyle(document.querySelector('main a[href^="/"]') ?? title, '::after').content.includes('/')) faults.push('addresses');
              return faults;
            }
            """));
    }
}
