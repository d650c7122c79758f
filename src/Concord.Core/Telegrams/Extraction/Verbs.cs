using System.Collections.Frozen;

namespace Concord.Core.Telegrams.Extraction;

/// <summary>The forms that a written word may be of a verb.</summary>
[Flags]
internal enum Form
{
    None = 0,
    Base = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Ing = 16,
}

/// <summary>A verb of the table: its class decides what it does to its object.</summary>
/// <param name="Lemma">The base form, with its particle.</param>
/// <param name="Class">The first column of the table.</param>
/// <param name="Particle">The words that must follow: <c>set up</c>, <c>enter into force</c>.</param>
internal sealed record Verb(string Lemma, string Class, string[] Particle);

/// <summary>A verb that a written word may be, and in which form.</summary>
internal readonly record struct Reading(Verb Verb, Form Form);

/// <summary>The verbs known to the extraction, by every written form.</summary>
internal static class Verbs
{
    private static readonly FrozenDictionary<string, Reading[]> Table = Load();

    private static readonly Verb UnknownVerb = new("", "other", []);

    /// <summary>The readings of a word, those with the longest particle first.</summary>
    public static ReadOnlySpan<Reading> Of(string lower) => Table.TryGetValue(lower, out var readings) ? readings : [];

    /// <summary>A word ending in -ed that no table knows, read as a verb of no class.</summary>
    public static Reading? Guess(string lower) =>
        lower.Length > 5 && lower.EndsWith("ed", StringComparison.Ordinal) && !lower.Contains('-', StringComparison.Ordinal)
            ? new Reading(UnknownVerb, Form.Past | Form.Participle)
            : null;

    private static FrozenDictionary<string, Reading[]> Load()
    {
        var table = new Dictionary<string, List<Reading>>(StringComparer.Ordinal);
        foreach (var line in DataFile.Lines("verbs.tsv"))
        {
            foreach (var entry in DataFile.List(line[1]))
            {
                var plus = entry.IndexOf('+', StringComparison.Ordinal);
                var forms = (plus < 0 ? entry : entry[..plus]).Split('/');
                var particle = plus < 0 ? [] : entry[(plus + 1)..].Split(' ');
                var lemma = plus < 0 ? forms[0] : forms[0] + " " + entry[(plus + 1)..];
                var verb = new Verb(lemma, line[0], particle);
                foreach (var (written, form) in Inflect(forms))
                {
                    Put(table, written, new Reading(verb, form));
                }
            }
        }
        return table.ToFrozenDictionary(p => p.Key, p => p.Value.OrderByDescending(r => r.Verb.Particle.Length).ToArray(), StringComparer.Ordinal);
    }

    private static void Put(Dictionary<string, List<Reading>> table, string written, Reading reading)
    {
        if (!table.TryGetValue(written, out var readings))
        {
            table[written] = readings = [];
        }
        var known = readings.FindIndex(r => ReferenceEquals(r.Verb, reading.Verb));
        if (known >= 0)
        {
            readings[known] = new Reading(reading.Verb, readings[known].Form | reading.Form);
        }
        else if (reading.Verb.Particle.Length > 0 || !readings.Exists(r => r.Verb.Particle.Length == 0 && r.Verb.Lemma == reading.Verb.Lemma))
        {
            readings.Add(reading);
        }
    }

    private static IEnumerable<(string Written, Form Form)> Inflect(string[] forms)
    {
        var lemma = forms[0];
        var ending = lemma[^1];
        var y = ending == 'y' && lemma.Length > 1 && !"aeiou".Contains(lemma[^2], StringComparison.Ordinal);
        var past = forms.Length > 1 ? forms[1] : y ? lemma[..^1] + "ied" : ending == 'e' ? lemma + "d" : lemma + "ed";
        yield return (lemma, Form.Base);
        yield return (ThirdOf(lemma, y), Form.Third);
        yield return (past, Form.Past);
        yield return (forms.Length > 2 ? forms[2] : past, Form.Participle);
        yield return (forms.Length > 3 ? forms[3] : ending == 'e' && !lemma.EndsWith("ee", StringComparison.Ordinal) ? lemma[..^1] + "ing" : lemma + "ing", Form.Ing);
    }

    private static string ThirdOf(string lemma, bool y) =>
        y ? lemma[..^1] + "ies"
        : lemma.EndsWith('s') || lemma.EndsWith('x') || lemma.EndsWith("sh", StringComparison.Ordinal) || lemma.EndsWith("ch", StringComparison.Ordinal) || lemma is "go" or "do"
            ? lemma + "es" : lemma + "s";
}
