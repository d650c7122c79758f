using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Sources;

/// <summary>What the body that filed a source decides: how widely it may be shown from which day on.</summary>
/// <param name="To">How widely, at most; a marking may keep a paragraph narrower.</param>
/// <param name="Bodies">With <see cref="Handling.NamedBodies"/> the bodies besides its own.</param>
/// <param name="From">The first day; null at once.</param>
public sealed record Release(Handling To, ImmutableArray<BodyId> Bodies, DateOnly? From)
{
    /// <summary>
    /// What was read in a paragraph in which somebody asks to be protected is told as well, as widely as the paragraph would go without them: the statement alone,
    /// without the sentence, whoever said it, for whom, where and when. False by default: it stays with the body that filed it.
    /// </summary>
    public bool TellsProtected { get; init; }
}

/// <summary>
/// Releases a source (DESIGN 6: a source is seen only by the filer's body until it releases it). What a session's rule of admission kept somebody out of stays
/// closed to them, and a paragraph in which somebody asks to be protected stays with the body that filed it; what was read in it may be told without them.
/// </summary>
public static class Releasing
{
    /// <summary>The longest rule of admission that a label keeps, UTF-16.</summary>
    public const int LongestAdmission = 400;

    /// <summary>Refused with <c>release.no-bodies</c> when bodies are to be named and none is, and <c>release.not-yours</c> for anybody but the body that filed it and the operator.</summary>
    public static Result<Release> May(Permit permit, BodyId? filer, Release release)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(release);
        return permit.Doing != Doing.Import || !IsFiler(permit, filer) ? new Refusal("release.not-yours")
            : release.To == Handling.NamedBodies && release.Bodies.All(b => b == filer) ? new Refusal("release.no-bodies")
            : release;
    }

    /// <summary>
    /// Whether they act for the body that filed a source, or are the operator of the machine: they alone say how widely it is shown, what it corrects, and that its issuer withdrew it (DESIGN 6: a source is its filer's).
    /// </summary>
    /// <param name="filer">Null for what no body filed: that is the operator's.</param>
    public static bool IsFiler(Permit permit, BodyId? filer)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return permit.Actor.Capacity == Capacity.LocalOperator || (filer is not null && permit.Actor.Body == filer);
    }

    /// <summary>
    /// Under which label what was read in a protected paragraph is told without whoever said it; null when it is not told, or would go no further than the paragraph.
    /// </summary>
    public static Label? Told(Label label, Release release, BodyId? filer, MarkingRules rules, IEnumerable<string> captions)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release.TellsProtected && After(label, release, filer, rules, captions, protects: false) is { Handling: not Handling.OwnBody } told ? told : null;
    }

    /// <summary>The label of what bore this one, after the release.</summary>
    /// <param name="protects">Somebody who speaks in it asks to be protected.</param>
    public static Label After(Label label, Release release, BodyId? filer, MarkingRules rules, IEnumerable<string> captions, bool protects)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(rules);
        var widest = protects ? Handling.OwnBody : rules.Of(label.Marking, captions);
        var handling = release.To > widest ? release.To : widest;
        ImmutableArray<BodyId> own = filer is { } body ? [body] : [];
        return label with
        {
            Handling = handling,
            Embargo = handling == Handling.OwnBody ? null : release.From,
            Bodies = handling == Handling.NamedBodies ? [.. own.Concat(release.Bodies).Distinct().OrderBy(b => b.Value)] : own,
        };
    }

    /// <summary>Whether whoever sees what bears the second label sees what bears the first.</summary>
    public static bool GoesAsFar(Label label, Label other)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(other);
        return (other.Handling == Handling.OwnBody && other.Bodies.All(label.Bodies.Contains)) || (label.Handling <= other.Handling
            && (label.Handling < Handling.OwnMember || (label.Member == other.Member && other.Bodies.All(label.Bodies.Contains)))
            && (label.Embargo is null || label.Embargo <= other.Embargo)
            && label.KeptOut.All(other.KeptOut.Contains));
    }

    /// <summary>The label of what draws on both: seen only by whoever sees the one and the other.</summary>
    public static Label Both(Label label, Label other)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(other);
        var narrower = label.Handling >= other.Handling ? label : other;
        var rules = string.Join("; ", new[] { label.Admission, other.Admission }.OfType<string>().Distinct());
        return narrower with
        {
            Marking = Markings.Strictest([label.Marking, other.Marking]),
            Embargo = label.Embargo is null || other.Embargo > label.Embargo ? other.Embargo : label.Embargo,
            Admission = rules.Length == 0 ? null : rules[..Math.Min(rules.Length, LongestAdmission)],
            Bodies = label.Handling == other.Handling ? [.. label.Bodies.Where(other.Bodies.Contains)] : narrower.Bodies,
            KeptOut = [.. label.KeptOut.Union(other.KeptOut).Order()],
        };
    }
}
