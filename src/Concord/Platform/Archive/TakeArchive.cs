using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.Db;
using Concord.Platform.Ledger;

namespace Concord.Platform.Archive;

/// <summary>Writes everything that is of the process, and nothing of this installation alone, into a ZIP that is handed on.</summary>
internal sealed class TakeArchive(ConcordDb db, ArchiveWriter writer)
{
    /// <summary>Refused with what <see cref="Handed.OutAsync"/> is, and over an original that is damaged: an archive with it would be refused wherever it is handed to.</summary>
    public async Task<Result<TakenArchive>> HandleAsync(Permit permit, string path, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var taken = await Handed.OutAsync(path, unfinished => WriteAsync(unfinished, process, told, ct)).ConfigureAwait(false);
        return await taken.Match(
            async done => (await db.CommitAsync(
                new Act(permit, "archive.made", "archive", Payload: new Dictionary<string, string?> { ["manifest"] = done.ManifestSum }), CancellationToken.None).ConfigureAwait(false)).Map(_ => done),
            refusals => Task.FromResult<Result<TakenArchive>>(refusals)).ConfigureAwait(false);
    }

    private async Task<Result<TakenArchive>> WriteAsync(string path, ArchivedProcess? process, Action<string, long> told, CancellationToken ct)
    {
        var file = Folders.NewFile(path);
        await using var ofFile = file.ConfigureAwait(false);
        var taken = await writer.WriteAsync(file, ArchiveScope.Process, process, told, ct).ConfigureAwait(false);
        return taken.Damaged.IsEmpty ? taken : taken.Damaged.Select(d => new Refusal("archive.original-damaged", d)).ToImmutableArray();
    }
}
