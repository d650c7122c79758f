using System.Collections.Immutable;

namespace Concord.Core.Kernel;

/// <summary>
/// An expected refusal: a stable code (<c>referral.already-answered</c>) and the values its sentence needs.
/// The sentence itself is a resource of the same name, in the reader's language; a refusal never carries text for people.
/// </summary>
/// <param name="Code">Stable, lower case, <c>subject.what-is-wrong</c>.</param>
/// <param name="Args">Values for the sentence, in the order of its placeholders.</param>
public sealed record Refusal(string Code, params ImmutableArray<string> Args)
{
    /// <inheritdoc/>
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Args.SequenceEqual(other.Args);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Args.IsEmpty ? Code : $"{Code}({string.Join(", ", Args)})";
}

/// <summary>
/// A value or the refusals that stand in its way. There is no way to take the value without judging it: use <see cref="Match{TOut}"/>.
/// </summary>
/// <typeparam name="T">What there is when nothing stood in the way.</typeparam>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly ImmutableArray<Refusal> refusals;

    private Result(T? value, ImmutableArray<Refusal> refusals)
    {
        this.value = value;
        this.refusals = refusals;
    }

    /// <summary>True when there is a value.</summary>
    public bool IsOk => !refusals.IsDefault && refusals.IsEmpty;

    /// <summary>A value.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>One refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    /// <summary>All the faults found at once; at least one.</summary>
    public static implicit operator Result<T>(ImmutableArray<Refusal> refusals) =>
        refusals.IsDefaultOrEmpty
            ? throw new ArgumentException("a refused result needs a refusal", nameof(refusals))
            : new(default, refusals);

    /// <summary>The one way to read a result: what to do with the value, what to do with the refusals.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<ImmutableArray<Refusal>, TOut> refused)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(refused);
        return refusals.IsDefault
            ? throw new InvalidOperationException("a default result was read")
            : refusals.IsEmpty ? ok(value!) : refused(refusals);
    }

    /// <summary>The same refusals, or the value changed.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> change) => Match<Result<TOut>>(v => change(v), r => r);

    /// <summary>The same refusals, or the next step's result.</summary>
    public Result<TOut> Then<TOut>(Func<T, Result<TOut>> next) => Match(next, r => r);
}
