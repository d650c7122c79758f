using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Platform.Ledger;
using Concord.Platform.Search;
using Concord.Platform.Telemetry;
using Concord.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Concord.Platform.Db;

/// <summary>What a commit leaves behind: the act's number in the ledger.</summary>
internal sealed record Receipt(Guid Act, long Sequence);

/// <summary>
/// The one database of a node. Tables are found through the modules' own configurations, so that this file names no module.
/// </summary>
internal abstract class ConcordDb(DbContextOptions options, TimeProvider clock, Wakes wakes) : DbContext(options)
{
    private static readonly ConcurrentDictionary<Type, string> Schemas = [];

    private readonly List<SearchDocument> findable = [];
    private readonly List<Guid> anew = [];
    private readonly List<Func<Task<bool>>> conditions = [];
    private readonly Dictionary<Guid, IReadOnlyList<ToldRow>> counted = [];
    private bool forgetsIndex;

    /// <summary>The next commit makes this findable, in its transaction.</summary>
    public void Index(SearchDocument document) => findable.Add(document);

    /// <summary>With the next commit, which tells of them anew, these are found by what it tells and by nothing that was told before.</summary>
    public void FindOnlyAnew(IEnumerable<Guid> objects) => anew.AddRange(objects);

    /// <summary>The next commit looks at this in the midst of its transaction, before it writes, and is refused with <c>store.changed-meanwhile</c> when it does not hold.</summary>
    public void Provided(Func<Task<bool>> holds) => conditions.Add(holds);

    /// <summary>Nobody else changes these rows, nor says so of them, until the transaction ends; whoever did is waited for.</summary>
    public abstract Task HoldAsync<TRow>(IEnumerable<Guid> ids);

    /// <summary>The next commit empties the index, in its transaction.</summary>
    public void ForgetIndex() => forgetsIndex = true;

    /// <summary>In the next commit this act tells of rows that it does not write, as they are.</summary>
    public void Tell(Guid act, IReadOnlyList<ToldRow> rows) => counted[act] = rows;

    /// <summary>The same of rows of one table that are written past the commit, in the transaction of a restore, and are then as these are.</summary>
    public void Tell(Guid act, IEnumerable<object> rows) =>
        counted[act] = Digests(act, [.. rows.Select(Entry).Select(e => (CoveredTables.Of(Model).Find(e)!, e))]);

    /// <summary>
    /// The only way to write: the rows and the act that tells of them, in one transaction. What other people did meanwhile, a double, a full
    /// disk are refusals; the rest are faults. A commit, once begun, is not cancelled.
    /// </summary>
    public async Task<Result<Receipt>> CommitAsync(Act act, CancellationToken ct) => await CommitAsync([act], ct).ConfigureAwait(false);

    /// <summary>The same with several acts, of which the first has written the rows.</summary>
    public async Task<Result<Receipt>> CommitAsync(IReadOnlyList<Act> acts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(acts);
        ct.ThrowIfCancellationRequested();
        using var span = Figures.Spans.StartActivity("commit");
        var since = Stopwatch.GetTimestamp();
        var made = await WriteActsAsync(acts, ct).ConfigureAwait(false);
        Figures.Committed(since, made.IsOk);
        if (made.IsOk)
        {
            wakes.Committed();
        }

        return made;
    }

    private async Task<Result<Receipt>> WriteActsAsync(IReadOnlyList<Act> acts, CancellationToken ct)
    {
        var recorded = RaiseVersions();
        var (documents, forgets, only, provided) = (findable.ToArray(), forgetsIndex, anew.ToArray(), conditions.ToArray());
        findable.Clear();
        anew.Clear();
        conditions.Clear();
        forgetsIndex = false;
        var told = new Dictionary<Guid, IReadOnlyList<ToldRow>>(counted);
        counted.Clear();
        var keys = await KeysAsync(acts, ct).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        var rows = acts.Select(a => a.ToRow(now, a.Subject is { } s ? keys[s].Key : null)).ToList();
        Set<ActRow>().AddRange(rows);
        if (Lengths.Fault(ChangeTracker) is { } tooLong)
        {
            ChangeTracker.Clear();
            return tooLong;
        }

        var written = Written();
        var beside = rows.Where(r => told.ContainsKey(r.Id) || (r == rows[0] && written.Count > 0)).ToDictionary(r => r, r => new WrittenRow { Act = r.Id });
        Set<WrittenRow>().AddRange(beside.Values);
        try
        {
            await WriteAsync(async () =>
            {
                foreach (var holds in provided)
                {
                    if (!await holds().ConfigureAwait(false))
                    {
                        throw new DbUpdateConcurrencyException();
                    }
                }

                foreach (var (row, sequence) in rows.Zip(await NextSequencesAsync(rows.Count).ConfigureAwait(false)))
                {
                    row.Sequence = sequence;
                }

                foreach (var fresh in recorded)
                {
                    fresh.Sequence = rows[0].Sequence;
                }

                foreach (var (act, row) in beside)
                {
                    row.Rows = ToldRows.Write(Schema, [.. act == rows[0] ? Digests(act.Id, written) : [], .. told.GetValueOrDefault(act.Id) ?? []]);
                    act.RowsHash = SHA256.HashData(row.Rows);
                }

#pragma warning disable RS0030 // the one place that saves: the act stands among the rows
                _ = await SaveChangesAsync(acceptAllChangesOnSuccess: false, CancellationToken.None).ConfigureAwait(false);
#pragma warning restore RS0030
                await IndexAsync(documents, forgets, only).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            ChangeTracker.Clear();
            return new Refusal("store.changed-meanwhile");
        }
        catch (Exception fault) when (Understand(fault) is { } refusal)
        {
            ChangeTracker.Clear();
            return refusal;
        }

        ChangeTracker.AcceptAllChanges();
        if (documents.Length > 0)
        {
            await SettleAsync().ConfigureAwait(false);
        }

        return new Receipt(rows[0].Id, rows[0].Sequence);
    }

    /// <summary>
    /// Says which version the person saw. It becomes the <em>original</em> value: setting the current one would check nothing.
    /// </summary>
    public void Saw(IVersioned row, long version) => Entry(row).Property(nameof(IVersioned.Version)).OriginalValue = version;

    /// <summary>The next commit changes this row, though in nothing but its version: whoever read it before and changes it is told.</summary>
    public void Touch(IVersioned row) => Entry(row).Property(nameof(IVersioned.Version)).IsModified = true;

    /// <summary>What a fault of this database means to a person; null when it is a fault of the program.</summary>
    public Refusal? Meaning(Exception fault) => Understand(fault);

    /// <summary>The schema of this program: the name of its last migration.</summary>
    public string Schema => Schemas.GetOrAdd(GetType(), _ => Database.GetMigrations().Last());

    /// <summary>Which database this is, for the log and <c>concord doctor</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>Everything as it is now.</summary>
    public abstract Task<Snapshot> SnapshotAsync(CancellationToken ct);

    /// <summary>Until this is disposed, whatever is asked here is answered as all was when it was first asked; others go on writing, and nothing is written here.</summary>
    public abstract Task<IDbContextTransaction> ReadAsync(CancellationToken ct);

    /// <summary>
    /// Fills an empty installation out of an archive, in one transaction. The rows bring their own acts, so that none is added. Whatever is thrown undoes it all.
    /// </summary>
    public Task FillAsync(Func<Task> fill) => WriteAsync(async () =>
    {
        var transaction = Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(nameof(FillAsync), CancellationToken.None).ConfigureAwait(false);
        try
        {
            await fill().ConfigureAwait(false);
            await GoOnCountingAsync().ConfigureAwait(false);
        }
        catch
        {
            // A neighbour in the same lane may go on; of this nothing stays.
            await transaction.RollbackToSavepointAsync(nameof(FillAsync), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    });

    /// <summary>Writes what is no act of anybody: the chain over the acts, who holds a lease. In one transaction; the rows that are tracked are saved at its end.</summary>
    public Task MaintainAsync(Func<Task> maintain) => WriteAsync(async () =>
    {
        await maintain().ConfigureAwait(false);
        if (Written() is [var (table, _), ..])
        {
            throw new InvalidOperationException(table.Name + " is written with an act that tells of it");
        }

#pragma warning disable RS0030 // the ledger's own upkeep
        _ = await SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
#pragma warning restore RS0030
    });

    /// <summary>How texts are put in the order of their bytes.</summary>
    public virtual string ByBytes => "";

    /// <summary>The ledger's next number follows the highest there is.</summary>
    public virtual Task GoOnCountingAsync() => Task.CompletedTask;

    /// <summary>Runs the write in its transaction; returns when it is durable.</summary>
    protected abstract Task WriteAsync(Func<Task> write);

    /// <summary>The ledger's next numbers, taken inside the write's transaction.</summary>
    protected abstract Task<IReadOnlyList<long>> NextSequencesAsync(int count);

    /// <summary>The number of the next document of the index, as SQL.</summary>
    public abstract string NextDocument { get; }

    /// <summary>A table as a query names it whose rows are to be read along the index of these properties, where it has one.</summary>
    public string TableAlong<TRow>(params string[] properties)
    {
        var entity = Model.FindEntityType(typeof(TRow))!;
        var index = entity.GetIndexes().FirstOrDefault(i => i.Properties.Select(p => p.Name).SequenceEqual(properties))?.GetDatabaseName();
        return entity.GetTableName() + (index is null ? "" : Along(index));
    }

    /// <summary>The rows, read along the index of these properties where the database would choose another.</summary>
    public IQueryable<TRow> Along<TRow>(params string[] properties)
        where TRow : class =>
#pragma warning disable EF1003 // names out of the model
        Set<TRow>().FromSqlRaw("SELECT * FROM " + TableAlong<TRow>(properties));
#pragma warning restore EF1003

    /// <summary>What a query says to walk along an index, where the database would rather read and sort all that it may show.</summary>
    protected abstract string Along(string index);

    /// <summary>Whether this transaction, and no other at the same time, may put the index in order.</summary>
    public virtual Task<bool> HoldsIndexAsync() => Task.FromResult(true);

    /// <summary>Writes the rows of a block of the index, in their order.</summary>
    public abstract Task WritePostingsAsync(long block, IEnumerable<(string Token, int Label, byte[] Heads, byte[] Positions)> rows);

    private async Task IndexAsync(SearchDocument[] documents, bool forgets, Guid[] only)
    {
        if (forgets)
        {
            await SearchWriting.ForgetAsync(this).ConfigureAwait(false);
        }

        foreach (var document in documents)
        {
            await SearchWriting.WriteAsync(this, document).ConfigureAwait(false);
        }

        await SearchWriting.LeaveOnlyAsync(this, documents, only).ConfigureAwait(false);
    }

    /// <summary>The index is put in order behind the commit; what hinders that loses nothing, and the next commit tries again.</summary>
    private async Task SettleAsync()
    {
        try
        {
            if (await SearchWriting.IsDueAsync(this).ConfigureAwait(false))
            {
                await WriteAsync(() => SearchWriting.SettleAsync(this)).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (Understand(fault) is not null)
        {
            ChangeTracker.Clear();
        }
    }

    /// <summary>What the database's own error means to a person; null for a fault.</summary>
    protected abstract Refusal? Understand(Exception fault);

    /// <summary>The error of the database in a fault, however deep it is wrapped.</summary>
    protected static T? Cause<T>(Exception? fault) where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T cause)
            {
                return cause;
            }
        }

        return null;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        _ = modelBuilder.ApplyConfigurationsFromAssembly(typeof(ConcordDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys().SelectMany(k => k.Properties))
            {
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }
            else if (CoveredTables.IsCovered(entity))
            {
                // An act tells of the whole row: it must be the one that was read before.
                foreach (var property in entity.GetProperties().Where(p => !p.IsPrimaryKey() && p.ClrType != typeof(byte[]) && CoveredTables.IsCovered(p)))
                {
                    property.IsConcurrencyToken = true;
                }
            }
        }
    }

    /// <summary>The keys under which the acts keep what can be erased; a subject of whom nothing was kept gets one with this commit.</summary>
    private async Task<Dictionary<Guid, SubjectKeyRow>> KeysAsync(IReadOnlyList<Act> acts, CancellationToken ct)
    {
        var subjects = acts.Select(a => a.Subject).OfType<Guid>().Distinct().ToList();
        if (subjects.Count == 0)
        {
            return [];
        }

        var keys = await Set<SubjectKeyRow>().Where(k => subjects.Contains(k.Subject)).ToDictionaryAsync(k => k.Subject, ct).ConfigureAwait(false);
        foreach (var subject in subjects.Where(s => !keys.ContainsKey(s)))
        {
            keys[subject] = new SubjectKeyRow { Subject = subject, Key = Personal.NewKey() };
            _ = Add(keys[subject]);
        }

        return keys;
    }

    /// <summary>What the next save changes in tables of whose rows acts tell.</summary>
    private List<(CoveredTable Table, EntityEntry Entry)> Written()
    {
        var covered = CoveredTables.Of(Model);
        var written = new List<(CoveredTable Table, EntityEntry Entry)>();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && covered.Find(entry) is { } table)
            {
                written.Add((table, entry));
            }
        }

        return written;
    }

    private static List<ToldRow> Digests(Guid act, List<(CoveredTable Table, EntityEntry Entry)> written)
    {
        var (lines, told) = (new RowLines(), new List<ToldRow>(written.Count));
        foreach (var (table, entry) in written.OrderBy(w => w.Table.Name, StringComparer.Ordinal))
        {
            var values = table.Values(entry);
            told.Add(new ToldRow(table.Name, RowLines.Key(table, values), entry.State == EntityState.Deleted ? 0 : RowLines.Digest(act, lines.Of(table, values).Span)));
        }

        return told;
    }

    private List<IRecorded> RaiseVersions()
    {
        var recorded = new List<IRecorded>();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { State: EntityState.Added, Entity: IRecorded fresh })
            {
                recorded.Add(fresh);
            }

            if (entry.Entity is IVersioned versioned)
            {
                Raise(entry, versioned);
            }
        }

        return recorded;
    }

    private static void Raise(EntityEntry entry, IVersioned row)
    {
        if (entry.State == EntityState.Added)
        {
            row.Version = 1;
        }
        else if (entry.State == EntityState.Modified)
        {
            row.Version = Convert.ToInt64(entry.Property(nameof(IVersioned.Version)).OriginalValue, CultureInfo.InvariantCulture) + 1;
        }
    }
}
