using Concord.Modules.Sources.Contracts;

namespace Concord.Modules.Measures;

/// <summary>What a proposal says of a meeting, a body or an official, by the key of its name and in words; nothing that was not said.</summary>
internal static class SubjectLines
{
    public static IEnumerable<(string Key, string Text)> Of(ProposedSubject? subject)
    {
        if (subject is null)
        {
            return [];
        }

        (string Key, string? Text)[] lines =
        [
            ("of", subject.Of), ("place", subject.Place), ("rule", subject.Rule), ("admitted", string.Join("; ", subject.Admitted)), ("not-admitted", string.Join("; ", subject.NotAdmitted)),
            ("who", string.Join("; ", subject.Who)), ("role", subject.Role is { } role ? Words.Role(role, null) : null), ("body", subject.Body),
        ];
        return lines.Where(l => !string.IsNullOrEmpty(l.Text)).Select(l => (l.Key, l.Text!));
    }
}
