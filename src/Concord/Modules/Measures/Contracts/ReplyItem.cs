using System.Collections.Immutable;
using Concord.Platform;
using Concord.Platform.Lists;

namespace Concord.Modules.Measures.Contracts;

/// <summary>What a member replies to a statement about it, as answers and what is taken out have it.</summary>
internal sealed record ReplyItem(string? Member, string Text, string? Language, DateTimeOffset FirstReplied, DateTimeOffset? Revised)
{
    /// <summary>Those that stand.</summary>
    public static ImmutableArray<ReplyItem> Of(IEnumerable<ReplyView> replies) =>
    [
        .. replies.Where(r => !r.IsWithdrawn).Select(r => new ReplyItem(r.Member?.Key, r.Last.Text!, r.Last.Language, r.First, r.IsRevised ? r.Last.At : null)),
    ];

    /// <summary>In one cell: whose, of when, and the words.</summary>
    public static string? Cell(ImmutableArray<ReplyItem> replies) => replies.IsEmpty ? null : string.Join(
        "\n\n", replies.Select(r => $"{r.Member} ({Days.Write((r.Revised ?? r.FirstReplied).Day())}): {r.Text}"));
}
