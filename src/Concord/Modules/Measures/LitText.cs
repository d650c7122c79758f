using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web.Components;
using Microsoft.AspNetCore.Html;

namespace Concord.Modules.Measures;

/// <summary>A stretch of a text to be lit.</summary>
/// <param name="Number">The proposal's number, to which the text leads and which leads back; null for a passage alone.</param>
/// <param name="Css">How it is lit.</param>
/// <param name="IsSought">The reader came for this one: it carries the anchor <c>passage</c>.</param>
internal sealed record Lit(TextSpan Span, int? Number, string Css, bool IsSought);

/// <summary>A text with stretches lit; several may overlap, and each stays whole to whoever looks for it.</summary>
internal static class LitText
{
    public static IHtmlContent Html(string text, IReadOnlyCollection<Lit> lit)
    {
        var made = new HtmlContentBuilder();
        var sought = false;
        foreach (var (from, to) in Pieces(text.Length, lit))
        {
            foreach (var begun in lit.Where(l => l.Span.Start == from && l.Number is not null))
            {
                _ = made.AppendHtml(Part.El("span", "c-lit__at").With("id", "at-" + Digits(begun.Number!.Value)));
            }

            var over = lit.Where(l => l.Span.Start <= from && to <= l.Span.End).ToImmutableArray();
            if (over.IsEmpty)
            {
                _ = made.Append(text[from..to]);
            }
            else
            {
                var css = Part.Join(["c-lit", .. over.Select(l => l.Css).Distinct(), over.Any(l => l.IsSought) ? "c-lit--sought" : null, over.Length > 1 ? "c-lit--several" : null]);
                var first = !sought && over.Any(l => l.IsSought);
                sought |= first;
                _ = made.AppendHtml(Part.El("mark", css, text[from..to]).With("id", first ? "passage" : null));
            }

            foreach (var ended in lit.Where(l => l.Span.End == to && l.Number is not null))
            {
                var number = Digits(ended.Number!.Value);
                _ = made.AppendHtml(Part.El("a", Part.Join("c-lit__no", ended.Css + "-no"), number,
                        Part.El("span", "govuk-visually-hidden", " " + Texts.Here("measures.to-proposal", number)))
                    .With("href", "#proposal-" + number));
            }
        }

        return made;
    }

    /// <summary>The text cut wherever a stretch begins or ends.</summary>
    internal static IEnumerable<(int From, int To)> Pieces(int length, IEnumerable<Lit> lit)
    {
        var cuts = lit.SelectMany(l => new[] { l.Span.Start, l.Span.End }).Append(0).Append(length)
            .Where(c => c >= 0 && c <= length).Distinct().Order().ToArray();
        return cuts.Zip(cuts.Skip(1));
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
