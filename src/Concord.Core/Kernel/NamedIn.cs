namespace Concord.Core.Kernel;

/// <summary>Whether words name a meeting: by its whole name, or by the letters behind it (<c>Senior Officials Meeting (SOM)</c>).</summary>
public static class NamedIn
{
    /// <summary>True when the words carry the name or, as a word of its own, its letters.</summary>
    public static bool Is(string words, string name)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(name);
        var open = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        var said = " " + NameKey.Of(words) + " ";
        var letters = open > 0 ? NameKey.Of(name[(open + 1)..^1]) : "";
        var whole = NameKey.Of(open > 0 ? name[..open] : name);
        return (whole.Length > 0 && said.Contains(" " + whole + " ", StringComparison.Ordinal))
            || (letters.Length > 1 && said.Contains(" " + letters + " ", StringComparison.Ordinal));
    }
}
