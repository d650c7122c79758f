using System.Text.Encodings.Web;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Tests.Web;

/// <summary>Each component gives, for the options it knows, the very markup of the fixture that govuk-frontend ships.</summary>
public sealed class ComponentTests
{
    /// <summary>How many fixtures each must stand at least: a selection that shrinks is a fault.</summary>
    public static TheoryData<string, int> Components => new()
    {
        { "back-link", 2 }, { "breadcrumbs", 5 }, { "button", 8 }, { "checkboxes", 6 }, { "details", 4 }, { "error-message", 2 },
        { "error-summary", 3 }, { "file-upload", 6 }, { "input", 10 }, { "inset-text", 3 }, { "notification-banner", 5 },
        { "pagination", 2 }, { "phase-banner", 2 }, { "radios", 8 }, { "select", 5 }, { "skip-link", 3 }, { "summary-list", 4 },
        { "table", 5 }, { "tag", 4 }, { "textarea", 8 }, { "warning-text", 2 },
    };

    [Theory]
    [MemberData(nameof(Components))]
    public async Task A_component_gives_the_markup_of_its_fixtures(string component, int atLeast)
    {
        var stood = 0;
        foreach (var fixture in Fixture.All.Where(f => f.Component == component))
        {
            var options = new Options(fixture.Options);
            var made = Adapters.Of(component, options);
            if (options.Left.Any())
            {
                continue;
            }

            Assert.Equal(fixture.Name + "\n" + Dom.Normal(fixture.Html), fixture.Name + "\n" + Dom.Normal(await RenderAsync(made)));
            stood++;
        }

        Assert.True(stood >= atLeast, $"{component}: {stood} fixtures, of {Fixture.All.Count(f => f.Component == component)}");
    }

    [Fact]
    public async Task A_fixture_that_differs_is_noticed()
    {
        var made = Adapters.Of("button", new Options(new() { ["text"] = "Save" }));
        Assert.NotEqual(Dom.Normal("<button type=\"submit\" class=\"govuk-button\">Save</button>"), Dom.Normal(await RenderAsync(made)));
    }

    private static async Task<string> RenderAsync(Made made)
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), "1");
        var output = new TagHelperOutput("c", [.. made.Attributes.Select(a => new TagHelperAttribute(a.Key, a.Value))], async (_, _) =>
        {
            foreach (var row in made.Rows)
            {
                var inner = new TagHelperOutput("c-row", [], (_, _) => Task.FromResult(Content(row.Html)));
                await row.Helper.ProcessAsync(context, inner);
            }

            return Content(made.Html);
        });
        made.Helper.Init(context);
        await made.Helper.ProcessAsync(context, output);
        if (!output.IsContentModified)
        {
            output.Content.SetHtmlContent(made.Html);
        }

        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static TagHelperContent Content(string html) => new DefaultTagHelperContent().SetHtmlContent(html);
}

/// <summary>A component with its content and the attributes that pass through it.</summary>
internal sealed record Made(TagHelper Helper, string Html = "")
{
    public Dictionary<string, string> Attributes { get; init; } = [];

    public List<(TagHelper Helper, string Html)> Rows { get; init; } = [];
}
