namespace Concord.Core.Telegrams.Reading;

/// <summary>One line of a script, as positions in its text.</summary>
/// <param name="Start">First character of the line.</param>
/// <param name="First">First character that is not blank.</param>
/// <param name="End">After the last that is not blank; equal to <paramref name="First"/> on a blank line.</param>
internal readonly record struct Line(int Start, int First, int End)
{
    public bool IsBlank => First >= End;

    public int Length => End - First;
}
