using Concord.Core.Directory;
using Concord.Core.Kernel;

namespace Concord.Tests.Subjects;

/// <summary>Offices over time, and focal points that were confirmed.</summary>
public sealed class TenureTests
{
    private static OfficeSaid Office(string body, string title, int year) => new(new StatementId(Guid.NewGuid()), body, title, new DateOnly(year, 5, 1));

    [Fact]
    public void The_same_office_is_one_however_often_it_is_named_and_nothing_is_made_up_between()
    {
        var tenures = Tenures.Of([Office("Ministry of Labor", "Director", 2009), Office("the Ministry of Labor", "director", 2007), Office("Cabinet", "Minister", 2008)]);
        Assert.Equal([("Director", 2007, 2009), ("Minister", 2008, 2008)], tenures.Select(t => (char.ToUpperInvariant(t.Title[0]) + t.Title[1..], t.First.Year, t.Last.Year)));
    }

    [Fact]
    public void Names_in_scripts_with_marks_are_told_apart()
    {
        Assert.Equal(2, Tenures.Of([Office("ក្រសួងមហាផ្ទៃ", "រដ្ឋមន្ត្រី", 2007), Office("ក្រសួងយុត្តិធម៌", "រដ្ឋមន្ត្រី", 2007)]).Length);
        Assert.NotEqual(NameKey.Of("ပြည်ထဲရေး"), NameKey.Of("ပြည်ပရေး"));
    }

    [Fact]
    public void What_nobody_confirmed_for_a_year_is_shown_so_and_what_is_not_known_yet_counts_for_nothing()
    {
        var recorded = new DateOnly(2008, 2, 29);
        Assert.False(Confirmed.Of(recorded, [], new DateOnly(2009, 2, 28)).IsStale);
        Assert.True(Confirmed.Of(recorded, [], new DateOnly(2009, 3, 1)).IsStale);
        Assert.Equal(new DateOnly(2009, 1, 5), Confirmed.Of(recorded, [new(2008, 6, 1), new(2009, 1, 5), new(2011, 1, 1)], new DateOnly(2009, 3, 1)).LastConfirmed);
        Assert.False(Confirmed.Of(DateOnly.MaxValue, [], DateOnly.MaxValue).IsStale);
    }
}
