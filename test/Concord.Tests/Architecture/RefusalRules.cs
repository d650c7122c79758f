using System.Reflection;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;

namespace Concord.Tests.Architecture;

/// <summary>Finds in compiled code every text that is given to a refusal as its code.</summary>
internal static partial class RefusalRules
{
    public static IReadOnlyCollection<string> CodesIn(params Assembly[] assemblies) =>
        [.. (from assembly in assemblies
             from type in assembly.GetTypes()
             from method in CodeReader.Methods(type)
             let instructions = CodeReader.Read(method).ToArray()
             where instructions.Any(i => i.Member is ConstructorInfo made && made.DeclaringType == typeof(Refusal))
             from instruction in instructions
             where instruction.Text is { } text && Code().IsMatch(text)
             select instruction.Text!).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
