using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Platform.Ledger;

/// <summary>What an act is about: <c>source:</c> and its id.</summary>
internal sealed record Thing(string Kind, Guid Id)
{
    /// <summary>Where it is told what happened to it.</summary>
    public string History => $"/history/{Kind}/{Id:D}";

    public override string ToString() => Kind + ":" + Id.ToString("D");
}

/// <summary>A text that stands behind a thing: under which label, in which source, and which body filed that.</summary>
internal sealed record Behind(LabelId Label, SourceId? Source, BodyId? Filer);

/// <summary>A thing as somebody who may see it is told of it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Page">Its address.</param>
/// <param name="Abouts">What the acts that happened to it and to what belongs to it name, as far as this person may see that.</param>
internal sealed record ThingTold(string Title, string Page, ImmutableArray<string> Abouts);

/// <summary>A module answers for its things, by the kind under which acts name them.</summary>
internal interface IThings
{
    ImmutableArray<string> Kinds { get; }

    /// <summary>As the pages of the module would show it to this person; null for what is hidden and what is not there alike.</summary>
    Task<ThingTold?> FindAsync(Permit permit, Thing thing, CancellationToken ct);
}

/// <summary>The module of sources knows which body filed each.</summary>
internal interface IFiled
{
    /// <summary>The label of each as a whole, and the body that filed it. For the ledger alone.</summary>
    Task<Dictionary<SourceId, (LabelId Label, BodyId? Filer)>> FilersAsync(IReadOnlyCollection<SourceId> sources, CancellationToken ct);
}

/// <summary>Things that rest on texts which bear labels.</summary>
internal interface ILabelledThings : IThings
{
    /// <summary>Everything that stands behind it, whoever may see that: nothing for what is not there. For the ledger alone.</summary>
    Task<ImmutableArray<Behind>> BehindAsync(Thing thing, CancellationToken ct);
}
