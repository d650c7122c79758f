using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Platform.Lists;

/// <summary>A filter that somebody gave a name.</summary>
internal sealed class SavedViewRow : IVersioned, IRecorded
{
    public Guid Id { get; set; }
    public string List { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>As it stands in an address.</summary>
    public string Query { get; set; } = "";
    public ActorId By { get; set; }
    public DateTimeOffset At { get; set; }
    public long Version { get; set; }
    public long Sequence { get; set; }
}

internal sealed class SavedViewTable : IEntityTypeConfiguration<SavedViewRow>
{
    public void Configure(EntityTypeBuilder<SavedViewRow> builder)
    {
        _ = builder.ToTable("lists_view").HasKey(r => r.Id);

        // Of two windows in which one person gives the same name at once, one is told; what others call theirs is theirs.
        _ = builder.HasIndex(r => new { r.By, r.List, r.Name }).IsUnique();
        _ = builder.Property(r => r.List).HasMaxLength(40);
        _ = builder.Property(r => r.Name).HasMaxLength(SavedViews.LongestName);
        _ = builder.Property(r => r.Query).HasMaxLength(SavedViews.LongestQuery);
    }
}

/// <summary>A view as shown. <paramref name="Version"/> goes into the form.</summary>
internal sealed record SavedView(Guid Id, string List, string Name, string Query, long Version);

/// <summary>Views that people keep of lists: a name for a filter, for themselves alone, since a filter may hold a name that others may not know. Each change is an act.</summary>
internal sealed class SavedViews(ConcordDb db, TimeProvider clock)
{
    public const int LongestName = 120;
    public const int LongestQuery = 4000;

    public async Task<ImmutableArray<SavedView>> OfAsync(Permit permit, string list, CancellationToken ct) =>
    [
        .. (await db.Set<SavedViewRow>().AsNoTracking().Where(v => v.List == list && v.By == permit.Actor.Id).ToListAsync(ct).ConfigureAwait(false))
            .OrderBy(v => v.Name, StringComparer.Ordinal).Select(View),
    ];

    /// <summary>Refused with <c>view.unknown</c>.</summary>
    public async Task<Result<SavedView>> OneAsync(Permit permit, Guid id, CancellationToken ct) =>
        await db.Set<SavedViewRow>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == id && v.By == permit.Actor.Id, ct).ConfigureAwait(false) is { } row ? View(row) : new Refusal("view.unknown");

    /// <summary>Keeps a filter under a name; the filter is one of the list's, checked before.</summary>
    public async Task<Result<SavedView>> KeepAsync(Permit permit, IListed list, ListQuery query, string? name, CancellationToken ct)
    {
        if ((Fault(permit, name) ?? (query.Address.Length > LongestQuery ? new Refusal("view.query-too-long") : null)) is { } fault)
        {
            return fault;
        }

        var now = clock.GetUtcNow();
        var row = new SavedViewRow { Id = Guid.CreateVersion7(now), List = list.Name, Name = name!.Trim(), Query = query.Address, By = permit.Actor.Id, At = now };
        _ = db.Set<SavedViewRow>().Add(row);
        return Told(await db.CommitAsync(Tells(permit, "view.kept", row), ct).ConfigureAwait(false), row);
    }

    public async Task<Result<SavedView>> RenameAsync(Permit permit, Guid id, long version, string? name, CancellationToken ct)
    {
        if (Fault(permit, name) is { } fault)
        {
            return fault;
        }

        if (await db.Set<SavedViewRow>().SingleOrDefaultAsync(v => v.Id == id && v.By == permit.Actor.Id, ct).ConfigureAwait(false) is not { } row)
        {
            return new Refusal("view.unknown");
        }

        db.Saw(row, version);
        row.Name = name!.Trim();
        return Told(await db.CommitAsync(Tells(permit, "view.renamed", row), ct).ConfigureAwait(false), row);
    }

    public async Task<Result<SavedView>> RemoveAsync(Permit permit, Guid id, long version, CancellationToken ct)
    {
        if (permit.Doing != Doing.Review)
        {
            return new Refusal("access.denied");
        }

        if (await db.Set<SavedViewRow>().SingleOrDefaultAsync(v => v.Id == id && v.By == permit.Actor.Id, ct).ConfigureAwait(false) is not { } row)
        {
            return new Refusal("view.unknown");
        }

        db.Saw(row, version);
        _ = db.Set<SavedViewRow>().Remove(row);
        return Told(await db.CommitAsync(Tells(permit, "view.removed", row), ct).ConfigureAwait(false), row);
    }

    private static Refusal? Fault(Permit permit, string? name) =>
        permit.Doing != Doing.Review ? new Refusal("access.denied")
        : string.IsNullOrWhiteSpace(name) ? new Refusal("view.name-missing")
        : name.Trim().Length > LongestName ? new Refusal("view.name-too-long")
        : null;

    private static Act Tells(Permit permit, string verb, SavedViewRow row) => new(
        permit, verb, "view:" + row.Id.ToString("D"), Payload: new Dictionary<string, string?> { ["list"] = row.List, ["name"] = row.Name, ["query"] = row.Query });

    private static Result<SavedView> Told(Result<Receipt> committed, SavedViewRow row) => committed.Match<Result<SavedView>>(
        _ => View(row), refusals => refusals[0].Code == "store.already-there" ? new Refusal("view.name-taken", row.Name) : refusals);

    private static SavedView View(SavedViewRow row) => new(row.Id, row.List, row.Name, row.Query, row.Version);
}
