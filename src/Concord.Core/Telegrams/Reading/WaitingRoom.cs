namespace Concord.Core.Telegrams.Reading;

/// <summary>
/// Telegrams in the order in which they begin. One in sections waits until <see cref="MostWaiting"/> others have begun after it, so that sections which
/// other telegrams part come together; after that it is given as it is, with what is missing. Whatever the file, no more waits than the bounds say.
/// </summary>
internal sealed class WaitingRoom
{
    /// <summary>How many telegrams may stand between two sections of one.</summary>
    public const int MostWaiting = 32;

    private const int MostCharacters = 1 << 21;

    private readonly Queue<Guest> guests = new();
    private int characters;

    /// <summary>Takes in the next script of the file.</summary>
    public void Enter(Script script)
    {
        foreach (var guest in script.Key.Sectioned ? guests : [])
        {
            if (guest.Script is { } waiting && waiting.Key.IsPartOf(script.Key))
            {
                waiting.Append(script);
                guest.Size += script.Size;
                characters += script.Size;
                return;
            }
        }

        // what is complete in itself is read at once: its text is soon overwritten
        guests.Enqueue(script.Key.Sectioned ? new(script.Copy(), null, script.Size) : new(null, new Assembler(script).Read(), script.Size));
        characters += script.Size;
    }

    /// <summary>The first telegram, if it need not wait; with <paramref name="all"/> in any case.</summary>
    public Telegram? Leave(bool all = false)
    {
        if (!guests.TryPeek(out var first) || (first.Script is not null && !all && guests.Count <= MostWaiting && characters <= MostCharacters))
        {
            return null;
        }

        guests.Dequeue();
        characters -= first.Size;
        return first.Telegram ?? new Assembler(first.Script!).Read();
    }

    private sealed class Guest(Script? script, Telegram? telegram, int size)
    {
        public Script? Script => script;

        public Telegram? Telegram => telegram;

        public int Size { get; set; } = size;
    }
}
