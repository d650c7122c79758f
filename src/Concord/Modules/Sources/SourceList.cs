using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Sources;

/// <summary>The sources that a person may see whole. Public documents that a pack tells of are listed when their form is asked for.</summary>
internal sealed class SourceList(ConcordDb db, Labels labels, Shown shown) : Listed<SourceItem>
{
    public override string Name => "sources";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        ListFilter.Of<SourceForm>("form"), new("title", FilterForm.Text), new("originator", FilterForm.Text), new("since", FilterForm.Day), new("until", FilterForm.Day), new("known-since", FilterForm.Day), new("known", FilterForm.Day),
        ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<SourceItem>> Columns { get; } =
    [
        new("id", "#meta+id", s => s.Id), new("title", "#meta+source+title", s => s.Title), new("form", "#meta+source+type", s => s.Form),
        new("reference", "#meta+source+ref", s => s.Reference), new("originator", "#org+source", s => s.Originator), new("written", "#date+written", s => s.Written),
        new("known", "#date+known", s => s.Known), new("imported", "#date+imported", s => s.Imported), new("file-name", "#meta+file", s => s.FileName),
        new("paragraph-count", "#indicator+paragraphs+num", s => s.ParagraphCount), new("proposal-count", "#indicator+proposals+num", s => s.ProposalCount),
        new("error-count", "#indicator+errors+num", s => s.ErrorCount), new("page", "#meta+url", s => s.Page),
    ];

    public override async Task<Result<ListPage<SourceItem>>> PageAsync(Permit permit, ListAsked asked, CancellationToken ct)
    {
        var query = asked.Query;
        List<LabelId> visible = [.. await labels.VisibleToAsync(permit, ct).ConfigureAwait(false)];
        var form = query.Choice<SourceForm>("form");
        var since = query.Day("since") is { } s ? new DateTimeOffset(s.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        var until = query.Day("until") is { } u ? new DateTimeOffset(u.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero) : (DateTimeOffset?)null;
        var (knownSince, known) = (query.Day("known-since"), query.Day("known"));
        var (title, originator) = (query["title"], query["originator"]);
        return await Cursor.Read(asked.After, query.Choice<ListOrder>("order") ?? ListOrder.Recorded).Match(
            async from =>
            {
                var (rows, next) = await Keyset.FillAsync<SourceRow, SourceItem>(
                    from,
                    asked.Limit,
                    (at, most) => SourceQueries.Listed(db.After<SourceRow>(at, few: false), visible, form)
                        .Where(r => (since == null || r.Written >= since) && (until == null || r.Written <= until))
                        .Where(r => (knownSince == null || r.Known >= knownSince) && (known == null || r.Known <= known))
                        .Holding(r => r.Title, title).Holding(r => r.Originator, originator)
                        .Take(most).ToListAsync(ct),
                    r => new Cursor(from.Order, r.Known, r.Sequence, r.Id.Value),
                    some => Task.FromResult(some.Where(r => Letters.In(r.Title, title) && Letters.In(r.Originator, originator))
                        .Select(r => (SourceItem.Of(SourceQueries.Summary(r)), r)).ToList())).ConfigureAwait(false);
                shown.Tell(rows.Select(r => new SourceId(r.Id)));
                return (Result<ListPage<SourceItem>>)new ListPage<SourceItem>([.. rows], next?.ToString());
            },
            refusals => Task.FromResult<Result<ListPage<SourceItem>>>(refusals)).ConfigureAwait(false);
    }
}
