using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>A measure: where it stands on a day and by which statement, and everything that was said of it.</summary>
[Asks(Doing.Read, Writes = Doing.Review), Shows("measure")]
internal sealed class MeasurePageModel(MeasureQueries measures, UnmergeMeasures unmerge) : AskingPage
{
    public MeasurePage View { get; private set; } = null!;

    public Timeline? Timeline { get; private set; }

    /// <summary>The number of the statement by which it stands where it stands.</summary>
    public int? Deciding => View.Statements.Index().Where(s => s.Item.Id == View.Deciding).Select(s => (int?)(s.Index + 1)).FirstOrDefault();

    /// <summary>Announcements that still say something: one that was restated is told by its successor.</summary>
    public ImmutableArray<Expectation> Expectations => View.Standing.Expectations;

    /// <summary>Stages for which statements that count give days that cannot be the same: each with its number and date, none preferred (DESIGN, rule 2).</summary>
    public IEnumerable<(StageId Stage, ImmutableArray<(int Number, When When)> Dates)> Differing =>
        from said in View.Statements.Index()
        where said.Item is { Withdrawn: false, Polarity: Polarity.Affirms }
        let reached = said.Item.Assertion as Assertion.ReachedStage
        where reached?.When is not null
        group (said.Index + 1, reached.When) by reached.Stage into dates
        where dates.Any(a => dates.Any(b => a.When.Latest < b.When.Earliest))
        select (dates.Key, dates.ToImmutableArray());

    /// <summary>As asked for, or today: on which day it stood there.</summary>
    public string On { get; private set; } = "";

    /// <summary>As asked for, or today: as far as was known on which day.</summary>
    public string Known { get; private set; } = "";

    /// <summary>Another day than today was asked for.</summary>
    public bool Asked { get; private set; }

    /// <summary>The title under which somebody came here, when another stands for it now.</summary>
    public string? Was { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid id, string? on, string? known, Guid? was, CancellationToken ct)
    {
        var now = measures.Now;
        Asked = !string.IsNullOrEmpty(on) || !string.IsNullOrEmpty(known);
        var asOf = new AsOf(Day("on", on, now.Held), Day("known", known, now.Known));
        (On, Known) = (on ?? Days.Write(asOf.Held), known ?? Days.Write(asOf.Known));
        return ShowAsync(
            permit => measures.MeasureAsync(permit, new MeasureId(id), asOf, ct),
            view =>
            {
                if (view.Id.Value != id)
                {
                    return Redirect(MeasureLinks.Measure(view.Id) + QueryString.Create(new Dictionary<string, string?> { ["was"] = id.ToString("D"), ["on"] = on, ["known"] = known }));
                }

                View = view;
                Was = was is { } other && other != id ? view.Titles.GetValueOrDefault(new MeasureId(other)) : null;
                Timeline = Timeline.Of([.. view.Statements.Select(s => (s, Words.WhenOf(s)))]);
                this.Titled(view.Title, "record");
                return Page();
            });
    }

    public Task<IActionResult> OnPostUnmergeAsync(Guid id, Guid merging, string? why, CancellationToken ct) => ShowAsync(
        permit => unmerge.HandleAsync(permit, new Unmerge(new MergingId(merging), why), ct),
        apart =>
        {
            Said = Texts.Here("measures.said-unmerged");
            return Redirect(MeasureLinks.Measure(apart));
        });

    /// <summary>The anchor of a statement in the list.</summary>
    public static string Anchor(MeasurePage view, int number) => $"m-{view.Id.Value:D}-statement-{number}";

    private DateOnly Day(string field, string? written, DateOnly today)
    {
        if (string.IsNullOrEmpty(written))
        {
            return today;
        }

        if (Days.Read(written.Trim()) is { } day)
        {
            return day;
        }

        ModelState.AddModelError(field, Texts.Here("measures.day-unreadable"));
        return today;
    }
}
