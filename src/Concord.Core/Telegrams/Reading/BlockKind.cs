namespace Concord.Core.Telegrams.Reading;

/// <summary>What a block of the text is.</summary>
internal enum BlockKind
{
    None,
    Number,
    Plain,
    Bullet,
    Quote,

    /// <summary>Words of a paragraph that go on after its quoted text or under another heading.</summary>
    Rest,
}
