using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Concord.Platform.Web.Components;

/// <summary>
/// A component with govuk-frontend's markup. Attributes that it does not know pass through to its outermost element.
/// Public, because Razor finds only public tag helpers.
/// </summary>
public abstract class Part : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    protected void Become(TagHelperOutput output, string tag, string css)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Join(css, Classes));
    }

    protected internal static string Join(params string?[] classes) =>
        string.Join(' ', classes.Where(c => !string.IsNullOrEmpty(c)));

    /// <summary>An element with a class and what stands in it; nulls are left out, strings are encoded.</summary>
    protected internal static TagBuilder El(string name, string? css = null, params object?[] content)
    {
        var made = new TagBuilder(name);
        if (!string.IsNullOrEmpty(css))
        {
            made.Attributes["class"] = css;
        }

        foreach (var part in content ?? [])
        {
            _ = part switch
            {
                null => made.InnerHtml,
                IHtmlContent html => made.InnerHtml.AppendHtml(html),
                _ => made.InnerHtml.Append(part.ToString()!),
            };
        }

        return made;
    }
}

internal static class TagBuilderExtensions
{
    /// <summary>Sets an attribute; a null value leaves it out.</summary>
    public static TagBuilder With(this TagBuilder made, string name, string? value)
    {
        if (value is not null)
        {
            made.Attributes[name] = value;
        }

        return made;
    }

    /// <summary>Sets an attribute without a value, when so.</summary>
    public static TagBuilder When(this TagBuilder made, bool so, string name) => so ? made.With(name, "") : made;

    /// <summary>Nothing, when so.</summary>
    public static IHtmlContent Or(this TagBuilder made, bool nothing) => nothing ? HtmlString.Empty : made;

    /// <summary>An element that has no end tag.</summary>
    public static TagBuilder Void(this TagBuilder made)
    {
        made.TagRenderMode = TagRenderMode.SelfClosing;
        return made;
    }
}
