namespace Concord.Tests.Corpus;

/// <summary>How many of how many.</summary>
internal readonly record struct Tally(int Right, int Of)
{
    public double Share => Of == 0 ? 1 : (double)Right / Of;

    public static Tally operator +(Tally a, Tally b) => new(a.Right + b.Right, a.Of + b.Of);

    public Tally Add(bool right) => new(Right + (right ? 1 : 0), Of + 1);

    public override string ToString() => Of == 0 ? "–" : FormattableString.Invariant($"{Right}/{Of}");
}

/// <summary>What was expected, what was proposed, and how many of them are the same thing.</summary>
internal readonly record struct Found(int Expected, int Proposed, int Matched)
{
    public double Recall => Expected == 0 ? 1 : (double)Matched / Expected;

    public double Precision => Proposed == 0 ? 1 : (double)Matched / Proposed;

    public static Found operator +(Found a, Found b) => new(a.Expected + b.Expected, a.Proposed + b.Proposed, a.Matched + b.Matched);

    public override string ToString() => Expected + Proposed == 0
        ? "–"
        : FormattableString.Invariant($"{Recall:0.00} / {Precision:0.00}");
}

/// <summary>Everything that scoring one telegram, or a sum of telegrams, says.</summary>
internal sealed class TelegramScore(string name)
{
    public string Name { get; } = name;
    public Tally Header { get; set; }
    public Tally Paragraphs { get; set; }
    public Tally ParagraphMarks { get; set; }
    public Tally Complaints { get; set; }
    public Tally ComplaintLines { get; set; }
    public Found Facts { get; set; }
    public Tally Status { get; set; }
    public Tally Date { get; set; }
    public Tally Certainty { get; set; }
    public Tally Polarity { get; set; }
    public Tally Speaker { get; set; }
    public Tally Attribution { get; set; }
    public Tally Figures { get; set; }
    public Tally Partners { get; set; }
    public Found Persons { get; set; }
    public Found Meetings { get; set; }
    public Found Commitments { get; set; }
    public Found Caveats { get; set; }
    public SortedDictionary<string, Found> Kinds { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, Tally> Rules { get; } = new(StringComparer.Ordinal);
    public List<string> Wrong { get; } = [];
    public List<string> FalseErrors { get; } = [];
    public List<string> FalseWarnings { get; } = [];
    public List<string> Upgrades { get; } = [];
    public List<string> Forbidden { get; } = [];
    public List<string> QuotesOutside { get; } = [];

    public static TelegramScore Sum(string name, IEnumerable<TelegramScore> parts)
    {
        var sum = new TelegramScore(name);
        foreach (var p in parts)
        {
            sum.Header += p.Header;
            sum.Paragraphs += p.Paragraphs;
            sum.ParagraphMarks += p.ParagraphMarks;
            sum.Complaints += p.Complaints;
            sum.ComplaintLines += p.ComplaintLines;
            sum.Facts += p.Facts;
            sum.Status += p.Status;
            sum.Date += p.Date;
            sum.Certainty += p.Certainty;
            sum.Polarity += p.Polarity;
            sum.Speaker += p.Speaker;
            sum.Attribution += p.Attribution;
            sum.Figures += p.Figures;
            sum.Partners += p.Partners;
            sum.Persons += p.Persons;
            sum.Meetings += p.Meetings;
            sum.Commitments += p.Commitments;
            sum.Caveats += p.Caveats;
            foreach (var (k, v) in p.Kinds)
            {
                sum.Kinds[k] = sum.Kinds.GetValueOrDefault(k) + v;
            }

            foreach (var (k, v) in p.Rules)
            {
                sum.Rules[k] = sum.Rules.GetValueOrDefault(k) + v;
            }

            sum.Wrong.AddRange(p.Wrong.Select(w => $"{p.Name}: {w}"));
            sum.FalseErrors.AddRange(p.FalseErrors.Select(w => $"{p.Name}: {w}"));
            sum.FalseWarnings.AddRange(p.FalseWarnings.Select(w => $"{p.Name}: {w}"));
            sum.Upgrades.AddRange(p.Upgrades.Select(w => $"{p.Name}: {w}"));
            sum.Forbidden.AddRange(p.Forbidden.Select(w => $"{p.Name}: {w}"));
            sum.QuotesOutside.AddRange(p.QuotesOutside.Select(w => $"{p.Name}: {w}"));
        }

        return sum;
    }
}
