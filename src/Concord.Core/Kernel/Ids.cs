namespace Concord.Core.Kernel;

/// <summary>A source: a document as received. UUID version 7, minted in the shell.</summary>
public readonly record struct SourceId(Guid Value);

/// <summary>A passage: an anchor in a source. UUID version 7.</summary>
public readonly record struct PassageId(Guid Value);

/// <summary>A statement. UUID version 7.</summary>
public readonly record struct StatementId(Guid Value);

/// <summary>A measure. UUID version 7.</summary>
public readonly record struct MeasureId(Guid Value);

/// <summary>One merging of measures. UUID version 7.</summary>
public readonly record struct MergingId(Guid Value);

/// <summary>A member of the process: a permanent id of the pack.</summary>
public readonly record struct MemberId(Guid Value);

/// <summary>A body: a permanent id of the pack, or UUID version 7 when added here.</summary>
public readonly record struct BodyId(Guid Value);

/// <summary>Whoever acts. UUID version 7.</summary>
public readonly record struct ActorId(Guid Value);

/// <summary>A stage of a kind, by its permanent name in the pack: <c>in-force</c>.</summary>
public readonly record struct StageId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An interned label; 0 is never given out.</summary>
public readonly record struct LabelId(int Value);

/// <summary>A statement that a rule proposes and nobody has decided on. UUID version 7.</summary>
public readonly record struct ProposalId(Guid Value);

/// <summary>A capacity that somebody holds. UUID version 7.</summary>
public readonly record struct HoldingId(Guid Value);

/// <summary>One time of being signed in. Random version 4: it stands in a cookie.</summary>
public readonly record struct SessionId(Guid Value);

/// <summary>An invitation. UUID version 7; what lets a person in is its key, which is kept only as a hash.</summary>
public readonly record struct InvitationId(Guid Value);

/// <summary>A credential: that an authority speaks for a member. UUID version 7.</summary>
public readonly record struct CredentialId(Guid Value);
