using Concord.Core.Kernel;

namespace Concord.Modules.Measures;

/// <summary>
/// A statement told without whoever said it. Who they are is taken out of its row and kept aside, so that no list, count, order or filter can come upon them; only forms
/// that are a stage or a figure are told so, for what is in somebody's words, or names somebody, may tell who speaks.
/// </summary>
internal static class Shielding
{
    public static bool CanBeTold(AssertionForm form) => form is AssertionForm.Reached or AssertionForm.Expected or AssertionForm.Measured;

    /// <summary>Takes them out of the row; null when that was done before.</summary>
    public static ShieldedRow? Shield(StatementRow row)
    {
        if (row.Shielded)
        {
            return null;
        }

        var aside = new ShieldedRow
        {
            StatementId = row.Id, Protect = row.Protect, Speaker = row.Speaker, SpeakerMember = row.SpeakerMember, Capacity = row.Capacity, Occasion = row.Occasion, Said = row.Said,
            Attribution = row.Attribution,
        };
        (row.Shielded, row.Protect) = (true, true);
        (row.Speaker, row.SpeakerMember, row.Capacity, row.Occasion, row.Said, row.Attribution) = (null, null, null, null, null, null);
        return aside;
    }

    public static void Unshield(StatementRow row, ShieldedRow aside)
    {
        (row.Shielded, row.Protect) = (false, aside.Protect);
        (row.Speaker, row.SpeakerMember, row.Capacity, row.Occasion, row.Said, row.Attribution) =
            (aside.Speaker, aside.SpeakerMember, aside.Capacity, aside.Occasion, aside.Said, aside.Attribution);
    }
}
