namespace Concord.Modules.Sources;

/// <summary>Which line of a file a position stands in; positions are code points, lines count from 1.</summary>
internal sealed class FileLines
{
    private readonly List<int> starts;

    private FileLines(List<int> starts) => this.starts = starts;

    public static FileLines Of(string text)
    {
        var starts = new List<int> { 0 };
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLowSurrogate(text[i]) || i == 0 || !char.IsHighSurrogate(text[i - 1]))
            {
                at++;
            }

            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(at);
            }
        }

        return new FileLines(starts);
    }

    public int LineOf(int position)
    {
        var found = starts.BinarySearch(position);
        return found >= 0 ? found + 1 : ~found;
    }
}
