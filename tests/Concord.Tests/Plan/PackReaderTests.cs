using System.Text;
using System.Text.Json.Nodes;
using Concord.Core.Plan;

namespace Concord.Tests.Plan;

public sealed class PackReaderTests
{
    public static TheoryData<string, string, Action<JsonNode>> Spoilt => new()
    {
        { "pack.missing", "$", p => p.AsObject().Remove("kinds") },
        { "pack.property-unknown", "$.colour", p => p["colour"] = "blue" },
        { "pack.wrong-type", "$.version", p => p["version"] = "three" },
        { "pack.wrong-type", "$.version", p => p["version"] = 1.5 },
        { "pack.too-small", "$.version", p => p["version"] = 0 },
        { "pack.too-few", "$.members", p => p["members"] = new JsonArray() },
        { "pack.wrong-form", "$.members[0].iso2", p => p["members"]![0]!["iso2"] = "Tz" },
        { "pack.wrong-form", "$.key", p => p["key"] = "lake\n" },
        { "pack.not-allowed", "$.names[0].standing", p => p["names"]![0]!["standing"] = "official" },
        { "pack.not-allowed", "$.kinds[0].stages[0].statuses[0]", p => p["kinds"]![0]!["stages"]![0]!["statuses"]![0] = "expected" },
        { "pack.not-uuid", "$.id", p => p["id"] = "7d0c2c4e-4f62-4bb0-9f6e-0a4c7f5f2b1-" },
        { "pack.not-allowed", "$.id", p => p["id"] = Guid.Empty.ToString() },
        { "pack.declared-twice", "$.members[1].id", p => p["members"]![1]!["id"] = p["members"]![0]!["id"]!.GetValue<string>() },
        { "pack.declared-twice", "$.members[1].key", p => p["members"]![1]!["key"] = "tanzania" },
        { "pack.declared-twice", "$.members[1].iso2", p => p["members"]![1]!["iso2"] = "TZ" },
        { "pack.repeated-in-list", "$.names[1].language", p => p["names"]![1]!["language"] = "fr" },
        { "pack.repeated-in-list", "$.phases[0].areas[1].number", p => p["phases"]![0]!["areas"]![1]!["number"] = "N" },
        { "pack.not-date", "$.meetings[0].held", p => p["meetings"]![0]!["held"] = "2019-13" },
        { "pack.not-date", "$.phases[0].period", p => p["phases"]![0]!["period"] = "2029/2019" },
        { "pack.not-address", "$.sources[0]", p => p["sources"]!.AsArray().Add("ftp://lake.example") },
        { "pack.reference-unknown", "$.meetings[0].body", p => p["meetings"]![0]!["body"] = "parliament" },
        { "pack.reference-unknown", "$.kinds[0].areas[0]", p => p["kinds"]![0]!["areas"]![0] = "east" },
        { "pack.reference-unknown", "$.record_phase", p => p["record_phase"] = "century" },
        { "pack.no-source", "$.bodies[0]", p => p["bodies"]![0]!.AsObject().Remove("unconfirmed") },
        { "pack.out-of-order", "$.offices[0].holders[1].valid", p => p["offices"]![0]!["holders"]![1]!["valid"] = "2018" },
        { "pack.out-of-order", "$.members[1].short_names[1].valid", p => p["members"]![1]!["short_names"]![1]!["valid"] = "1950/.." },
        { "pack.one-holder", "$.offices[0].holders[0]", p => p["offices"]![0]!["holders"]![0]!["body"] = "council" },
        { "pack.status-claimed-twice", "$.kinds[0].stages[1].statuses[2]", p => p["kinds"]![0]!["stages"]![1]!["statuses"]!.AsArray().Add("drafted") },
        { "pack.fact-claimed-twice", "$.kinds[0].facts[2]", p => p["kinds"]![0]!["facts"]!.AsArray().Add("law") },
        { "pack.stage-after-end", "$.kinds[0].stages[1]", p => p["kinds"]![0]!["stages"]![0]!["end"] = true },
        { "pack.record-without-areas", "$.record_phase", p => p["phases"]![0]!["areas"] = new JsonArray() },
        { "pack.reference-unknown", "$.measures[0].members[0]", p => p["measures"]![0]!["members"]![0] = "atlantis" },
        { "pack.reference-unknown", "$.measures[0].said[0].document", p => p["measures"]![0]!["said"]![0]!["document"] = "rumour" },
        { "pack.no-source", "$.measures[0].said[0]", p => p["measures"]![0]!["said"]![0]!.AsObject().Remove("document") },
        { "pack.stage-of-other-kind", "$.measures[0].said[0].stage", p => p["measures"]![0]!["said"]![0]!["stage"] = "baptised" },
        { "pack.missing", "$.measures[0].said[1]", p => p["measures"]![0]!["said"]![1]!["expected"] = true },
        { "pack.too-long", "$.key", p => p["key"] = new string('a', 61) },
        { "pack.too-short", "$.names[0].text", p => p["names"]![0]!["text"] = "" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_fault_is_told_with_its_file_and_place(string code, string path, Action<JsonNode> spoil) =>
        Assert.Contains(PackFiles.Faults(spoil), f => f.Code == code && f.Args[0] == "pack.json" && f.Args[2] == path);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = PackFiles.Faults(p =>
        {
            p["colour"] = "blue";
            p["members"]![0]!["iso2"] = "tz";
            p["meetings"]![0]!["body"] = "parliament";
            p["kinds"]![0]!["stages"]![0]!["end"] = true;
        });
        Assert.Equal(
            ["pack.property-unknown", "pack.reference-unknown", "pack.stage-after-end", "pack.wrong-form"],
            faults.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fault_names_its_line()
    {
        var lines = Encoding.UTF8.GetString(PackFiles.Lake).Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains("\"TZ\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("\"TZ\"", "\"tz\"", StringComparison.Ordinal);
        var fault = Assert.Single(PackFiles.Faults(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Assert.Equal($"{line + 1}", fault.Args[1]);
    }

    [Fact]
    public void A_property_given_twice_is_a_fault()
    {
        var twice = Encoding.UTF8.GetString(PackFiles.Lake).Replace("\"version\": 3,", "\"version\": 3, \"version\": 4,", StringComparison.Ordinal);
        Assert.Equal("pack.property-repeated", Assert.Single(PackFiles.Faults(Encoding.UTF8.GetBytes(twice))).Code);
    }

    [Theory]
    [InlineData("", "pack.not-json")]
    [InlineData("{", "pack.not-json")]
    [InlineData("{} {}", "pack.not-json")]
    [InlineData("[1, 2,]", "pack.not-json")]
    [InlineData("\"\\ud800\"", "pack.not-text")]
    [InlineData("{\"\\udfff\": 1}", "pack.not-text")]
    [InlineData("null", "pack.wrong-type")]
    [InlineData("[]", "pack.wrong-type")]
    public void What_is_not_a_pack_is_refused(string text, string code) =>
        Assert.Contains(PackFiles.Faults(Encoding.UTF8.GetBytes(text)), f => f.Code == code);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal("pack.not-utf8", Assert.Single(PackFiles.Faults((byte[])[0xFF, 0xFE, (byte)'{', 0])).Code);

    [Fact]
    public void A_byte_order_mark_is_nothing_to_complain_of() =>
        Assert.Empty(PackFiles.Faults((byte[])[0xEF, 0xBB, 0xBF, .. PackFiles.Lake]));

    [Fact]
    public void A_huge_file_is_refused_unread() =>
        Assert.Equal("pack.too-large", Assert.Single(PackFiles.Faults(new byte[3 * 1024 * 1024])).Code);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal("pack.not-json", Assert.Single(PackFiles.Faults(Encoding.UTF8.GetBytes(new string('[', 1_000_000)))).Code);

    [Fact]
    public void Of_very_many_faults_the_first_are_told_and_the_rest_counted()
    {
        var faults = PackFiles.Faults(p =>
        {
            for (var i = 0; i < 500; i++)
            {
                p[$"colour{i}"] = i;
            }
        });
        Assert.Equal(201, faults.Length);
        Assert.Equal(("pack.more-faults", "300"), (faults[^1].Code, faults[^1].Args[3]));
    }
}
