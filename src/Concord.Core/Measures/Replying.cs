using System.Collections.Immutable;
using System.Text;
using Concord.Core.Kernel;

namespace Concord.Core.Measures;

/// <summary>What a member's reply is and says, as far as somebody saw it.</summary>
/// <param name="Number">How many acts made it what it is: 1 when it was first written, one more for each revision and each withdrawal.</param>
/// <param name="Text">As written; null when it is withdrawn.</param>
/// <param name="Language">BCP 47: <c>km</c>; null when it is withdrawn.</param>
public sealed record Reply(int Number, string? Text, string? Language)
{
    /// <summary>Before anything was written.</summary>
    public static Reply None { get; } = new(0, null, null);
}

/// <summary>
/// The right of reply (DESIGN, rule 12): a member may attach one reply to any statement about it. The reply is the member's own word, so nobody writes, revises or
/// withdraws it but an official of that member, acting as one. It moves nothing: it is no statement, and no measure stands otherwise for it.
/// </summary>
public static class Replying
{
    /// <summary>The longest reply that is kept, in characters of whatever script.</summary>
    public const int Longest = 4000;

    /// <summary>
    /// The members that a statement is about: those whose measure it speaks of. Where it speaks of no measure, or of one that is no member's (a question, a meeting), it is about the
    /// member for which it was said, whose position or obstacle it is, and about the members that its own words name.
    /// </summary>
    public static ImmutableArray<MemberId> About(IEnumerable<MemberId> ofMeasure, MemberId? saidFor, IEnumerable<MemberId> named)
    {
        ArgumentNullException.ThrowIfNull(ofMeasure);
        ArgumentNullException.ThrowIfNull(named);
        ImmutableArray<MemberId> members = [.. ofMeasure.Distinct()];
        return members.IsEmpty ? [.. (saidFor is { } own ? named.Prepend(own) : named).Distinct()] : members;
    }

    /// <summary>
    /// For which member this actor may reply; refused with <c>reply.not-yours</c>. That they may see the statement was asked before. Nobody replies in a member's name: not the secretariat, and not
    /// the operator of the machine either.
    /// </summary>
    public static Result<MemberId> May(Actor actor, ImmutableArray<MemberId> about)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor is { Capacity: Capacity.Official, Member: { } member } && about.Contains(member) ? member : new Refusal("reply.not-yours");
    }

    /// <summary>
    /// The reply with these words: refused when somebody else of the member was there first (<c>reply.changed-meanwhile</c>), when it says so already (<c>reply.already-so</c>), and, all at once, when it
    /// is empty (<c>reply.text-missing</c>), too long (<c>reply.text-too-long</c>), holds what is no text (<c>reply.text-unreadable</c>) or is in none of the languages offered
    /// (<c>reply.language-missing</c>).
    /// </summary>
    /// <param name="standing">As it is.</param>
    /// <param name="seen">The number that its writer saw.</param>
    /// <param name="text">What is to stand there.</param>
    /// <param name="language">In which language.</param>
    /// <param name="languages">Those that may be named.</param>
    public static Result<Reply> Write(Reply standing, int seen, string? text, string? language, IReadOnlyCollection<string> languages)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(languages);
        if (standing.Number != seen)
        {
            return new Refusal("reply.changed-meanwhile");
        }

        var words = Clean(text);
        var faults = ImmutableArray.CreateBuilder<Refusal>();
        if (!words.EnumerateRunes().Any(IsSeen))
        {
            faults.Add(new Refusal("reply.text-missing"));
        }
        else if (words.EnumerateRunes().Count() > Longest)
        {
            faults.Add(new Refusal("reply.text-too-long"));
        }
        else if (words.EnumerateRunes().Any(r => (Rune.IsControl(r) && r.Value is not ('\n' or '\t')) || r == Rune.ReplacementChar))
        {
            faults.Add(new Refusal("reply.text-unreadable"));
        }

        if (language is null || !languages.Contains(language))
        {
            faults.Add(new Refusal("reply.language-missing"));
        }

        return faults.Count > 0 ? faults.ToImmutable()
            : words == standing.Text && language == standing.Language ? new Refusal("reply.already-so")
            : new Reply(seen + 1, words, language);
    }

    /// <summary>The reply withdrawn: refused when somebody else was there first (<c>reply.changed-meanwhile</c>) and when there is none to withdraw (<c>reply.already-withdrawn</c>).</summary>
    public static Result<Reply> Withdraw(Reply standing, int seen)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.Number != seen ? new Refusal("reply.changed-meanwhile")
            : standing.Text is null ? new Refusal("reply.already-withdrawn")
            : new Reply(seen + 1, null, null);
    }

    /// <summary>As written, with one sort of line break and nothing before and after it.</summary>
    private static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>Something of which a reader sees anything: marks of direction and joiners alone say nothing.</summary>
    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format;
}
