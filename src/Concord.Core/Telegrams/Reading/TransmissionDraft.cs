namespace Concord.Core.Telegrams.Reading;

/// <summary>One transmission while it is read: what each format line said and at which line of the script.</summary>
internal sealed class TransmissionDraft(int first, int last)
{
    /// <summary>First line.</summary>
    public int First { get; } = first;

    /// <summary>After the last line.</summary>
    public int Last { get; } = last;

    public string? Id { get; set; }

    public int IdAt { get; set; } = -1;

    public RoutingLine? Routing { get; set; }

    public int RoutingAt { get; set; } = -1;

    public bool BlankAfterRouting { get; set; }

    /// <summary>The longest line of FL2.</summary>
    public int RoutingWidth { get; set; }

    public OriginLine? Origin { get; set; }

    public int OriginAt { get; set; } = -1;

    public SecurityLine? Security { get; set; }

    public int SecurityAt { get; set; } = -1;

    public DateTimeGroup? Dtg { get; set; }

    public int DtgAt { get; set; } = -1;

    public string? Originator { get; set; }

    public List<(Addressee Addressee, int At)> Action { get; } = [];

    public List<(Addressee Addressee, int At)> Info { get; } = [];

    public List<string> Exempted { get; } = [];

    public ClassificationLine? Class { get; set; }

    public int ClassAt { get; set; } = -1;

    public int BreakBeforeAt { get; set; } = -1;

    public int BreakAfterAt { get; set; } = -1;

    public int? EndSerial { get; set; }

    public int EndSerialAt { get; set; } = -1;

    public int EndAt { get; set; } = -1;

    /// <summary>First line of the text, after the classification line.</summary>
    public int TextFirst { get; set; } = last;

    /// <summary>After the last line of the text.</summary>
    public int TextLast { get; set; } = last;

    /// <summary>The section it says it is: in the classification line, else in FL3; 1 when it says nothing.</summary>
    public int SectionNumber => Class?.Section ?? Origin?.Section ?? 1;

    public bool HasHeader => Origin is not null || Dtg is not null || Originator is not null || Class is not null;
}
