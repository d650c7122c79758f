using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>Who was in the room and in which role, or who answered what was asked.</summary>
/// <param name="Who">As written, each party alone.</param>
/// <param name="Role">One of <see cref="Ties"/>.</param>
/// <param name="IsDenied">The sentence says that they did not.</param>
public sealed record AttendanceMention(ImmutableArray<string> Who, string Role, bool IsDenied, Anchor Anchor);
