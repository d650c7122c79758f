using System.Reflection;
using System.Text.RegularExpressions;
using Concord.Core.Kernel;
using Concord.Platform.Ledger;

namespace Concord.Tests.Architecture;

/// <summary>Finds in compiled code every text that is given to a refusal as its code.</summary>
internal static partial class RefusalRules
{
    /// <summary>
    /// Codes given to a refusal where it is made, and every other text that begins as one of them does: a code
    /// handed through a method of one's own is found too. The name of an act is no code.
    /// </summary>
    public static IReadOnlyCollection<string> CodesIn(params Assembly[] assemblies)
    {
        var texts = (from assembly in assemblies
                     from type in assembly.GetTypes()
                     from method in CodeReader.Methods(type)
                     let instructions = CodeReader.Read(method).ToArray()
                     from at in Enumerable.Range(0, instructions.Length)
                     where instructions[at].Text is { } text && Code().IsMatch(text)
                     select (Text: instructions[at].Text!, Made: MadeOf(instructions, at))).ToArray();
        var subjects = texts.Where(t => t.Made == typeof(Refusal)).Select(t => Subject(t.Text)).ToHashSet(StringComparer.Ordinal);
        return [.. texts.Where(t => t.Made != typeof(Act) && subjects.Contains(Subject(t.Text))).Select(t => t.Text).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>What is made next after a text was loaded: a refusal, an act, or neither in this method.</summary>
    private static Type? MadeOf(Instruction[] instructions, int at) =>
        instructions.Skip(at).Select(i => (i.Member as ConstructorInfo)?.DeclaringType).FirstOrDefault(t => t == typeof(Refusal) || t == typeof(Act));

    private static string Subject(string code) => code[..code.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
