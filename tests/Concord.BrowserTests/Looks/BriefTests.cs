using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace Concord.BrowserTests.Looks;

/// <summary>The page of a member, printed for a minister.</summary>
[Collection(FacesOnce.Name)]
public sealed class BriefTests(Faces faces)
{
    [Theory]
    [InlineData("cambodia")]
    [InlineData("china")]
    [InlineData("lao-pdr")]
    [InlineData("myanmar")]
    [InlineData("thailand")]
    [InlineData("viet-nam")]
    public async Task The_brief_of_a_member_is_two_sheets_at_most(string member)
    {
        var page = await faces.OpenAsync("/members/" + member);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var bytes = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        using var pdf = PdfDocument.Open(bytes);
        Assert.InRange(pdf.NumberOfPages, 1, 2);
        var text = string.Concat(pdf.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("Onrecord", text, StringComparison.Ordinal);
        Assert.Contains("Positions", text, StringComparison.Ordinal);

        // a reader of paper cannot follow a link: the line says where it stands
        Assert.Contains("Paragraph", text, StringComparison.Ordinal);
    }
}
