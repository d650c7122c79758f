using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Concord.Tests.Web;

/// <summary>Markup as a tree written in one way: sorted attributes and classes, white space as a browser shows it.</summary>
internal static class Dom
{
    public static string Normal(string html)
    {
        var document = new HtmlParser().ParseDocument("<body>" + html + "</body>");
        var made = new StringBuilder();
        document.Body!.ChildNodes.ToList().ForEach(n => Write(n, 0, made));
        return made.ToString();
    }

    private static void Write(INode node, int depth, StringBuilder made)
    {
        if (node is IText text)
        {
            var shown = string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (shown.Length > 0)
            {
                made.Append(' ', depth * 2).AppendLine(shown);
            }
        }
        else if (node is IElement element)
        {
            made.Append(' ', depth * 2).Append(element.LocalName);
            foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
            {
                var value = attribute.Name == "class" ? string.Join(' ', element.ClassList.Order(StringComparer.Ordinal)) : attribute.Value;
                made.Append(' ').Append(attribute.Name).Append('=').Append(value);
            }

            made.AppendLine();
            element.ChildNodes.ToList().ForEach(n => Write(n, depth + 1, made));
        }
    }
}
