namespace Concord.Core.Telegrams.Reading;

/// <summary>What stands between the classification line and the first paragraph.</summary>
internal sealed class HeadDraft
{
    /// <summary>The parts in their order.</summary>
    public List<HeadPart> Parts { get; } = [];

    /// <summary>How the references stand.</summary>
    public ReferenceStyle Style { get; set; } = TelegramLayout.Canonical.References;

    public List<string> Captions { get; } = [];

    public List<string> Passing { get; } = [];

    public ExecutiveOrder? Order { get; set; }

    public int OrderAt { get; set; } = -1;

    public string? Tags { get; set; }

    public int TagsAt { get; set; } = -1;

    public string? Subject { get; set; }

    public string? SubjectMarking { get; set; }

    public List<(string Text, int At)> References { get; } = [];

    public string? ClassifiedBy { get; set; }

    public int ClassifiedByAt { get; set; } = -1;

    /// <summary>Index of the first line of the text proper.</summary>
    public int TextFrom { get; set; }
}
