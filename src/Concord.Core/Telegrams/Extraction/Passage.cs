using Concord.Core.Kernel;
using Concord.Core.Telegrams.Gazetteers;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>A paragraph made ready: tokens, their classes, the nouns and the countries in it.</summary>
internal sealed class Passage
{
    private readonly CountryMention?[] countryAt;

    private Passage(Paragraph paragraph, string? home)
    {
        Paragraph = paragraph;
        Text = paragraph.Text;
        Tokens = Extraction.Tokens.Cut(Text);
        Tags = Array.ConvertAll(Tokens, Words.TagOf);
        MarkPairs();
        Nouns = Extraction.Nouns.Mark(Tokens);
        Sentences = Extraction.Sentences.Cut(Tokens);
        MarkConditions();
        countryAt = new CountryMention?[Tokens.Length];
        var at = 0;
        foreach (var mention in Gazetteer.Countries.Find(Text, home))
        {
            while (at < Tokens.Length && Tokens[at].End <= mention.Span.Start)
            {
                at++;
            }
            for (var i = at; i < Tokens.Length && Tokens[i].Start < mention.Span.End; i++)
            {
                countryAt[i] = mention;
            }
        }
    }

    /// <summary>Pairs that are adverbs: <c>no longer</c> denies, <c>so far</c> does not join.</summary>
    private void MarkPairs()
    {
        for (var i = 0; i + 1 < Tokens.Length; i++)
        {
            if (Tokens[i].Is("no") && Tokens[i + 1].Is("longer"))
            {
                (Tags[i], Tags[i + 1]) = (Tag.Neg, Tag.Adv);
            }
            else if (Tags[i] is Tag.Have or Tag.Be or Tag.Do or Tag.Modal && Tokens[i + 1].Is("neither"))
            {
                Tags[i + 1] = Tag.Neg;
            }
            else if (Tokens[i].Lower is "so" or "thus" && Tokens[i + 1].Is("far"))
            {
                (Tags[i], Tags[i + 1]) = (Tag.Adv, Tag.Adv);
            }
        }
    }

    /// <summary><c>Should the ministers meet, …</c>, <c>Had donors paid, …</c>: the inverted verb stands for <c>if</c>.</summary>
    private void MarkConditions()
    {
        foreach (var sentence in Sentences)
        {
            for (var i = sentence.First; i + 2 < sentence.End; i++)
            {
                var isFirst = i == sentence.First;
                var isCondition = Tokens[i].Lower switch
                {
                    "should" => isFirst || Tokens[i - 1].Lower is "," or ";" or "(" or "that",
                    "had" or "were" => isFirst,
                    _ => false,
                };
                if (isCondition && (Tags[i + 1] is Tag.Det or Tag.Pron || Tokens[i + 1].IsCapital || (isFirst && Tags[i + 1] is Tag.Open or Tag.Number or Tag.Adj)) && !Tokens[sentence.End - 1].Is("?"))
                {
                    Tags[i] = Tag.Sub;
                }
            }
        }
    }

    public Paragraph Paragraph { get; }

    public string Text { get; }

    public Token[] Tokens { get; }

    public Tag[] Tags { get; }

    public NounMatch?[] Nouns { get; }

    public List<TokenRange> Sentences { get; }

    public static Passage Of(Paragraph paragraph, string? home) => new(paragraph, home);

    private sbyte[]? international;

    /// <summary>The name of a body of the United Nations, a region or an NGO begins at the token; asked of the gazetteer once.</summary>
    public bool IsInternationalAt(int token)
    {
        international ??= new sbyte[Tokens.Length];
        if (international[token] == 0)
        {
            international[token] = (sbyte)(Tokens[token].IsCapital && Bodies.OrganizationAt(Text, Tokens[token].Start) is (> 0, "un" or "regional" or "ngo") ? 1 : -1);
        }
        return international[token] > 0;
    }

    /// <summary>The name of the body that begins at the token, as written.</summary>
    public string? OrganizationAt(int token) =>
        Bodies.OrganizationAt(Text, Tokens[token].Start) is (> 0 and var length, _) ? Text.Substring(Tokens[token].Start, length) : null;

    /// <summary>The country whose name or adjective the token is part of.</summary>
    public CountryMention? CountryAt(int token) => countryAt[token];

    public TextSpan SpanOf(int first, int end) => end <= first ? new TextSpan(Tokens[first].Start, Tokens[first].Start) : new TextSpan(Tokens[first].Start, Tokens[end - 1].End);

    public string TextOf(int first, int end)
    {
        var span = SpanOf(first, end);
        return Text[span.Start..span.End];
    }

    public bool Has(TokenRange range, Func<Token, bool> test)
    {
        for (var i = range.First; i < range.End; i++)
        {
            if (test(Tokens[i]))
            {
                return true;
            }
        }
        return false;
    }
}
