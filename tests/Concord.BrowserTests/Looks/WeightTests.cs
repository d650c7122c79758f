using Microsoft.Playwright;

namespace Concord.BrowserTests.Looks;

/// <summary>
/// What a page costs on a slow line: the bytes that a real browser receives, heads and all, of the heaviest page of each route. The letters are not counted, since a
/// reader who has them already asks for none.
/// </summary>
[Collection(FacesOnce.Name)]
public sealed class WeightTests(Faces faces)
{
    private const int FirstVisit = 100_000;
    private const int EveryOther = 15_000;

    public static TheoryData<string> Routes => new(Faces.Routes);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_is_light_on_the_first_visit_and_lighter_after(string route)
    {
        await using var context = await faces.NewContextAsync(new() { BaseURL = faces.Site });
        var page = await context.NewPageAsync();
        var line = await context.NewCDPSessionAsync(page);
        _ = await line.SendAsync("Network.enable");
        var addresses = new Dictionary<string, string>();
        var weight = 0.0;
        line.Event("Network.requestWillBeSent").OnEvent += (_, e) => addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        line.Event("Network.loadingFinished").OnEvent += (_, e) =>
        {
            if (addresses.GetValueOrDefault(e!.Value.GetProperty("requestId").GetString()!) is { } address && !address.EndsWith(".woff2", StringComparison.Ordinal))
            {
                weight += e.Value.GetProperty("encodedDataLength").GetDouble();
            }
        };
        var address = faces.Of(route)!;
        _ = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var first = weight;
        weight = 0;
        _ = await page.GotoAsync("about:blank");
        _ = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        TestContext.Current.TestOutputHelper?.WriteLine($"{route}: {first:N0} bytes, then {weight:N0} ({address})");
        Assert.True(first is > 1000 and <= FirstVisit, $"{address}: {first:N0} bytes on the first visit");
        Assert.True(weight is > 500 and <= EveryOther, $"{address}: {weight:N0} bytes on the next visit");
    }
}
