using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Platform.I18n;

namespace Concord.Commands;

/// <summary>What commands print: answers on standard output, reasons on standard error.</summary>
internal static class Say
{
    public static void Line(string text) => Console.Out.WriteLine(Plain(text));

    public static void Aside(string text) => Console.Error.WriteLine(Plain(text));

    /// <summary>Whatever is told of, it does nothing with the terminal that it is told on.</summary>
    internal static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));

    /// <summary>The sentence of each refusal; the exit status is 1.</summary>
    public static int Refused(ImmutableArray<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            Aside(refusal.Sentence());
        }

        return 1;
    }

    public static int Refused(Refusal refusal) => Refused([refusal]);
}
