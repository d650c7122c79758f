using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;

namespace Concord.Modules.Measures.Contracts;

/// <summary>What one act made of a reply.</summary>
/// <param name="Text">As written; null when it was withdrawn.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Body">Which body of the member wrote it, where the process knows it.</param>
internal sealed record ReplyWording(int Number, string? Text, string? Language, BodyInForce? Body, DateTimeOffset At);

/// <summary>What a member replies to a statement about it, as far as was known on the day asked for.</summary>
/// <param name="Member">Null when the pack in force no longer has it.</param>
/// <param name="Wordings">The first first; never empty.</param>
internal sealed record ReplyView(StatementId Statement, MemberId MemberId, MemberInForce? Member, ImmutableArray<ReplyWording> Wordings)
{
    public ReplyWording Last => Wordings[^1];

    public bool IsWithdrawn => Last.Text is null;

    /// <summary>The wordings since it was written, or written anew after it had been withdrawn.</summary>
    private IEnumerable<ReplyWording> Lasting => Wordings.Reverse().TakeWhile(w => w.Text is not null).Reverse();

    /// <summary>When it was first given; of a reply that is withdrawn, when it was.</summary>
    public DateTimeOffset First => Lasting.FirstOrDefault(Last).At;

    public bool IsRevised => !IsWithdrawn && Last.At != First;

    /// <summary>What stood there before and was written otherwise or withdrawn, the last first.</summary>
    public IEnumerable<ReplyWording> Earlier => Wordings.Reverse().Skip(1);
}
