using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources;
using Concord.Modules.Sources.Contracts;

namespace Concord.Tests.Sources;

public sealed class SourceReadingTests
{
    private const string Text = "They said so.";

    [Theory]
    [InlineData("Subinay Testman", null, Attribution.Explicit, null)]
    [InlineData("Du Testman", "China", Attribution.Pronoun, "China")]
    [InlineData("Burmese officials", null, Attribution.Explicit, "Burma")]
    [InlineData("the writer", null, Attribution.Author, null)]
    public void A_speaker_vouches_for_a_country_only_as_its_official(string speaker, string? introduced, Attribution attribution, string? country)
    {
        var anchor = new Anchor("1", new TextSpan(0, 4), "They");
        var telegram = new Telegram(
            TelegramForm.State, new TelegramHeader(), [new Paragraph("1", 1, "U", null, null, null, null, Text, OffsetMap.Empty, [])], [], []);
        ImmutableArray<PersonMention> persons = speaker.EndsWith("Testman", StringComparison.Ordinal)
            ? [new PersonMention(speaker, "Country Director", "UNDP", introduced, false, anchor)]
            : [];
        var fact = new Fact(
            FactKind.Law, FactStatus.Passed, FactPolarity.Positive, "law", "Burma", "MM", FactDate.None, [], [], speaker, attribution, anchor, "r", Confidence.High, false);
        var reading = SourceReading.Of(telegram, new Findings([fact], persons, [], [], []), null);
        var file = new ReadFile(new IncomingFile("a.txt", default), "00", default, 0, FileLines.Of(Text));
        reading.ToRows(file, null, reading.Labels.Distinct().ToImmutableDictionary(l => l, _ => new LabelId(1)), DateTimeOffset.UnixEpoch, out var rows);
        Assert.Equal(country, rows.OfType<ProposalRow>().Single(p => p.Form == ProposalForm.Fact).SpeakerCountry);
    }
}
