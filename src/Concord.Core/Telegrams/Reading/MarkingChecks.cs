namespace Concord.Core.Telegrams.Reading;

/// <summary>Classification: FL4 and the text's first line; what an unclassified telegram may not carry; portion markings; the E.O. line.</summary>
internal static class MarkingChecks
{
    public static void Run(Reading reading)
    {
        foreach (var d in reading.Sections)
        {
            Security(reading, d);
        }

        var head = reading.Head;
        if (reading.IsUnclassified && head.ClassifiedBy is not null)
        {
            reading.Complaints.Add("classified-by-on-unclassified", Severity.Error, reading.Line(head.ClassifiedByAt));
        }

        if (reading.IsUnclassified && head.Order?.Value is { } value && value.StartsWith("DECL", StringComparison.OrdinalIgnoreCase))
        {
            reading.Complaints.Add("declassify-on-unclassified", Severity.Error, reading.Line(head.OrderAt), value);
        }

        if (head.Order is null)
        {
            reading.Complaints.Add("missing-eo", Severity.Warning, null);
        }

        Portions(reading);
    }

    private static void Security(Reading reading, TransmissionDraft d)
    {
        if (d is not { Security.Letters: { Length: > 0 } letters, Class.Classification: { } classification })
        {
            return;
        }

        var expected = classification switch
        {
            "UNCLAS" or "UNCLASSIFIED" => "UE",
            "CONFIDENTIAL" => "C",
            "SECRET" => "S",
            "TOP SECRET" => "T",
            _ => "",
        };
        var signalContradicts = d.Security.Signal == "ZNR" && expected is "C" or "S" or "T";
        if (expected.Length > 0 && "UECST".Contains(letters[0], StringComparison.Ordinal) && (!expected.Contains(letters[0], StringComparison.Ordinal) || signalContradicts))
        {
            reading.Complaints.Add("security-mismatch", Severity.Error, reading.Line(d.SecurityAt), $"{d.Security.Signal} {letters}", classification);
        }
    }

    private static void Portions(Reading reading)
    {
        var numbered = reading.Blocks.Where(b => b.Kind is BlockKind.Number or BlockKind.Plain).ToList();
        var unmarked = numbered.Find(b => b.Marking is null);
        var marked = numbered.Count(b => b.Marking is not null);
        if (marked > 0 && unmarked is not null)
        {
            reading.Complaints.Add("portion-marking-missing", Severity.Warning, reading.Line(unmarked.At), unmarked.Number is { } n ? Checks.Text(n) : "");
        }
        else if (marked == 0 && numbered.Count > 0 && !reading.IsUnclassified && reading.Header.Classification is not null)
        {
            reading.Complaints.Add("portion-marking-missing", Severity.Info, reading.Line(numbered[0].At), "");
        }

        var sensitive = reading.Header.Captions.Concat(reading.Header.Caveats).Any(c => c is "SENSITIVE" or "SBU");
        if (reading.IsUnclassified && !sensitive
            && reading.Blocks.FirstOrDefault(b => b.Marking is { } m && m.StartsWith("SBU", StringComparison.Ordinal)) is { } sbu)
        {
            reading.Complaints.Add("sbu-without-caption", Severity.Warning, reading.Line(sbu.At));
        }
    }
}
