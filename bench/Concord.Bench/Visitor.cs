using System.Text.RegularExpressions;

namespace Concord.Bench;

/// <summary>Somebody before the server, as a browser is: signed in as a ready account of a demonstration.</summary>
internal static partial class Visitor
{
    public static async Task<HttpClient> AsAsync(string address, string capacity)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var form = page.Split("<form").First(f => f.Contains($"data-ready=\"{capacity}\"", StringComparison.Ordinal));
        var fields = Input().Matches(form).Select(m => KeyValuePair.Create(m.Groups["name"].Value, System.Net.WebUtility.HtmlDecode(m.Groups["value"].Value)));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri("/sign-in?handler=Ready", UriKind.Relative), content);
        _ = answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("<input[^>]*name=\"(?<name>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Input();
}
