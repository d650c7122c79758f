using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Concord.Core.Kernel;

namespace Concord.Core.Plan;

/// <summary>Turns JSON in which no fault was found into the records.</summary>
internal static class PackBuilder
{
    public static Pack Build(JsonItem root) => new(
        Id(root), Key(root), Whole(root, "version") ?? 0, Words(root, "names"), Words(root, "short_names"), Texts(root, "sources"),
        All(root, "members", Member), All(root, "bodies", Body), All(root, "offices", Office), All(root, "roles", Role),
        All(root, "kinds", Kind), All(root, "phases", Phase), root.String("record_phase") ?? "", All(root, "meetings", Meeting),
        All(root, "documents", Document), All(root, "measures", Measure))
    {
        Markings = All(root, "markings", Marking),
    };

    private static Member Member(JsonItem o) => new(
        Id(o), Key(o), o.String("iso2") ?? "", o.String("iso3") ?? "", Texts(o, "languages"), All(o, "short_names", Name),
        All(o, "formal_names", Name), All(o, "aliases", Alias), Date(o, "valid"), Texts(o, "sources"), o.Flag("unconfirmed"));

    private static DatedName Name(JsonItem o) => new(Words(o, "names"), Date(o, "valid"), Texts(o, "sources"), o.Flag("unconfirmed"));

    private static Alias Alias(JsonItem o) => new(o.String("language") ?? "", o.String("text") ?? "", o.String("used_by"));

    private static Body Body(JsonItem o) => new(
        Id(o), Key(o), o.String("form") ?? "", o.String("member"), Words(o, "names"), Words(o, "short_names"), Date(o, "valid"),
        Texts(o, "sources"), o.Flag("unconfirmed"));

    private static Office Office(JsonItem o) => new(
        Id(o), Key(o), Words(o, "names"), Words(o, "rule"), Date(o, "valid"), All(o, "holders", Holder), Texts(o, "sources"),
        o.Flag("unconfirmed"));

    private static Holder Holder(JsonItem o) => new(
        o.String("body"), o.String("member"), Date(o, "valid"), Texts(o, "sources"), o.Flag("unconfirmed"));

    private static Role Role(JsonItem o) => new(Id(o), Key(o), Words(o, "names"), Texts(o, "sources"), o.Flag("unconfirmed"));

    /// <summary>A word that the schema let pass and this does not know would be the narrowest.</summary>
    private static PackMarking Marking(JsonItem o) => new(
        Id(o), o.String("text") ?? "", Enum.TryParse<Handling>((o.String("widest") ?? "").Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var widest) ? widest : Handling.OwnBody,
        Texts(o, "sources"), o.Flag("unconfirmed"));

    private static MeasureKind Kind(JsonItem o) => new(
        Id(o), Key(o), Words(o, "names"), Words(o, "plural_names"), Texts(o, "facts"), All(o, "stages", Stage), Texts(o, "areas"))
    {
        Sort = Enum.TryParse<SubjectSort>(o.String("sort"), ignoreCase: true, out var sort) ? sort : SubjectSort.Measure,
    };

    private static Stage Stage(JsonItem o) => new(Id(o), Key(o), Words(o, "names"), Texts(o, "statuses"), o.Flag("end"));

    private static Phase Phase(JsonItem o) => new(
        Id(o), Key(o), Words(o, "names"), Words(o, "short_names"), Date(o, "period"), Date(o, "ran"), All(o, "areas", Area),
        Texts(o, "sources"), o.Flag("unconfirmed"));

    private static Area Area(JsonItem o) => new(
        Id(o), Key(o), o.String("number") ?? "", Words(o, "names"), Words(o, "short_names"), All(o, "targets", Target),
        Texts(o, "sources"), o.Flag("unconfirmed")) { Words = Texts(o, "words") };

    private static Target Target(JsonItem o) => new(
        Id(o), Key(o), o.String("number") ?? "", o.String("form") ?? "", Words(o, "names"), All(o, "targets", Target),
        Texts(o, "sources"), o.Flag("unconfirmed"));

    private static PackMeeting Meeting(JsonItem o) => new(
        Id(o), Key(o), o.String("body") ?? "", Whole(o, "number"), Words(o, "names"), Date(o, "held"), o.String("place"),
        o.String("host"), o.Flag("remote"), Words(o, "theme"), Texts(o, "with"), Texts(o, "sources"), o.Flag("unconfirmed"))
    {
        Said = All(o, "said", Said),
    };

    private static PackDocument Document(JsonItem o) =>
        new(Id(o), Key(o), Words(o, "names"), o.String("address") ?? "", Date(o, "published"));

    private static PackMeasure Measure(JsonItem o) => new(
        Id(o), Key(o), o.String("kind") ?? "", Words(o, "names"), Texts(o, "members"), Texts(o, "areas"), All(o, "said", Said));

    private static PackStatement Said(JsonItem o) => new(
        Id(o), Words(o, "text"), o.String("document"), o.String("member"), o.String("stage"), o.Flag("expected"), Date(o, "when"),
        o.Flag("denies") ? Polarity.Denies : Polarity.Affirms,
        o.Flag("hedged") || o.Flag("unconfirmed") ? Certainty.Hedged : Certainty.Plain, o.Flag("unconfirmed"))
    {
        Who = o.String("who"),
        Role = o.String("role"),
    };

    private static ImmutableArray<T> All<T>(JsonItem o, string name, Func<JsonItem, T> one) => [.. o.List(name).Select(one)];

    private static ImmutableArray<string> Texts(JsonItem o, string name) => All(o, name, i => i.Text);

    private static Wordings Words(JsonItem o, string name) => new(All(o, name, w => new Wording(
        w.String("language") ?? "", w.String("text") ?? "", w.String("standing") == "authentic", w.String("translator"),
        Whole(w, "version") ?? 1)));

    private static Guid Id(JsonItem o) => Guid.ParseExact(o.String("id") ?? "", "D");

    private static string Key(JsonItem o) => o.String("key") ?? "";

    private static int? Whole(JsonItem o, string name) => o[name] is { Kind: JsonValueKind.Number } n
        ? int.Parse(n.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    private static When? Date(JsonItem o, string name) =>
        o.String(name) is { } edtf ? When.Parse(edtf).Match(w => (When?)w, _ => null) : null;
}
