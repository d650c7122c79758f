namespace Concord.Core.Kernel;

/// <summary>The kinds of token the date grammar sees.</summary>
internal enum DateTokenKind
{
    /// <summary>Past either end of the text.</summary>
    Edge,
    /// <summary>Letters.</summary>
    Word,
    /// <summary>Digits alone.</summary>
    Number,
    /// <summary>A number with commas or points: never a date.</summary>
    Figure,
    /// <summary>Any other character.</summary>
    Mark,
}

/// <summary>A token. <paramref name="Word"/> is the lower-case word when the grammar knows it, else empty.</summary>
/// <param name="IsTight">No blank stands before it.</param>
internal readonly record struct DateToken(DateTokenKind Kind, int Start, int End, string Word, DateWord Class, int Value, bool IsTight)
{
    public int Length => End - Start;
}

/// <summary>A text cut into tokens, with the questions the grammar asks of them. Any index may be asked for.</summary>
internal sealed class DatePhraseText
{
    private static readonly DateToken Edge = new(DateTokenKind.Edge, 0, 0, "", DateWord.None, 0, false);
    private readonly List<DateToken> tokens = [];

    public DatePhraseText(string text)
    {
        Text = text;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var tight = at > 0 && !char.IsWhiteSpace(text[at - 1]);
            var token = char.IsAsciiDigit(text[at]) ? Number(at, tight) : IsLetter(text[at]) ? Letters(at, tight)
                : new(DateTokenKind.Mark, at, at + 1, "", DateWord.None, text[at], tight);
            tokens.Add(token);
            at = token.End;
        }
    }

    public string Text { get; }

    public int Count => tokens.Count;

    public DateToken this[int i] => i >= 0 && i < tokens.Count ? tokens[i] : Edge;

    public bool Is(int i, string word) => this[i].Word == word;

    public bool IsOneOf(int i, params ReadOnlySpan<string> words) => this[i].Word is { Length: > 0 } word && words.Contains(word);

    public bool IsMark(int i, char mark) => this[i] is { Kind: DateTokenKind.Mark } token && token.Value == mark;

    public bool IsDash(int i) => IsMark(i, '-') || IsMark(i, '\u2013') || IsMark(i, '\u2010') || IsMark(i, '\u2011');

    public bool IsApostrophe(int i) => IsMark(i, '\'') || IsMark(i, '\u2019') || IsMark(i, '\u2018');

    public bool IsTight(int i) => this[i] is { Kind: not DateTokenKind.Edge, IsTight: true };

    public bool IsUpper(int i) => this[i].Kind == DateTokenKind.Word && char.IsUpper(Text[this[i].Start]);

    /// <summary>More than one letter, all capitals, as in telegrams of the 1970s and in DEC.</summary>
    public bool IsCapitals(int i) => this[i] is { Kind: DateTokenKind.Word, Length: > 1 } token && char.IsUpper(Text[token.Start]) && char.IsUpper(Text[token.Start + 1]);

    /// <summary>A bare number of at most <paramref name="digits"/> digits, not part of a longer code.</summary>
    public bool IsNumber(int i, int digits, int low, int high) =>
        this[i] is { Kind: DateTokenKind.Number } token && token.Length <= digits && token.Value >= low && token.Value <= high;

    /// <summary>Four digits that can be a year.</summary>
    public bool IsYear(int i) => this[i] is { Kind: DateTokenKind.Number, Length: 4, Value: >= 1850 and <= 2100 };

    /// <summary>Skips <c>the</c>.</summary>
    public int The(int i) => Is(i, "the") ? i + 1 : i;

    /// <summary>The thing counted follows, so the number before is no date: <c>2008 officials</c>.</summary>
    public bool IsCounted(int i) => this[i].Class == DateWord.Counted || IsMark(i, '%');

    /// <summary>No word of content follows that the date could belong to.</summary>
    public bool IsFree(int i) => this[i].Kind != DateTokenKind.Word || this[i].Class == DateWord.Plain;

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private DateToken Letters(int at, bool tight)
    {
        var end = at;
        while (end < Text.Length && IsLetter(Text[end]))
        {
            end++;
        }

        var (word, kind, value) = DatePhraseWords.Find(Text.AsSpan(at, end - at));
        return new(DateTokenKind.Word, at, end, word, kind, value, tight);
    }

    private DateToken Number(int at, bool tight)
    {
        var end = Digits(at);
        var kind = DateTokenKind.Number;
        while (end + 1 < Text.Length && Text[end] is ',' or '.' && char.IsAsciiDigit(Text[end + 1])
            && Digits(end + 1) is var next && (Text[end] == '.' || (next - end == 4 && (kind == DateTokenKind.Figure || end - at <= 3))))
        {
            kind = DateTokenKind.Figure;
            end = next;
        }

        var value = kind == DateTokenKind.Number && end - at <= 9 ? int.Parse(Text.AsSpan(at, end - at), System.Globalization.CultureInfo.InvariantCulture) : -1;
        return new(kind, at, end, "", DateWord.None, value, tight);
    }

    private int Digits(int at)
    {
        while (at < Text.Length && char.IsAsciiDigit(Text[at]))
        {
            at++;
        }

        return at;
    }
}
