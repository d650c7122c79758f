using Concord.Core.Kernel;
using Concord.Platform.Ledger;

namespace Concord.Platform.Archive;

/// <summary>Fills an empty installation out of an archive that somebody handed on.</summary>
internal sealed class RestoreArchive(ArchiveFiller filler)
{
    /// <summary>Refused with what <see cref="Handed.InAsync"/> and <see cref="ArchiveFiller.FillAsync(Stream, ArchiveScope, Func{Task}, IReadOnlyList{Act}, Action{string, long}, CancellationToken)"/> are.</summary>
    public async Task<Result<RestoredArchive>> HandleAsync(Permit permit, string path, Action<string, long> told, CancellationToken ct)
    {
        if (permit.Doing != Doing.Administer)
        {
            return new Refusal("access.denied");
        }

        var done = new Act(permit, "archive.restored", "archive", Payload: new Dictionary<string, string?> { ["file"] = Path.GetFileName(path) });
        return await Handed.InAsync(path, file => filler.FillAsync(file, ArchiveScope.Process, () => Task.CompletedTask, [done], told, ct)).ConfigureAwait(false);
    }
}
