namespace Concord.Core.Telegrams.Reading;

/// <summary>The words of a line, parted by blanks, without allocation.</summary>
internal ref struct Words(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> rest = line;

    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>What stands after the current word.</summary>
    public readonly ReadOnlySpan<char> Rest => rest.TrimStart();

    public readonly Words GetEnumerator() => this;

    public bool MoveNext()
    {
        var from = 0;
        while (from < rest.Length && char.IsWhiteSpace(rest[from]))
        {
            from++;
        }

        if (from == rest.Length)
        {
            Current = [];
            rest = [];
            return false;
        }

        var until = from;
        while (until < rest.Length && !char.IsWhiteSpace(rest[until]))
        {
            until++;
        }

        Current = rest[from..until];
        rest = rest[until..];
        return true;
    }
}
