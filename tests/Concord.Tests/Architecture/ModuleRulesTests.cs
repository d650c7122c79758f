using System.Reflection;
using Concord.Core.Kernel;

namespace Concord.Tests.Architecture;

public sealed class ModuleRulesTests
{
    private static readonly ModuleRules House = new([typeof(Result<>).Assembly, typeof(Program).Assembly], "Concord");
    private static readonly ModuleRules Plants = new([typeof(ModuleRulesTests).Assembly], "Planted");

    [Fact]
    public void The_house_keeps_its_rules() => Assert.Empty(House.All().Select(t => t.ToString()).Distinct().Order());

    [Fact]
    public void Modules_are_discovered()
    {
        Assert.Superset(new HashSet<string> { "Kernel", "Telegrams", "Measures" }, House.CoreModules.ToHashSet());
        Assert.Superset(new HashSet<string> { "Sources", "Measures" }, House.ShellModules.ToHashSet());
    }

    [Theory]
    [InlineData("core", "SeesAnotherModule")]
    [InlineData("shell", "InSignature")]
    [InlineData("shell", "InBody")]
    [InlineData("shell", "InLambda")]
    [InlineData("shell", "InAsync")]
    [InlineData("shell", "InIterator")]
    [InlineData("shell", "InGenericArgument")]
    [InlineData("shell", "InArray")]
    [InlineData("shell", "InAttribute")]
    [InlineData("shell", "InTypeof")]
    [InlineData("platform", "PlatformSeesModule")]
    [InlineData("contracts", "NotARecord")]
    [InlineData("contracts", "ISecondBeta")]
    [InlineData("saving", "Saves")]
    [InlineData("dropped", "DropsResult")]
    [InlineData("dropped", "DropsAwaitedResult")]
    public void A_planted_trespass_is_found(string rule, string who) =>
        Assert.Contains(Plants.All(), t => t.Rule == rule && Outermost(t.Who).Name == who);

    [Theory]
    [InlineData("UsesContractsOnly")]
    [InlineData("ReadsResult")]
    [InlineData("AlphaThing")]
    [InlineData("BetaHappened")]
    public void An_allowed_use_is_left_alone(string who) => Assert.DoesNotContain(Plants.All(), t => Outermost(t.Who).Name == who);

    [Fact]
    public void The_core_stands_on_the_base_library_alone() =>
        Assert.All(
            typeof(Result<>).Assembly.GetReferencedAssemblies(),
            a => Assert.True(a.Name!.StartsWith("System.", StringComparison.Ordinal), a.Name));

    [Fact]
    public void Uses_of_contracts_have_no_circle_and_are_those_of_the_module_map()
    {
        var uses = House.ContractUses().ToHashSet();
        Assert.Empty(Circle(uses));
        Assert.Equal(
            ModuleMap().OrderBy(u => u.Module, StringComparer.Ordinal).ThenBy(u => u.Uses, StringComparer.Ordinal),
            uses.OrderBy(u => u.Module, StringComparer.Ordinal).ThenBy(u => u.Uses, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_module_of_the_code_stands_in_the_module_map()
    {
        var rows = MapRows().Select(r => r[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(House.ShellModules.ToHashSet(), rows);
    }

    [Fact]
    public void A_planted_circle_is_found() => Assert.NotEmpty(Circle(new HashSet<(string, string)> { ("A", "B"), ("B", "C"), ("C", "A") }));

    private static IEnumerable<string> Circle(IReadOnlySet<(string Module, string Uses)> uses)
    {
        var left = uses.ToHashSet();
        while (left.RemoveWhere(u => !left.Any(v => v.Module == u.Uses)) > 0)
        {
        }

        return left.Select(u => $"{u.Module} → {u.Uses}");
    }

    private static IEnumerable<(string Module, string Uses)> ModuleMap() =>
        from row in MapRows()
        from other in row[^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where char.IsLetter(other[0])
        select (row[0], other);

    /// <summary>Rows of the table in docs/modules.md whose first column is a module; the last names whose contracts it uses.</summary>
    private static IEnumerable<string[]> MapRows() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "modules.md"))
        where line.StartsWith("| ", StringComparison.Ordinal)
        let cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries).Select(c => c.Trim('*', '`')).ToArray()
        where cells.Length >= 3 && cells[0].Length > 0 && char.IsUpper(cells[0][0])
        select cells;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
