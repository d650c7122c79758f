using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Api;
using Concord.Platform.Lists;

namespace Concord.Modules.Measures;

/// <summary>A position as answers and what is taken out have it.</summary>
internal sealed record PositionItem(
    Guid Id, long Number, string Question, MeasureRef? Measure, Stance Stance, Polarity Polarity, Certainty Certainty, string? Member, string? Speaker, string? SpeakerCapacity,
    bool SpeakerProtected, string? Occasion, DateAnswer? Said, DateOnly Known, Guid? SourceId, string? SourceTitle, string? Paragraph, string? Quote, string? Page,
    ImmutableArray<ReplyItem> Replies);

/// <summary>An obstacle as answers and what is taken out have it.</summary>
internal sealed record ObstacleItem(
    Guid Id, long Number, string? Area, string What, string? HelpNeeded, MeasureRef? Measure, Polarity Polarity, Certainty Certainty, string? Member, string? Speaker,
    string? SpeakerCapacity, bool SpeakerProtected, string? Occasion, DateAnswer? Said, DateOnly Known, Guid? SourceId, string? SourceTitle, string? Paragraph, string? Quote,
    string? Page, ImmutableArray<ReplyItem> Replies);

/// <summary>Who supports, opposes or intends what, by the statements that count.</summary>
internal sealed class PositionList(SaidQueries said) : GatheredList<SaidView, PositionItem>
{
    public override string Name => "positions";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), new("about", FilterForm.Name), new("question", FilterForm.Text), ListFilter.Of<Stance>("stance"), new("speaker", FilterForm.Text),
        new("said-since", FilterForm.Day), new("said-until", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<PositionItem>> Columns { get; } =
    [
        new("id", "#meta+id", p => p.Id), new("number", "#meta+sequence+num", p => p.Number), new("question", "#description", p => p.Question),
        new("measure", "#activity+name", p => p.Measure?.Title), new("measure-id", "#activity+id", p => p.Measure?.Id), new("stance", "#status+stance", p => p.Stance),
        new("polarity", "#status+polarity", p => p.Polarity), new("certainty", "#status+certainty", p => p.Certainty), new("member", "#country+code", p => p.Member),
        new("speaker", "#contact+name", p => p.Speaker), new("speaker-capacity", "#contact+role", p => p.SpeakerCapacity), new("occasion", "#event+name", p => p.Occasion),
        new("said", "#date+said", p => p.Said), new("known", "#date+known", p => p.Known), new("source", "#meta+source+title", p => p.SourceTitle),
        new("source-id", "#meta+source+id", p => p.SourceId), new("paragraph", "#meta+paragraph", p => p.Paragraph), new("quote", "#description+quote", p => p.Quote),
        new("page", "#meta+url", p => p.Page), new("replies", "#description+replies", p => ReplyItem.Cell(p.Replies)),
    ];

    /// <summary>The country that a filter means, by its two letters or its name; null for none.</summary>
    public static Country? About(string? asked) => asked is null ? null
        : Gazetteer.ByIso2(asked.ToUpperInvariant())
            ?? (CountriesNamed.In(System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(asked)).Select(c => c.Iso2).Distinct().ToArray() is [var named] ? Gazetteer.ByIso2(named) : null);

    protected override async Task<Result<ImmutableArray<SaidView>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var about = About(query["about"]);
        if (query["about"] is { } asked && about is null)
        {
            return new Refusal("list.no-such-name", "about", asked, "TH, MY, ID");
        }

        var (question, stance) = (query["question"], query.Choice<Stance>("stance"));
        return (await said.FoundAsync(permit, AssertionForm.Position, query, ct).ConfigureAwait(false)).Map<ImmutableArray<SaidView>>(all =>
        [
            .. all.Where(s => about is null || CountriesNamed.In(SaidQueries.On(s) + "; " + s.Measure?.Title).Any(c => c.Iso2 == about.Iso2))
                .Where(s => question is null || Letters.In(SaidQueries.On(s), question) || Letters.In(s.Measure?.Title, question))
                .Where(s => stance is null || ((Assertion.Position)s.Statement.Assertion).Stance == stance),
        ]);
    }

    protected override ListPlace PlaceOf(SaidView view) => SaidQueries.PlaceOf(view);

    protected override PositionItem Show(SaidView view)
    {
        var (s, p, position) = (view.Statement, view.Statement.Passage, (Assertion.Position)view.Statement.Assertion);
        return new PositionItem(
            s.Id.Value, view.Number, position.On, view.Measure?.Ref, position.Stance, s.Polarity, s.Certainty, view.By?.Key, s.Speaker, s.Capacity, s.Protected, s.Occasion,
            DateAnswer.Of(s.Said), s.Known, p?.Source.Value, p?.SourceTitle, p?.Paragraph, p?.Exact, p is null ? null : SourceLinks.Passage(p), ReplyItem.Of(s.Replies));
    }
}

/// <summary>What stands in the way, with the help asked for, by the statements that count.</summary>
internal sealed class ObstacleList(SaidQueries said) : GatheredList<SaidView, ObstacleItem>
{
    public override string Name => "obstacles";

    public override ImmutableArray<ListFilter> Filters { get; } =
    [
        new("member", FilterForm.Name), new("area", FilterForm.Name), new("what", FilterForm.Text), new("help", FilterForm.Choice) { Choices = ["yes", "no"] },
        new("speaker", FilterForm.Text), new("said-since", FilterForm.Day), new("said-until", FilterForm.Day), new("known", FilterForm.Day), ListFilter.Of<ListOrder>("order"),
    ];

    public override ImmutableArray<ListColumn<ObstacleItem>> Columns { get; } =
    [
        new("id", "#meta+id", o => o.Id), new("number", "#meta+sequence+num", o => o.Number), new("area", "#sector+code", o => o.Area), new("what", "#description", o => o.What),
        new("help-needed", "#description+help", o => o.HelpNeeded), new("measure", "#activity+name", o => o.Measure?.Title), new("measure-id", "#activity+id", o => o.Measure?.Id),
        new("polarity", "#status+polarity", o => o.Polarity), new("certainty", "#status+certainty", o => o.Certainty), new("member", "#country+code", o => o.Member),
        new("speaker", "#contact+name", o => o.Speaker), new("speaker-capacity", "#contact+role", o => o.SpeakerCapacity), new("occasion", "#event+name", o => o.Occasion),
        new("said", "#date+said", o => o.Said), new("known", "#date+known", o => o.Known), new("source", "#meta+source+title", o => o.SourceTitle),
        new("source-id", "#meta+source+id", o => o.SourceId), new("paragraph", "#meta+paragraph", o => o.Paragraph), new("quote", "#description+quote", o => o.Quote),
        new("page", "#meta+url", o => o.Page), new("replies", "#description+replies", o => ReplyItem.Cell(o.Replies)),
    ];

    protected override async Task<Result<ImmutableArray<SaidView>>> GatherAsync(Permit permit, ListQuery query, CancellationToken ct)
    {
        var (area, what, help) = (query["area"], query["what"], query["help"]);
        return (await said.FoundAsync(permit, AssertionForm.Obstacle, query, ct).ConfigureAwait(false)).Map<ImmutableArray<SaidView>>(all =>
        [
            .. all.Where(s => area is null || s.Area == area)
                .Where(s => s.Statement.Assertion is Assertion.Obstacle o && (what is null || Letters.In(o.What, what) || Letters.In(o.HelpNeeded, what))
                    && (help is null || (o.HelpNeeded is not null) == (help == "yes"))),
        ]);
    }

    protected override ListPlace PlaceOf(SaidView view) => SaidQueries.PlaceOf(view);

    protected override ObstacleItem Show(SaidView view)
    {
        var (s, p, obstacle) = (view.Statement, view.Statement.Passage, (Assertion.Obstacle)view.Statement.Assertion);
        return new ObstacleItem(
            s.Id.Value, view.Number, view.Area, obstacle.What, obstacle.HelpNeeded, view.Measure?.Ref, s.Polarity, s.Certainty, view.By?.Key, s.Speaker, s.Capacity, s.Protected,
            s.Occasion, DateAnswer.Of(s.Said), s.Known, p?.Source.Value, p?.SourceTitle, p?.Paragraph, p?.Exact, p is null ? null : SourceLinks.Passage(p), ReplyItem.Of(s.Replies));
    }
}
