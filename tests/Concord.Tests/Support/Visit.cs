using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Concord.Tests;

/// <summary>A person without script before the server: reads pages, fills in forms that stand on them, follows redirects when told to.</summary>
internal sealed class Visit(HttpClient client)
{
    public async Task<IHtmlDocument> GetAsync(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        return answer.StatusCode;
    }

    /// <summary>Sends the form to which an action leads, its fields as they stand but for those given.</summary>
    /// <param name="which">Which of several such forms: one in which this value stands.</param>
    public async Task<Answered> SendAsync(IHtmlDocument page, string action, Dictionary<string, string>? fields = null, string? which = null)
    {
        var buttons = page.QuerySelectorAll($"[formaction='{action}']").Select(b => b.Closest("form")!);
        var form = page.QuerySelectorAll($"form[action='{action}']").Concat(buttons)
            .First(f => which is null || f.QuerySelectorAll("input").Any(i => i.GetAttribute("value") == which));
        using var content = new FormUrlEncodedContent(Filled(form, fields));
        using var answer = await client.PostAsync(new Uri(action, UriKind.Relative), content);
        return new Answered(answer.StatusCode, answer.Headers.Location?.ToString(), new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>What a form sends as it stands, with these answers in it.</summary>
    public static Dictionary<string, string> Filled(IElement form, Dictionary<string, string>? answers)
    {
        var sent = form.QuerySelectorAll("input[name], select[name], textarea[name]").Where(i => i is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            .GroupBy(i => i.GetAttribute("name")!).ToDictionary(g => g.Key, g => g.First() switch
            {
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlInputElement input => input.Value,
                var other => other.TextContent,
            });
        foreach (var (name, value) in answers ?? [])
        {
            sent[name] = value;
        }

        return sent;
    }
}

internal sealed record Answered(HttpStatusCode Status, string? Location, IHtmlDocument Page)
{
    public string Fault => Page.QuerySelector(".govuk-error-summary")?.TextContent.Trim() ?? Page.QuerySelector("main")?.TextContent.Trim() ?? "";
}
