using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Core.Plan;
using Concord.Core.Telegrams;

namespace Concord.Tests.Plan;

public sealed class PackTests
{
    private static readonly Pack Commit = PackFiles.Whole(PackFiles.Commit);
    private static readonly Pack Lake = PackFiles.Whole(PackFiles.Lake);

    [Fact]
    public void Members_stand_in_protocol_order() =>
        Assert.Equal(["Cambodia", "China", "Lao PDR", "Myanmar", "Thailand", "Viet Nam"], Commit.Members.Select(m => m.NameOn(new(2008, 1, 1)).Text("en")));

    [Fact]
    public void Burma_finds_Myanmar_and_each_day_has_its_name()
    {
        var member = Commit.FindMember("burma");
        Assert.NotNull(member);
        Assert.Same(member, Commit.FindMember("MM"));
        Assert.Same(member, Commit.FindMember("မြန်မာ"));
        Assert.Equal("Burma", member.NameOn(new(1988, 1, 1)).Text("en"));
        Assert.Equal("Myanmar", member.NameOn(new(2007, 12, 19)).Text("en"));
        Assert.Equal("Union of Myanmar", member.FormalNameOn(new(2007, 12, 19)).Text("en"));
        Assert.Equal("Republic of the Union of Myanmar", member.FormalNameOn(new(2026, 1, 1)).Text("en"));
    }

    [Fact]
    public void The_record_of_COMMIT_has_the_eight_areas_of_its_second_plan()
    {
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], Commit.ForRecord.Areas.Select(a => a.Number));
        Assert.Equal(["1", "2", "3"], Commit.ForRecord.Areas.Where(a => !a.Unconfirmed).Select(a => a.Number));
    }

    [Fact]
    public void Dates_that_contradict_each_other_stand_side_by_side_in_what_is_said_of_one_measure()
    {
        var said = Commit.Measures.Single(m => m.Key == "china-myanmar-mou").Said;
        Assert.Equal(["2009-11", "2008-11"], said.Select(s => s.When?.Edtf));
        Assert.Equal(["signed", "signed"], said.Select(s => s.Stage));
    }

    [Fact]
    public void Every_fact_of_the_public_record_names_its_document()
    {
        var said = Commit.Measures.SelectMany(m => m.Said).Concat(Commit.Meetings.SelectMany(m => m.Said)).ToList();
        Assert.All(said, s => Assert.Contains(Commit.Documents, d => d.Key == s.Document));
        Assert.All(Commit.Documents, d => Assert.Contains(said, s => s.Document == d.Key));
    }

    [Fact]
    public void What_no_document_confirms_is_hedged()
    {
        var said = Lake.Measures.Single().Said;
        Assert.Equal([Certainty.Plain, Certainty.Hedged], said.Select(s => s.Certainty));
        Assert.Equal([false, true], said.Select(s => s.Unconfirmed));
    }

    [Fact]
    public void Each_kind_that_stands_in_the_record_counts_in_an_area_of_it_and_no_other_does() =>
        Assert.All(Commit.Kinds, k => Assert.Equal(k.Sort.StandsInRecord(), !k.AreasIn(Commit.ForRecord).IsEmpty));

    [Fact]
    public void Every_sort_of_subject_has_a_kind_and_a_meeting_that_nobody_tells_of_is_not_on_record()
    {
        Assert.Equal(Enum.GetValues<SubjectSort>().ToHashSet(), Commit.Kinds.Select(k => k.Sort).ToHashSet());
        Assert.All(Commit.Meetings, m => Assert.Equal(m.Sources.IsEmpty, m.Said.IsEmpty));
    }

    [Fact]
    public void A_status_reaches_the_stage_that_it_says_and_no_later_one()
    {
        Assert.Equal("drafting", Stage("law", "awaiting-approval"));
        Assert.Equal("passed", Stage("law", "passed"));
        Assert.Equal("in-force", Stage("law", "in-force"));
        Assert.Equal("drafted", Stage("agreement", "drafted"));
        Assert.Equal("initialled", Stage("agreement", "initialed"));
        Assert.Equal("finalised", Stage("national-plan", "completed"));
        Assert.Equal("preparing", Stage("institution", "ongoing"));
        Assert.Null(Stage("law", "expected"));
        Assert.Null(Stage("agreement", "postponed"));
    }

    [Fact]
    public void The_secretariat_and_the_chair_have_their_holders_in_time()
    {
        Assert.Equal("uniap", Office("secretariat", new(2007, 12, 19))?.Body);
        Assert.Equal("un-act", Office("secretariat", new(2019, 1, 1))?.Body);
        Assert.Equal("viet-nam", Office("chair", new(2025, 11, 19))?.Member);
        Assert.Null(Office("chair", new(2007, 12, 19)));
    }

    [Fact]
    public void Another_process_runs_on_the_same_code()
    {
        Assert.Equal(["tanzania", "burundi"], Lake.Members.Select(m => m.Key));
        Assert.Equal("Urundi", Lake.FindMember("BI")?.NameOn(new(1950, 1, 1)).Text("en"));
        Assert.Equal("fished", Lake.KindOfFact("agreement")?.StageOf("signed")?.Key);
        Assert.Null(Lake.KindOfFact("training"));
        Assert.Equal(["N", "S"], Lake.ForRecord.Areas.Select(a => a.Number));
        Assert.Equal("S.1.1", Lake.ForRecord.Areas[1].Targets[0].Targets[0].Number);
        Assert.Equal("Mapatano ya Uvuvi wa Ziwa Kuu", Lake.Names.Text("sw-TZ"));
        Assert.Equal("Entente des pêcheries du Grand Lac", Lake.Names.Text("de"));
    }

    /// <summary>Comments may give an example; a literal that names something of the process would be the process in the code.</summary>
    [Fact]
    public void Nothing_of_COMMIT_stands_in_the_code()
    {
        var names = Commit.Bodies.SelectMany(b => b.ShortNames.All).Concat(Commit.ShortNames.All)
            .Concat(Commit.Phases.SelectMany(p => p.ShortNames.All)).Select(w => w.Text)
            .Concat(Commit.Phases.Select(p => p.Key)).Concat(["Mekong"]).Distinct();
        var named = new Regex(@"""[^""\n]*\b(" + string.Join('|', names.Select(Regex.Escape)) + @")\b[^""\n]*""", RegexOptions.NonBacktracking);
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).ToArray();
        Assert.NotEmpty(files);
        Assert.Matches(named, "var body = \"the SOM of this year\";");
        Assert.DoesNotContain(files, f => File.ReadLines(f).Any(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && named.IsMatch(l)));
    }

    /// <summary>A status that a pack may map to a stage says that something is so; the others only that it may, will or should be.</summary>
    [Fact]
    public void The_schema_knows_the_kinds_and_statuses_of_the_extraction()
    {
        FactStatus[] neverReaches =
        [
            FactStatus.Possible, FactStatus.Intended, FactStatus.Planned, FactStatus.Expected, FactStatus.Pledged, FactStatus.Supports,
            FactStatus.Made, FactStatus.Postponed,
        ];
        Assert.Equal(Enum.GetValues<FactStatus>().Except(neverReaches).Select(s => Kebab(s.ToString())), Enumerated("factStatus"));
        Assert.Equal(Enum.GetValues<FactKind>().Where(k => k != FactKind.Statement).Select(k => Kebab(k.ToString())), Enumerated("factKind"));
    }

    [Fact]
    public void The_schema_in_the_program_is_the_one_in_the_folder() =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "packs", "pack.schema.json")), PackReader.SchemaFile());

    [Fact]
    public void A_schema_that_asks_for_more_than_the_reader_knows_is_caught() =>
        Assert.Throws<InvalidOperationException>(() => PackSchema.Of("""{"type": "object", "properties": {"a": {"multipleOf": 2}}}"""u8));

    private static string? Stage(string kind, string status) => Commit.KindOfFact(kind)?.StageOf(status)?.Key;

    private static Holder? Office(string key, DateOnly day) => Commit.Offices.Single(o => o.Key == key).HolderOn(day);

    private static string[] Enumerated(string definition)
    {
        using var schema = JsonDocument.Parse(PackReader.SchemaFile());
        return [.. schema.RootElement.GetProperty("$defs").GetProperty(definition).GetProperty("enum").EnumerateArray().Select(e => e.GetString()!)];
    }

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
