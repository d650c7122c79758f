using System.Collections.Immutable;
using Concord.Core.Kernel;

namespace Concord.Core.Telegrams;

/// <summary>
/// Which capacities a session's rule of admission keeps out, so that what was said in it is shown to nobody who was not let in. Whom the rule does not name stays out
/// of a session that is open to some, and in one that is closed to some; the press is let only into those that let it in by name, the public and administrators into none that has a rule: nobody outside hears what was kept from
/// those who watch for their governments. A rule that is not
/// understood, or closes the session to somebody unknown, leaves only governments and the secretariat.
/// </summary>
public static class SessionDoor
{
    private const int Short = 5;

    private static readonly ImmutableArray<Capacity> Everybody = [.. Enum.GetValues<Capacity>().Where(c => c != Capacity.LocalOperator)];

    private static readonly ImmutableArray<Capacity> Hosts = [Capacity.Secretariat, Capacity.Official];

    /// <summary>The words by which rules name those who act in a capacity: short ones as they are, in the singular or plural; longer ones begin a word.</summary>
    private static readonly ImmutableArray<(Capacity Capacity, ImmutableArray<string> Words)> Named =
    [
        (Capacity.Observer, ["observer", "embass", "consul", "diplomat", "donor"]),
        (Capacity.Press, ["press", "media", "journalist", "reporter", "camera", "correspondent"]),
        (Capacity.Public, ["public"]),
        (Capacity.CivilSociety, ["ngo", "non-governmental", "nongovernmental", "civil"]),
        (Capacity.Youth, ["youth", "young"]),
        (Capacity.Survivors, ["survivor", "victim"]),
        (Capacity.UnPartner, ["un", "unicef", "unhcr", "undp", "uniap", "unodc", "ilo", "iom"]),
        (Capacity.Secretariat, ["secretariat"]),
        (Capacity.Official, ["official", "delegation", "delegate", "government", "minister", "member"]),
    ];

    /// <summary>Sorted, each once; none for no rule. Several rules, joined by a semicolon, keep out whom any of them keeps out.</summary>
    public static ImmutableArray<Capacity> KeptOutBy(string? rule) => string.IsNullOrWhiteSpace(rule) ? []
        : [.. rule.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(KeptOutByOne).Distinct().Order()];

    private static IEnumerable<Capacity> KeptOutByOne(string rule)
    {
        var read = Admission.Of(rule, []);
        var (admitted, kept) = (read.Admitted.SelectMany(p => Meant(p)), read.NotAdmitted.SelectMany(p => Meant(p)));
        if (!read.Admitted.IsEmpty)
        {
            return Everybody.Except(Hosts).Except(admitted).Concat(kept);
        }

        return read.NotAdmitted.IsEmpty || read.NotAdmitted.Any(p => Meant(p).IsEmpty) ? Everybody.Except(Hosts).Concat(kept) : kept.Concat([Capacity.Press, Capacity.Public, Capacity.Administrator]);
    }

    /// <summary>As whom a party acts. Officials of an embassy and members of the press are no government: its words count where nobody else is named.</summary>
    private static ImmutableArray<Capacity> Meant(string party)
    {
        ImmutableArray<Capacity> meant =
        [
            .. (from word in party.Split([' ', '/', '\u2019', '\''], StringSplitOptions.RemoveEmptyEntries)
                from named in Named
                where named.Words.Any(w => w.Length <= Short ? word.Equals(w, StringComparison.OrdinalIgnoreCase) || word.Equals(w + "s", StringComparison.OrdinalIgnoreCase) : word.StartsWith(w, StringComparison.OrdinalIgnoreCase))
                select named.Capacity).Distinct(),
        ];
        return meant.Length > 1 ? meant.Remove(Capacity.Official) : meant;
    }
}
