using System.Globalization;

namespace Concord.Core.Telegrams.Reading;

/// <summary>The sections of a telegram in their order, each once.</summary>
internal sealed class Sections(Script script, ComplaintList complaints)
{
    public List<TransmissionDraft> Order(List<TransmissionDraft> drafts)
    {
        var kept = new List<TransmissionDraft>();
        var seen = new HashSet<int>();
        var inOrder = true;
        foreach (var draft in drafts)
        {
            if (!draft.HasHeader && drafts.Count > 1)
            {
                continue;
            }

            var number = draft.SectionNumber;
            if (!seen.Add(number))
            {
                complaints.Add("duplicate-section", Severity.Error, script.Number(draft.ClassAt >= 0 ? draft.ClassAt : draft.First), Text(number));
                continue;
            }

            if (kept.Count > 0 && kept[^1].SectionNumber > number && inOrder)
            {
                inOrder = false;
                complaints.Add("section-order", Severity.Info, script.Number(draft.ClassAt >= 0 ? draft.ClassAt : draft.First), Text(number), Text(kept[^1].SectionNumber));
            }

            kept.Add(draft);
        }

        if (kept.Count == 0)
        {
            kept.Add(drafts[0]);
        }

        return inOrder ? kept : [.. kept.OrderBy(d => d.SectionNumber)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
