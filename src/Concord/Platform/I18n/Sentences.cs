using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Platform.I18n;

/// <summary>A refusal in the reader's words.</summary>
internal static class Sentences
{
    public static string Sentence(this Refusal refusal) => Texts.Here("refusals." + refusal.Code, [.. refusal.Args]);

    public static string Sentence(this ImmutableArray<Refusal> refusals) => string.Join(Environment.NewLine, refusals.Select(r => r.Sentence()));
}
