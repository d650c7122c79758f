using Concord.Core.Kernel;

namespace Concord.Core.Telegrams.Reading;

/// <summary>Figures with letters or signs where digits should be: <c>2OO8</c>, <c>1l2</c>, <c>3?0</c>. Their number is not to be taken.</summary>
internal static class DamagedFigures
{
    public static void Find(ReadOnlySpan<char> text, int offset, List<TextSpan> found)
    {
        for (var at = text.IndexOfAnyInRange('0', '9'); at >= 0;)
        {
            var (start, end) = (at, at + 1);
            while (start > 0 && IsFigureSign(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && IsFigureSign(text[end]))
            {
                end++;
            }

            var token = text[start..end].TrimEnd(",.;:?#");
            if (IsDamaged(token) && IsApart(text, start, start + token.Length))
            {
                found.Add(new(offset + start, offset + start + token.Length));
            }

            var next = end < text.Length ? text[end..].IndexOfAnyInRange('0', '9') : -1;
            at = next < 0 ? -1 : end + next;
        }
    }

    private static bool IsFigureSign(char c) => char.IsAsciiDigit(c) || c is 'O' or 'o' or 'l' or 'I' or '?' or '#' or '\uFFFD' or ',' or '.';

    private static bool IsDamaged(ReadOnlySpan<char> token)
    {
        var (digits, damaged) = (0, 0);
        for (var i = 0; i < token.Length; i++)
        {
            if (char.IsAsciiDigit(token[i]))
            {
                digits++;
            }
            else if (token[i] is not (',' or '.'))
            {
                damaged++;
            }
        }

        return digits > 0 && damaged > 0 && damaged <= digits * 3 && (char.IsAsciiDigit(token[0]) || token[0] == 'l');
    }

    private static bool IsApart(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !(char.IsLetter(text[start - 1]) || text[start - 1] is '/' or '-' or '_')) && (end == text.Length || !(char.IsLetter(text[end]) || text[end] is '/' or '_' or '('));
}
