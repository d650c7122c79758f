using System.Reflection;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;

namespace Concord.Tests.Architecture;

/// <summary>Finds in compiled code every text that is given to a refusal as its code.</summary>
internal static partial class RefusalRules
{
    /// <summary>
    /// Codes given to a refusal where it is made, and every other text that begins as one of them does: a code
    /// handed through a method of one's own is found too.
    /// </summary>
    public static IReadOnlyCollection<string> CodesIn(params Assembly[] assemblies)
    {
        var methods = (from assembly in assemblies
                       from type in assembly.GetTypes()
                       from method in CodeReader.Methods(type)
                       let instructions = CodeReader.Read(method).ToArray()
                       let texts = instructions.Select(i => i.Text).OfType<string>().Where(t => Code().IsMatch(t)).ToArray()
                       where texts.Length > 0
                       select (Refuses: instructions.Any(i => i.Member is ConstructorInfo made && made.DeclaringType == typeof(Refusal)), texts)).ToArray();
        var subjects = methods.Where(m => m.Refuses).SelectMany(m => m.texts).Select(Subject).ToHashSet(StringComparer.Ordinal);
        return [.. methods.SelectMany(m => m.texts).Where(t => subjects.Contains(Subject(t))).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Subject(string code) => code[..code.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
