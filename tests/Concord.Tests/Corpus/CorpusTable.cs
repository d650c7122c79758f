using System.Globalization;
using System.Text;

namespace Concord.Tests.Corpus;

/// <summary>The scores as tables. Of the held set only figures are shown: nobody tunes to it.</summary>
internal static class CorpusTable
{
    public static string Write(IEnumerable<(string Set, IReadOnlyList<TelegramScore> Scores)> sets)
    {
        var page = new StringBuilder("""
            # The corpus, scored

            Written by `dotnet run --project bench/Concord.Bench -- corpus`. `dev` is what rules are developed on; `held` is other regions,
            subjects and drafting hands, written before the reader ran on it and not looked at since, save that of p05 to p08 three statuses read too far and one
            missed complaint were. Each set of telegrams was written by a hand that never saw a rule, and its FIRST reading is what to expect of a telegram that
            nobody has seen: p01 to p08 recall 0.75 at precision 0.74, three statuses read too far; q01 to q03 0.68 / 0.79 and r01 to r05, drafted to be hard,
            0.65 / 0.75, two statuses read too far; s01 to s06, drafted as cables are, 0.69 / 0.69, none read too far. The last lacked mostly the country of
            whoever spoke: after that rule, made on s01 and s03 alone, s02, s04, s05 and s06 stand at 0.84 / 0.85. All but the held ones are dev now.
            Recall / precision; a fact is found when its place, kind and country agree.
            Statuses, dates, speakers and the rest are counted among the facts found. Infos that nobody expected weigh nothing.


            """.ReplaceLineEndings("\n"));
        foreach (var (set, scores) in sets)
        {
            var sum = TelegramScore.Sum("**together**", scores);
            page.Append(CultureInfo.InvariantCulture, $"## {set}\n\n");
            Row(page, "telegram", "header", "paragraphs", "marks", "complaints", "at their line", "false errors", "false warnings",
                "facts", "found", "upgrades", "forbidden", "quotes outside");
            Rule(page, 13);
            foreach (var s in scores.Append(sum))
            {
                Row(page, s.Name, s.Header, s.Paragraphs, s.ParagraphMarks, s.Complaints, s.ComplaintLines, s.FalseErrors.Count, s.FalseWarnings.Count,
                    s.Facts, $"{s.Facts.Matched} of {s.Facts.Expected}", s.Upgrades.Count, s.Forbidden.Count, s.QuotesOutside.Count);
            }

            page.Append('\n');
            Row(page, "among facts found", "right");
            Rule(page, 2);
            foreach (var (name, tally) in new[]
            {
                ("status", sum.Status), ("polarity", sum.Polarity), ("date", sum.Date), ("certainty", sum.Certainty), ("speaker", sum.Speaker),
                ("attribution", sum.Attribution), ("figures", sum.Figures), ("partners", sum.Partners),
            })
            {
                Row(page, name, Share(tally));
            }

            page.Append('\n');
            Row(page, "what", "recall / precision", "expected", "proposed");
            Rule(page, 4);
            foreach (var (name, found) in sum.Kinds.Select(k => (k.Key, k.Value))
                .Concat([("persons", sum.Persons), ("meetings", sum.Meetings), ("commitments", sum.Commitments), ("caveats", sum.Caveats)]))
            {
                Row(page, name, found, found.Expected, found.Proposed);
            }

            page.Append('\n');
            Row(page, "rule", "right", "proposed");
            Rule(page, 3);
            foreach (var (rule, tally) in sum.Rules.OrderBy(r => r.Value.Share).ThenBy(r => r.Key, StringComparer.Ordinal))
            {
                Row(page, $"`{rule}`", tally.Right, tally.Of);
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>What went wrong, one a line; for the set that is developed on.</summary>
    public static string Defects(IEnumerable<TelegramScore> scores)
    {
        var sum = TelegramScore.Sum("all", scores);
        return string.Join('\n', sum.Upgrades.Select(u => "UPGRADE " + u)
            .Concat(sum.Forbidden.Select(f => "FORBIDDEN " + f))
            .Concat(sum.QuotesOutside.Select(q => "QUOTE " + q))
            .Concat(sum.FalseErrors.Select(e => "FALSE ERROR " + e))
            .Concat(sum.FalseWarnings.Select(e => "FALSE WARNING " + e))
            .Concat(sum.Wrong));
    }

    private static string Share(Tally t) => FormattableString.Invariant($"{t} ({t.Share:P0})");

    private static void Row(StringBuilder page, params object[] cells) =>
        page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Rule(StringBuilder page, int columns) =>
        page.Append('|').Append(string.Concat(Enumerable.Repeat(" --- |", columns))).Append('\n');
}
