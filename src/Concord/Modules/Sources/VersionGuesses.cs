using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>
/// Which source that is here a new one may correct. Certain only for a telegram of the same form with the same reference id, that is not another section of it;
/// everything else is a question to a person. What another body filed is no part of it.
/// </summary>
internal sealed class VersionGuesses(ConcordDb db, Labels labels)
{
    private const int Most = 5;

    /// <summary>The newest version of the telegram, or null.</summary>
    public async Task<SourceId?> CertainAsync(Permit permit, SourceRow fresh, TelegramHeader header, CancellationToken ct)
    {
        if (fresh.ReferenceId is not { } reference || Forms.IsDocument(fresh.Form))
        {
            return null;
        }

        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var same = await Newest(fresh, visible).Where(s => s.ReferenceId == reference && s.Form == fresh.Form && s.Id != fresh.Id)
            .OrderByDescending(s => s.Sequence).Take(Most).ToListAsync(ct).ConfigureAwait(false);
        return same.Where(s => IsWhole(Stored.Read<TelegramHeader>(s.Header), header)).Select(s => (SourceId?)s.Id).FirstOrDefault();
    }

    /// <summary>What a person is asked on the source's page.</summary>
    public async Task<ImmutableArray<MayCorrect>> ForAsync(SourceRow source, TelegramHeader? header, List<LabelId> visible, CancellationToken ct)
    {
        if (source.Corrects is not null || source.Form == SourceForm.Record)
        {
            return [];
        }

        var others = Newest(source, visible).Where(s => s.Id != source.Id && s.Sequence < source.Sequence && s.First != source.Id
            && !db.Set<DistinctRow>().Any(d => (d.SourceId == source.Id && d.OtherId == s.Id) || (d.SourceId == s.Id && d.OtherId == source.Id)));
        var found = header is null
            ? await others.Where(s => s.Form == source.Form && s.Title == source.Title).OrderByDescending(s => s.Sequence).Take(Most).ToListAsync(ct).ConfigureAwait(false)
            : await others.Where(s => (s.ReferenceId != null && s.ReferenceId == source.ReferenceId)
                || (s.Originator != null && s.Originator == source.Originator && ((s.Written != null && s.Written == source.Written) || s.Title == source.Title)))
                .OrderByDescending(s => s.Sequence).Take(20).ToListAsync(ct).ConfigureAwait(false);
        return [.. found.Select(s => (Row: s, Reason: ReasonOf(source, s, header))).Where(s => s.Reason is not null).Take(Most).Select(s => new MayCorrect(SourceQueries.Summary(s.Row), s.Reason!))];
    }

    private static string? ReasonOf(SourceRow source, SourceRow other, TelegramHeader? header) => header switch
    {
        null => "title",
        _ when !Forms.IsDocument(other.Form) && !IsWhole(Stored.Read<TelegramHeader>(other.Header), header) => null,
        _ when source.ReferenceId is not null && source.ReferenceId == other.ReferenceId => "reference",
        _ when source.Written is not null && source.Written == other.Written => "originator",
        _ when CorrectedCopies.IsOne(header) => "marked",
        _ => null,
    };

    /// <summary>Sections of one telegram that came in two files are no versions of each other.</summary>
    private static bool IsWhole(TelegramHeader one, TelegramHeader other) => (one.Section, other.Section) is (null, null) || one.Section == other.Section;

    private IQueryable<SourceRow> Newest(SourceRow of, List<LabelId> visible) => db.Set<SourceRow>().AsNoTracking()
        .Where(s => s.FiledKey == of.FiledKey && visible.Contains(s.LabelId) && !db.Set<SourceRow>().Any(l => l.Corrects == s.Id));
}
