using System.Reflection;
using Concord.Core.Kernel;

namespace Concord.Tests.Architecture;

/// <summary>A rule broken: who, and what it used that it may not.</summary>
internal sealed record Trespass(string Rule, Type Who, string What)
{
    public override string ToString() => $"{Rule}: {Who.FullName} uses {What}";
}

/// <summary>
/// The dependency rules of the house (docs/adr). Modules are discovered from namespaces under <paramref name="root"/>, so a new one is under
/// the rules from its first type; the root is an argument so that the rules can be run on planted trespasses.
/// </summary>
internal sealed class ModuleRules(Assembly[] code, string root)
{
    /// <summary>Libraries inside the core that know nothing of the rest; every module of the shell may use them.</summary>
    private static readonly string[] Libraries = ["Kernel", "Telegrams"];

    private readonly Type[] types = [.. code.SelectMany(a => a.GetTypes()).Where(t => t.Namespace is { } n && (n == root || n.StartsWith(root + ".", StringComparison.Ordinal)))];

    public IReadOnlyCollection<string> CoreModules => Discover(".Core.");

    public IReadOnlyCollection<string> ShellModules => Discover(".Modules.");

    public IEnumerable<Trespass> All() => [.. Core(), .. Shell(), .. Platform(), .. Contracts(), .. Saving(), .. DroppedResults()];

    /// <summary>In the core a module sees the kernel and itself.</summary>
    public IEnumerable<Trespass> Core() =>
        from type in types
        let module = ModuleOf(type, ".Core.")
        where module is not null
        from used in Used(type)
        where Under(used, root) && !(ModuleOf(used, ".Core.") is { } other && (other == module || other == "Kernel"))
        select new Trespass("core", type, used.FullName!);

    /// <summary>In the shell a module sees the platform, its own core, the libraries, itself, and others' contracts.</summary>
    public IEnumerable<Trespass> Shell() =>
        from type in types
        let module = ModuleOf(type, ".Modules.")
        where module is not null
        from used in Used(type)
        where Under(used, root)
            && !Under(used, root + ".Platform")
            && ModuleOf(used, ".Modules.") != module
            && !(ModuleOf(used, ".Core.") is { } core && (core == module || Libraries.Contains(core)))
            && !(ModuleOf(used, ".Modules.") is { } other && Under(used, $"{root}.Modules.{other}.Contracts"))
        select new Trespass("shell", type, used.FullName!);

    /// <summary>The platform sees no module, of the shell or of the core but the kernel.</summary>
    public IEnumerable<Trespass> Platform() =>
        from type in types
        where Under(type, root + ".Platform")
        from used in Used(type)
        where Under(used, root + ".Modules") || ModuleOf(used, ".Core.") is { } core && core != "Kernel"
        select new Trespass("platform", type, used.FullName!);

    /// <summary>Contracts hold records, enums, static links, and at most one interface a module.</summary>
    public IEnumerable<Trespass> Contracts()
    {
        var contracts = types.Where(t => t.Namespace!.EndsWith(".Contracts", StringComparison.Ordinal) && t is { IsNested: false }).ToArray();
        return contracts
            .Where(t => !(t.IsEnum || t.IsInterface || t.IsValueType || IsRecord(t) || t is { IsAbstract: true, IsSealed: true }))
            .Select(t => new Trespass("contracts", t, "neither record, enum, interface nor static links"))
            .Concat(contracts.Where(t => t.IsInterface).GroupBy(t => t.Namespace).Where(g => g.Count() > 1)
                .Select(g => new Trespass("contracts", g.Last(), "a second interface")));
    }

    /// <summary>Only Platform/Db saves, and there only with an act.</summary>
    public IEnumerable<Trespass> Saving() =>
        from type in types
        where !Under(type, root + ".Platform.Db")
        from method in CodeReader.Methods(type)
        from instruction in CodeReader.Read(method)
        where instruction.Member is MethodBase { Name: "SaveChanges" or "SaveChangesAsync" }
        select new Trespass("saving", type, method.Name);

    /// <summary>A result that nobody reads: called, or awaited, and popped.</summary>
    public IEnumerable<Trespass> DroppedResults() =>
        from type in types
        from method in CodeReader.Methods(type)
        let instructions = CodeReader.Read(method).ToArray()
        from at in Enumerable.Range(0, Math.Max(0, instructions.Length - 1))
        where instructions[at].Member is MethodInfo called && IsResult(called.ReturnType) && instructions[at + 1].Code.Name == "pop"
        select new Trespass("dropped", type, method.Name);

    /// <summary>Which module uses whose contracts.</summary>
    public IEnumerable<(string Module, string Uses)> ContractUses() =>
        (from type in types
         let module = ModuleOf(type, ".Modules.")
         where module is not null
         from used in Used(type)
         let other = ModuleOf(used, ".Modules.")
         where other is not null && other != module
         select (module, other)).Distinct();

    private static bool IsResult(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Result<>);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool Under(Type type, string @namespace) =>
        type.Namespace is { } n && (n == @namespace || n.StartsWith(@namespace + ".", StringComparison.Ordinal));

    private static IEnumerable<Type> Used(Type type) => CodeReader.UsesOf(type);

    private string? ModuleOf(Type type, string layer) =>
        type.Namespace is { } n && n.StartsWith(root + layer, StringComparison.Ordinal) ? n[(root.Length + layer.Length)..].Split('.')[0] : null;

    private string[] Discover(string layer) => [.. types.Select(t => ModuleOf(t, layer)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
