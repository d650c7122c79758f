using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Concord.Tests.Web;

public sealed partial class AssetTests
{
    private static string Assets => Path.Combine(Repository.Root, "assets");

    [Fact]
    public void The_style_sheets_are_built_from_what_stands_in_assets()
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var styles = Directory.GetFiles(Path.Combine(Assets, "styles")).Select(f => "styles/" + Path.GetFileName(f)).Order(StringComparer.Ordinal);
        foreach (var file in styles.Prepend("package-lock.json").Prepend("package.json").Prepend("build.mjs"))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(file + "\0"));
            sum.AppendData(File.ReadAllBytes(Path.Combine(Assets, file)));
            sum.AppendData([0]);
        }

        var web = Path.Combine(Repository.Root, "src/Concord/wwwroot");
        var told = File.ReadLines(Path.Combine(web, "assets.sum")).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => l[1]);
        Assert.Equal(Convert.ToHexStringLower(sum.GetHashAndReset()), told["inputs"]);
        Assert.All(["concord.css", "han.css"], f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(web, f)))), told[f]));
    }

    /// <summary>The style sheet holds of the framework what our pages use; whoever uses more builds the styles again.</summary>
    [Fact]
    public void No_page_uses_a_style_that_was_left_out()
    {
        var unused = File.ReadAllLines(Path.Combine(Assets, "unused.txt"));
        Assert.NotEmpty(unused);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Concord"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cshtml", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".js", StringComparison.Ordinal));
        var names = sources.SelectMany(f => ClassName().Matches(File.ReadAllText(f)).Select(m => m.Value)).ToHashSet();
        Assert.Empty(names.Intersect(unused));
    }

    [GeneratedRegex("govuk-[a-zA-Z0-9_-]*")]
    private static partial Regex ClassName();

    [Fact]
    public void Every_font_that_a_style_sheet_names_is_served_by_us()
    {
        var web = Path.Combine(Repository.Root, "src/Concord/wwwroot");
        var css = File.ReadAllText(Path.Combine(web, "concord.css")) + File.ReadAllText(Path.Combine(web, "han.css"));
        var named = css.Split("url(").Skip(1).Select(u => u.Split(')')[0].Trim('"')).ToHashSet();
        Assert.NotEmpty(named);
        Assert.All(named, u => Assert.True(u.StartsWith("/fonts/", StringComparison.Ordinal) && File.Exists(web + u), u));
    }
}
