using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;

namespace Concord.Modules.Measures;

/// <summary>
/// A statement told without whoever said it. Who they are is taken out of its row and kept aside, so that no list, count, order or filter can come upon them; only forms
/// that are a stage or a figure are told so, for what is in somebody's words, or names somebody, may tell who speaks.
/// </summary>
internal static class Shielding
{
    /// <summary>Gives a statement the label that its passage now has for it, with the next commit.</summary>
    /// <param name="aside">What is kept aside of it; null for nothing.</param>
    public static void Relabel(ConcordDb db, StatementRow statement, PassageLabels labels, ShieldedRow? aside)
    {
        var told = CanBeTold(statement.Form) ? labels.Told : null;
        statement.LabelId = told ?? labels.Own;
        if (told is not null && !statement.Shielded)
        {
            _ = db.Set<ShieldedRow>().Add(Shield(statement));
        }
        else if (told is null && aside is not null)
        {
            Unshield(statement, aside);
            _ = db.Set<ShieldedRow>().Remove(aside);
        }
    }

    public static bool CanBeTold(AssertionForm form) => form is AssertionForm.Reached or AssertionForm.Expected or AssertionForm.Measured;

    private static ShieldedRow Shield(StatementRow row)
    {
        var aside = new ShieldedRow
        {
            StatementId = row.Id, Protect = row.Protect, Speaker = row.Speaker, SpeakerMember = row.SpeakerMember, Capacity = row.Capacity, Occasion = row.Occasion, Said = row.Said,
            Attribution = row.Attribution,
        };
        (row.Shielded, row.Protect) = (true, true);
        (row.Speaker, row.SpeakerMember, row.Capacity, row.Occasion, row.Said, row.Attribution) = (null, null, null, null, null, null);
        return aside;
    }

    private static void Unshield(StatementRow row, ShieldedRow aside)
    {
        (row.Shielded, row.Protect) = (false, aside.Protect);
        (row.Speaker, row.SpeakerMember, row.Capacity, row.Occasion, row.Said, row.Attribution) =
            (aside.Speaker, aside.SpeakerMember, aside.Capacity, aside.Occasion, aside.Said, aside.Attribution);
    }
}
