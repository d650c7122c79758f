using System.Globalization;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Core.Kernel;
using Concord.Core.Sources;

namespace Concord.Modules.Sources.Documents;

/// <summary>
/// HTML, built into a tree as a browser does but without scripting, styles or loaders: nothing is run and nothing fetched. What is not shown to a reader
/// (scripts, styles, templates, <c>hidden</c>) is no part of the text.
/// </summary>
internal static class HtmlDocuments
{
    /// <summary>The longest page; the longest statute books have some five million bytes.</summary>
    public const int LongestPage = 20_000_000;

    public static Result<ReadDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LongestPage)
        {
            return DocumentDraft.TooMuch();
        }

        HtmlBounds.Check(bytes.Span);
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using var page = Parser().ParseDocument(stream);
        return Read(page, new DocumentDraft(), DocumentForm.Html, new DocumentHead());
    }

    /// <summary>Adds the text of a page that is the text of something else, such as a message.</summary>
    public static ReadDocument Read(string html, DocumentDraft draft, DocumentForm form, DocumentHead head)
    {
        HtmlBounds.Check(Encoding.UTF8.GetBytes(html));
        using var page = Parser().ParseDocument(html);
        return Read(page, draft, form, head);
    }

    private static ReadDocument Read(IHtmlDocument page, DocumentDraft draft, DocumentForm form, DocumentHead head)
    {
        new HtmlParts(draft).Put(page.Body ?? page.DocumentElement);
        if (page.Scripts.Length > 0)
        {
            draft.Note("html-scripts", NoteWeight.Info);
        }

        if (page.QuerySelectorAll("img, object, iframe, embed, video, audio, svg").Length is > 0 and var pictures)
        {
            draft.Note("html-pictures", NoteWeight.Info, null, pictures.ToString(CultureInfo.InvariantCulture));
        }

        if (draft.Count == 0)
        {
            draft.Note("document-no-text", NoteWeight.Error);
        }

        return draft.Done(form, head with
        {
            Title = head.Title ?? (string.IsNullOrWhiteSpace(page.Title) ? null : page.Title),
            Language = head.Language ?? (string.IsNullOrWhiteSpace(page.DocumentElement.GetAttribute("lang")) ? null : page.DocumentElement.GetAttribute("lang")),
            Author = head.Author ?? Meta(page, "author"),
            Day = head.Day ?? Day(Meta(page, "date") ?? Meta(page, "dcterms.date") ?? Meta(page, "article:published_time")),
        });
    }

    private static HtmlParser Parser() => new(new HtmlParserOptions { IsScripting = false }, BrowsingContext.New(Configuration.Default));

    private static string? Meta(IHtmlDocument page, string name) => page.QuerySelectorAll("meta")
        .Where(m => name.Equals(m.GetAttribute("name") ?? m.GetAttribute("property"), StringComparison.OrdinalIgnoreCase))
        .Select(m => m.GetAttribute("content"))
        .FirstOrDefault(c => !string.IsNullOrWhiteSpace(c));

    private static DateOnly? Day(string? said) =>
        said is { Length: >= 10 } && DateOnly.TryParseExact(said[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
