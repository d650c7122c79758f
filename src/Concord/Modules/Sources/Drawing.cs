using System.Collections.Immutable;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Gazetteers;
using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Sources;

/// <summary>
/// Out of which other paragraphs of its source a proposal took what its own does not say: the full name and the office of whoever speaks, their country, the meeting. The
/// reader fills these in out of the whole text, so that what is read in one paragraph can tell what stands in another.
/// </summary>
internal sealed class Drawing
{
    private readonly Dictionary<int, string> texts;
    private readonly Dictionary<(string, string?), ImmutableArray<int>> known = [];
    private readonly ILookup<string, (int Ordinal, string? Detail)> mentioned;
    private readonly HashSet<string> persons;

    public Drawing(IReadOnlyCollection<ParagraphRow> paragraphs, ImmutableArray<Mention> mentions)
    {
        texts = paragraphs.ToDictionary(p => p.Ordinal, p => Plain($"{p.Label} {p.Heading} {p.Text}"));
        var ordinals = paragraphs.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First().Ordinal);
        mentioned = mentions.Where(m => m.Kind is MentionKind.Person or MentionKind.Meeting && ordinals.ContainsKey(m.Paragraph)).ToLookup(m => m.Text, m => (ordinals[m.Paragraph], m.Detail));
        persons = [.. mentions.Where(m => m.Kind == MentionKind.Person).Select(m => m.Text)];
    }

    /// <summary>For each thing that it took, the paragraphs in which that stands, of which one is enough; none where that is not known.</summary>
    /// <param name="own">The ordinal of the proposal's paragraph.</param>
    public IEnumerable<ImmutableArray<int>> Of(ProposalRow proposal, int own)
    {
        var subject = proposal.Subject is { } json ? Stored.Read<ProposedSubject>(json) : null;
        var isOfficial = proposal.Form == ProposalForm.Official;
        if ((isOfficial ? proposal.Title : proposal.Speaker) is { } named && (isOfficial || persons.Contains(named)))
        {
            yield return Where(own, "", named, t => Guarded.NamesInFull(t, named), _ => false);
            foreach (var part in (proposal.Capacity ?? subject?.Role ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries))
            {
                yield return Where(own, part, named, t => Holds(t, part) && Guarded.Names(t, named), d => d is not null && Holds(d, part));
            }

            if ((isOfficial ? proposal.Country : proposal.SpeakerCountry) is { } country && Gazetteer.CountryOf(country) is { } of
                && Where(own, of.Iso2, named, t => Guarded.Names(t, named) && CountriesNamed.In(t).Any(c => c.Iso2 == of.Iso2), _ => false) is { IsEmpty: false } there)
            {
                yield return there;
            }
        }

        foreach (var meeting in new[] { proposal.Occasion, proposal.Form == ProposalForm.Attendance ? subject?.Of : null }.OfType<string>())
        {
            yield return Where(own, meeting, null, t => Holds(t, meeting), _ => true);
        }
    }

    private ImmutableArray<int> Where(int own, string what, string? who, Func<string, bool> says, Func<string?, bool> tells)
    {
        if (says(texts[own]))
        {
            return [own];
        }

        if (!known.TryGetValue((what, who), out var where))
        {
            known[(what, who)] = where =
            [
                .. texts.Where(t => says(t.Value)).Select(t => t.Key).Concat(mentioned[who ?? what].Where(m => tells(m.Detail)).Select(m => m.Ordinal)).Distinct(),
            ];
        }

        return where;
    }

    private static bool Holds(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => text.Replace('\n', ' ').Replace('\t', ' ').Replace('\u00a0', ' ');
}
