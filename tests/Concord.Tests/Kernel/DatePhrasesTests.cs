using System.Diagnostics;
using System.Text;
using Concord.Core.Kernel;

namespace Concord.Tests.Kernel;

public sealed class DatePhrasesTests
{
    /// <summary>Written on Wednesday 19 December 2007 of a meeting from 12 to 14 December.</summary>
    private static readonly DateContext Context = new(new(2007, 12, 19), new(2007, 12, 12), new(2007, 12, 14));

    private static string Read(string text, Tense tense, DateContext? context = null) => string.Join(
        "; ", DatePhrases.Find(text, context ?? Context, _ => tense).Select(p => $"{p.Text} = {p.When?.Edtf ?? "null"}"));

    [Theory]
    // days, American and British order
    [InlineData("The law was passed on November 28 by parliament.", "on November 28 = 2007-11-28")]
    [InlineData("The act was signed on November 28, 2006, in Dakar.", "on November 28, 2006 = 2006-11-28")]
    [InlineData("The act was signed on 28 November 2006.", "on 28 November 2006 = 2006-11-28")]
    [InlineData("Parliament met 3 October.", "3 October = 2007-10-03")]
    [InlineData("Talks opened on the 3rd of October.", "on the 3rd of October = 2007-10-03")]
    [InlineData("Talks opened on October 3rd, 2005.", "on October 3rd, 2005 = 2005-10-03")]
    [InlineData("Police raided the site Sept. 9.", "Sept. 9 = 2007-09-09")]
    [InlineData("Police raided the site Sept 9, 2004.", "Sept 9, 2004 = 2004-09-09")]
    [InlineData("The decree of February 29, 2004 is in force.", "February 29, 2004 = 2004-02-29")]
    [InlineData("The decree is dated February 30, 2004.", "February 30, 2004 = null")]
    [InlineData("They left on December 22.", "on December 22 = 2006-12-22")]
    [InlineData("The office opened on May 1 in Lomé.", "on May 1 = 2007-05-01")]
    [InlineData("It entered into force on the first of March.", "on the first of March = 2007-03-01")]
    [InlineData("On Monday, November 26, officials met.", "On Monday, November 26 = 2007-11-26")]
    [InlineData("Officials met Tuesday (November 27).", "Tuesday (November 27) = 2007-11-27")]
    [InlineData("The memo of 02/20/2007 was lost.", "02/20/2007 = 2007-02-20")]
    [InlineData("The memo of 20/02/2007 was lost.", "20/02/2007 = 2007-02-20")]
    [InlineData("The memo of 2/3/07 was lost.", "2/3/07 = 2007-02-03")]
    [InlineData("Recorded 2007-02-20 by the desk.", "2007-02-20 = 2007-02-20")]
    [InlineData("Cleared 19 DEC 07 by the post.", "19 DEC 07 = 2007-12-19")]
    [InlineData("See our message 190614Z DEC 07 on this.", "190614Z DEC 07 = 2007-12-19")]
    [InlineData("Signed 05 MAR 98 in Lima.", "05 MAR 98 = 1998-03-05")]
    // runs and lists of days
    [InlineData("The meeting was held December 12-14 in Beijing.", "December 12-14 = 2007-12-12/2007-12-14")]
    [InlineData("The meeting was held on 12-14 December 2006.", "on 12-14 December 2006 = 2006-12-12/2006-12-14")]
    [InlineData("Held from December 12 to 14, 2006.", "from December 12 to 14, 2006 = 2006-12-12/2006-12-14")]
    [InlineData("Held from 12 to 14 December.", "from 12 to 14 December = 2007-12-12/2007-12-14")]
    [InlineData("It met Nov. 28 and 29.", "Nov. 28 and 29 = 2007-11-28/2007-11-29")]
    [InlineData("It met on 28 and 29 November.", "on 28 and 29 November = 2007-11-28/2007-11-29")]
    [InlineData("It met November 6, 7 and 8.", "November 6, 7 and 8 = 2007-11-06/2007-11-08")]
    [InlineData("It met November 6 and 20.", "November 6 and 20 = {2007-11-06,2007-11-20}")]
    [InlineData("It met November 30-December 2.", "November 30-December 2 = 2007-11-30/2007-12-02")]
    [InlineData("It met November 30 to December 2, 2005.", "November 30 to December 2, 2005 = 2005-11-30/2005-12-02")]
    [InlineData("It met December 30 to January 2, 2006.", "December 30 to January 2, 2006 = 2005-12-30/2006-01-02")]
    [InlineData("It met 30 November – 2 December 2005.", "30 November – 2 December 2005 = 2005-11-30/2005-12-02")]
    [InlineData("Between October 3 and October 9, police searched 12 bars.", "Between October 3 and October 9 = 2007-10-03/2007-10-09")]
    [InlineData("On October 3 and 12 officers were named.", "On October 3 = 2007-10-03")]
    [InlineData("Between October 3 and 9 police searched bars.", "Between October 3 and 9 = 2007-10-03/2007-10-09")]
    // months
    [InlineData("In August, the cabinet approved it.", "In August = 2007-08")]
    [InlineData("It was passed in November 2006, he said.", "in November 2006 = 2006-11")]
    [InlineData("It was passed in November of 2006.", "in November of 2006 = 2006-11")]
    [InlineData("It was passed in November of last year.", "in November of last year = 2006-11")]
    [InlineData("It was passed in December.", "in December = 2007-12")]
    [InlineData("The January meeting was cancelled.", "January = 2007-01")]
    [InlineData("Workshops took place in May and June.", "in May and June = 2007-05/2007-06")]
    [InlineData("Workshops took place in May and September 2006.", "in May and September 2006 = {2006-05,2006-09}")]
    [InlineData("Workshops took place in May, June and July.", "in May, June and July = 2007-05/2007-07")]
    [InlineData("Workshops took place March-May 2006.", "March-May 2006 = 2006-03/2006-05")]
    [InlineData("Between January and November 2007, police conducted 101 operations.", "Between January and November 2007 = 2007-01/2007-11")]
    [InlineData("Between January and November, police conducted 101 operations.", "Between January and November = 2007-01/2007-11")]
    [InlineData("From March to June police searched.", "From March to June = 2007-03/2007-06")]
    [InlineData("From November 2005 to March 2006 it was closed.", "From November 2005 to March 2006 = 2005-11/2006-03")]
    [InlineData("From November 2005 to March it was closed.", "From November 2005 to March = 2005-11/2006-03")]
    [InlineData("From November through February 2006 it was closed.", "From November through February 2006 = 2005-11/2006-02")]
    [InlineData("In early March 2006 they met.", "In early March 2006 = 2006-03~")]
    [InlineData("In mid-November they met.", "In mid-November = 2007-11~")]
    [InlineData("They met in late October.", "in late October = 2007-10~")]
    [InlineData("They met at the end of October 2006.", "at the end of October 2006 = 2006-10~")]
    [InlineData("They met on the last day of October 2006.", "on the last day of October 2006 = 2006-10-31")]
    [InlineData("They met in the second week of October 2006.", "in the second week of October 2006 = 2006-10-08~/2006-10-14~")]
    [InlineData("They met the week of December 10.", "the week of December 10 = 2007-12-10/2007-12-16")]
    // years and their parts
    [InlineData("In 2005, a law was passed.", "In 2005 = 2005")]
    [InlineData("The year 2005 saw a law.", "The year 2005 = 2005")]
    [InlineData("The report (2005) was published.", "2005 = 2005")]
    [InlineData("Figures for 2005 and 2006 differ.", "2005 and 2006 = 2005/2006")]
    [InlineData("Its 2005 report was published.", "2005 = 2005")]
    [InlineData("Burkina Faso's 2003 law remains.", "2003 = 2003")]
    [InlineData("The Plan 2008–2010 was adopted.", "2008–2010 = 2008/2010")]
    [InlineData("The Plan (2008-2010) was adopted.", "2008-2010 = 2008/2010")]
    [InlineData("From 2004 to 2006 it rose.", "From 2004 to 2006 = 2004/2006")]
    [InlineData("Between 2004 and 2006 it rose.", "Between 2004 and 2006 = 2004/2006")]
    [InlineData("In 2004-05 it rose.", "In 2004-05 = 2004/2005")]
    [InlineData("In 2004/05 it rose.", "In 2004/05 = 2004/2005")]
    [InlineData("In early 2006 a desk opened.", "In early 2006 = 2006-01~/2006-04~")]
    [InlineData("In mid-2006 a desk opened.", "In mid-2006 = 2006-05~/2006-08~")]
    [InlineData("In late 2006 a desk opened.", "In late 2006 = 2006-09~/2006-12~")]
    [InlineData("In early to mid-2006 a desk opened.", "In early to mid-2006 = 2006-01~/2006-08~")]
    [InlineData("In mid- to late 2006 a desk opened.", "In mid- to late 2006 = 2006-05~/2006-12~")]
    [InlineData("A desk opened in late 2006 or early 2007.", "in late 2006 or early 2007 = 2006-09~/2007-04~")]
    [InlineData("A desk opened early in 2006.", "early in 2006 = 2006-01~/2006-04~")]
    [InlineData("At the end of 2006 a desk opened.", "At the end of 2006 = 2006-12~")]
    [InlineData("At the beginning of 2006 a desk opened.", "At the beginning of 2006 = 2006-01~")]
    [InlineData("The desk handled 1,240 complaints between mid-2005 and the end of 2006, he said.", "between mid-2005 and the end of 2006 = 2005-05~/2006-12~")]
    [InlineData("In the third quarter of 2006 it rose.", "In the third quarter of 2006 = 2006-35")]
    [InlineData("In Q3 2006 it rose.", "In Q3 2006 = 2006-35")]
    [InlineData("In the first half of 2006 it rose.", "In the first half of 2006 = 2006-40")]
    [InlineData("In the second half of last year it rose.", "In the second half of last year = 2006-41")]
    [InlineData("In the first nine months of 2006, police arrested 14.", "In the first nine months of 2006 = 2006-01/2006-09")]
    [InlineData("In the last three months of 2006, police arrested 14.", "In the last three months of 2006 = 2006-10/2006-12")]
    [InlineData("In autumn 2006 it rose.", "In autumn 2006 = 2006-23")]
    [InlineData("In the spring of 2006 it rose.", "In the spring of 2006 = 2006-21")]
    [InlineData("In the fall of 2006 it rose.", "In the fall of 2006 = 2006-23")]
    [InlineData("It was drafted last summer.", "last summer = 2007-22")]
    [InlineData("It was drafted in the summer.", "in the summer = 2007-22")]
    [InlineData("In the 1990s many left.", "In the 1990s = 199X")]
    [InlineData("In the late 1990s many left.", "In the late 1990s = 1997~/1999~")]
    [InlineData("Funding for FY 2006 rose.", "FY 2006 = 2005-10/2006-09")]
    [InlineData("Funding in FY06 rose.", "in FY06 = 2005-10/2006-09")]
    [InlineData("Funding in fiscal year 2006 rose.", "in fiscal year 2006 = 2005-10/2006-09")]
    [InlineData("Funding for the current fiscal year rose.", "the current fiscal year = 2007-10/2008-09")]
    [InlineData("The Act of B.E. 2550 applies.", "B.E. 2550 = 2007")]
    [InlineData("The Act of 2550 (2007) applies.", "2550 (2007) = 2007")]
    [InlineData("The Act B.E. 2540 (1997) applies.", "B.E. 2540 (1997) = 1997")]
    [InlineData("Around 2004 the route moved.", "Around 2004 = 2004~")]
    // bounds
    [InlineData("Since 2004 there were none.", "Since 2004 = 2004/..")]
    [InlineData("Since early 2006 there were none.", "Since early 2006 = 2006-01~/..")]
    [InlineData("Before 2004 there were none.", "Before 2004 = ../2003")]
    [InlineData("Before October 3 there were none.", "Before October 3 = ../2007-10-02")]
    [InlineData("Prior to November 2006 there were none.", "Prior to November 2006 = ../2006-10")]
    [InlineData("After 2004 there were none.", "After 2004 = 2005/..")]
    [InlineData("After November 28 there were none.", "After November 28 = 2007-11-29/..")]
    [InlineData("From 2004 onwards there were none.", "From 2004 onwards = 2004/..")]
    [InlineData("The ban lasted until June 2006.", "until June 2006 = ../2006-06")]
    [InlineData("Figures from 2004 are lost.", "from 2004 = 2004")]
    [InlineData("As of November 2007, 55 were held.", "As of November 2007 = 2007-11")]
    [InlineData("By the end of 2006 there were none.", "By the end of 2006 = ../2006-12")]
    [InlineData("By mid-2006 there were none.", "By mid-2006 = ../2006-08~")]
    [InlineData("Before the end of 2006 there were none.", "Before the end of 2006 = ../2006-12")]
    // leaning on the day of writing
    [InlineData("It was passed last year.", "last year = 2006")]
    [InlineData("It was passed this year.", "this year = 2007")]
    [InlineData("It was passed earlier this year.", "earlier this year = 2007-01/2007-12")]
    [InlineData("It was passed late last year.", "late last year = 2006-09~/2006-12~")]
    [InlineData("It was passed last month.", "last month = 2007-11")]
    [InlineData("It was passed this month.", "this month = 2007-12")]
    [InlineData("It was passed last week.", "last week = 2007-12-10/2007-12-16")]
    [InlineData("It was passed yesterday.", "yesterday = 2007-12-18")]
    [InlineData("It was passed last Thursday.", "last Thursday = 2007-12-13")]
    [InlineData("It was passed on Monday.", "on Monday = 2007-12-17")]
    [InlineData("It was passed on Wednesday.", "on Wednesday = 2007-12-19")]
    [InlineData("It was passed last August.", "last August = 2007-08")]
    [InlineData("It was passed two months ago.", "two months ago = 2007-10")]
    [InlineData("It was passed three years ago.", "three years ago = 2004")]
    [InlineData("It was passed about a year ago.", "about a year ago = 2006~")]
    [InlineData("It was passed ten days ago.", "ten days ago = 2007-12-09")]
    [InlineData("It was passed several months ago.", "several months ago = null")]
    [InlineData("In the past three years, 40 cases were heard.", "In the past three years = 2004-12/2007-12")]
    [InlineData("Over the last six months, 40 cases were heard.", "Over the last six months = 2007-06/2007-12")]
    [InlineData("During the past year, 40 cases were heard.", "During the past year = 2006-12/2007-12")]
    [InlineData("In recent years, cases rose.", "In recent years = null")]
    // leaning on the meeting
    [InlineData("On the second day of the meeting, they discussed it.", "On the second day of the meeting = 2007-12-13")]
    [InlineData("On the last day of the regional conference, they signed.", "On the last day of the regional conference = 2007-12-14")]
    [InlineData("On the opening day, they spoke.", "On the opening day = 2007-12-12")]
    [InlineData("On the COMMIT meeting's last day, they signed.", "last day = 2007-12-14")]
    [InlineData("On December 13, the second day of the COMMIT, they met.", "On December 13 = 2007-12-13; the second day of the COMMIT = 2007-12-13")]
    [InlineData("On the fifth day of the meeting they slept.", "On the fifth day of the meeting = null")]
    // halves and days of a month, years of schools and budgets, weekends, quarters' ends
    [InlineData("It was passed in the second half of August.", "in the second half of August = 2007-08-16/2007-08-31")]
    [InlineData("It was passed in the first half of February 2004.", "in the first half of February 2004 = 2004-02-01/2004-02-15")]
    [InlineData("It was passed in the latter half of February 2004.", "in the latter half of February 2004 = 2004-02-16/2004-02-29")]
    [InlineData("It was passed in the first ten days of May.", "in the first ten days of May = 2007-05-01/2007-05-10")]
    [InlineData("It was passed in the last 10 days of May 2006.", "in the last 10 days of May 2006 = 2006-05-22/2006-05-31")]
    [InlineData("It was passed in the first two weeks of May.", "in the first two weeks of May = 2007-05-01/2007-05-14")]
    [InlineData("It was taught in academic year 2006-07.", "in academic year 2006-07 = 2006/2007")]
    [InlineData("It was taught in the school year 2006/07.", "in the school year 2006/07 = 2006/2007")]
    [InlineData("It was taught in the 2006-2007 school year.", "in the 2006-2007 school year = 2006/2007")]
    [InlineData("It was funded in Thai fiscal year 2007.", "in Thai fiscal year 2007 = 2006-10/2007-09")]
    [InlineData("It was funded in Japanese FY2006.", "in Japanese FY2006 = 2006-04/2007-03")]
    [InlineData("It was funded in Japan's FY2006.", "in Japan's FY2006 = 2006-04/2007-03")]
    [InlineData("It was funded in the UK financial year 2006/07.", "in the UK financial year 2006/07 = 2006-04/2007-03")]
    [InlineData("It was funded in Indian fiscal year 2006-07.", "in Indian fiscal year 2006-07 = 2006-04/2007-03")]
    [InlineData("It was funded in Australian financial year 2006-07.", "in Australian financial year 2006-07 = 2006-07/2007-06")]
    [InlineData("It was funded in Cambodian fiscal year 2006.", "in Cambodian fiscal year 2006 = 2006-01/2006-12")]
    [InlineData("The Japanese FY 2006 budget rose.", "The Japanese FY 2006 = 2006-04/2007-03")]
    [InlineData("The Ruritanian FY 2006 budget rose.", "FY 2006 = 2005/2006")]
    [InlineData("Japan's current fiscal year is tight.", "current fiscal year = 2007-04/2008-03")]
    [InlineData("They met the week of March 3.", "the week of March 3 = 2007-02-26/2007-03-04")]
    [InlineData("They met over the weekend.", "over the weekend = 2007-12-15/2007-12-16")]
    [InlineData("They met last weekend.", "last weekend = 2007-12-15/2007-12-16")]
    [InlineData("They met at the end of the third quarter.", "at the end of the third quarter = 2007-09~")]
    [InlineData("They met at the beginning of the third quarter of 2006.", "at the beginning of the third quarter of 2006 = 2006-07~")]
    [InlineData("It took effect 30 days after publication.", "30 days after publication = null")]
    [InlineData("Ten days after they had left, it closed.", "Ten days after = null")]
    [InlineData("It took effect two weeks after the meeting.", "two weeks after the meeting = 2007-12-28")]
    [InlineData("It was sent ten days before the conference.", "ten days before the conference = 2007-12-02")]
    public void What_happened_is_dated_before_the_day_of_writing(string text, string expected) => Assert.Equal(expected, Read(text, Tense.Past));

    [Theory]
    [InlineData("It is expected to be enacted in April 2008.", "in April 2008 = 2008-04")]
    [InlineData("It is expected to be signed in early 2008.", "in early 2008 = 2008-01~/2008-04~")]
    [InlineData("It will be completed in early to mid-2008.", "in early to mid-2008 = 2008-01~/2008-08~")]
    [InlineData("It has been extended for another four months (until January 2008).", "until January 2008 = ../2008-01")]
    [InlineData("It will run until January.", "until January = ../2008-01")]
    [InlineData("It will run through 2010.", "through 2010 = ../2010")]
    [InlineData("It is due no later than September.", "no later than September = ../2008-09")]
    [InlineData("It is due by April.", "by April = ../2008-04")]
    [InlineData("It is due by April 2008.", "by April 2008 = ../2008-04")]
    [InlineData("It is due by December 31.", "by December 31 = ../2007-12-31")]
    [InlineData("It is due on January 5.", "on January 5 = 2008-01-05")]
    [InlineData("It is due by the end of the year.", "by the end of the year = ../2007-12")]
    [InlineData("It is due by the end of next year.", "by the end of next year = ../2008-12")]
    [InlineData("It is due by year-end.", "by year-end = ../2007-12")]
    [InlineData("It is due by the end of March.", "by the end of March = ../2008-03")]
    [InlineData("It is due before June.", "before June = ../2008-05")]
    [InlineData("They may host a workshop in May or June.", "in May or June = 2008-05/2008-06")]
    [InlineData("They may host a workshop in May or October.", "in May or October = [2008-05,2008-10]")]
    [InlineData("It starts in December.", "in December = 2007-12")]
    [InlineData("Training starting in March is planned.", "starting in March = 2008-03/..")]
    [InlineData("Training beginning March 3 is planned.", "beginning March 3 = 2008-03-03/..")]
    [InlineData("As of January 1, the fee is waived.", "As of January 1 = 2008-01-01/..")]
    [InlineData("From January 2008, the fee is waived.", "From January 2008 = 2008-01/..")]
    [InlineData("A review is planned for next year.", "next year = 2008")]
    [InlineData("A review is planned early next year.", "early next year = 2008-01~/2008-04~")]
    [InlineData("A review is planned for next month.", "next month = 2008-01")]
    [InlineData("A review is planned this summer.", "this summer = 2008-22")]
    [InlineData("A review is planned next spring.", "next spring = 2008-21")]
    [InlineData("A review is planned later this month.", "later this month = 2007-12-19/2007-12-31")]
    [InlineData("A review is planned next week.", "next week = 2007-12-24/2007-12-30")]
    [InlineData("A review is planned on Friday.", "on Friday = 2007-12-21")]
    [InlineData("A review is planned tomorrow.", "tomorrow = 2007-12-20")]
    [InlineData("Results are due within 30 days.", "within 30 days = 2007-12-19/2008-01-18")]
    [InlineData("Results are due within six months.", "within six months = 2007-12/2008-06")]
    [InlineData("Victims must be heard within 30 days of arrival.", "within 30 days = null")]
    [InlineData("Over the next two years, it will build shelters.", "Over the next two years = 2007-12/2009-12")]
    [InlineData("In two months, it will build shelters.", "In two months = 2008-02")]
    [InlineData("The plan will be made public in the near future.", "in the near future = null")]
    [InlineData("The plan will be made public in the coming months.", "in the coming months = null")]
    [InlineData("It will meet in the third quarter.", "in the third quarter = 2008-35")]
    [InlineData("It will not take effect until 2009.", "until 2009 = ../2009")]
    [InlineData("It will meet from March to June.", "from March to June = 2008-03/2008-06")]
    [InlineData("It will meet from November to February.", "from November to February = 2007-11/2008-02")]
    [InlineData("It will meet May 12-14.", "May 12-14 = 2008-05-12/2008-05-14")]
    [InlineData("It will meet next June.", "next June = 2008-06")]
    [InlineData("It will meet in June of next year.", "in June of next year = 2008-06")]
    [InlineData("It will meet in 2009 or 2010.", "in 2009 or 2010 = 2009/2010")]
    [InlineData("It will take effect in 2009 at the latest.", "in 2009 at the latest = ../2009")]
    [InlineData("It must answer within 48 hours.", "within 48 hours = 2007-12-19/2007-12-21")]
    [InlineData("Police must report within 24 hours of arrest.", "within 24 hours = null")]
    [InlineData("It must answer within six months of the meeting.", "within six months of the meeting = 2007-12/2008-06")]
    [InlineData("It must answer within 30 days after the meeting.", "within 30 days after the meeting = 2007-12-14/2008-01-13")]
    [InlineData("It will close by the end of the third quarter.", "by the end of the third quarter = ../2008-09")]
    [InlineData("It will close over the weekend.", "over the weekend = 2007-12-22/2007-12-23")]
    [InlineData("It will close this weekend.", "this weekend = 2007-12-22/2007-12-23")]
    [InlineData("It will close next weekend.", "next weekend = 2007-12-22/2007-12-23")]
    [InlineData("It will meet the week of March 3.", "the week of March 3 = 2008-03-03/2008-03-09")]
    [InlineData("It enters into force 30 days after its publication.", "30 days after its publication = null")]
    [InlineData("It will meet in the second half of August.", "in the second half of August = 2008-08-16/2008-08-31")]
    public void What_is_to_come_is_dated_after_the_day_of_writing(string text, string expected) => Assert.Equal(expected, Read(text, Tense.Future));

    [Theory]
    [InlineData("Singapore may host a workshop.")]
    [InlineData("Assistant Director May Tan told the session.")]
    [InlineData("Ms. May said so.")]
    [InlineData("According to May Tan, nothing changed.")]
    [InlineData("A note by April Lee was read.")]
    [InlineData("Dr. June Park and August Meyer spoke.")]
    [InlineData("May the delegation speak?")]
    [InlineData("They march toward the border.")]
    [InlineData("March toward justice, she said.")]
    [InlineData("The august body met.")]
    [InlineData("See section 2008 and paragraph 12.")]
    [InlineData("He counted 2,008 victims.")]
    [InlineData("Some 2008 officials attended.")]
    [InlineData("A total of 2008 complaints came.")]
    [InlineData("Of 2008 complaints, 12 were heard.")]
    [InlineData("Law 2008 and Decree 1999 apply.")]
    [InlineData("Resolution 1612 and Resolution 2005 apply.")]
    [InlineData("E.O. 12958 applies; articles 12 and 13 too.")]
    [InlineData("Call +855 23 728 2008 or 555-2010.")]
    [InlineData("The second plan followed the first.")]
    [InlineData("Sun and Sat are words; Ms. Sun sat down.")]
    [InlineData("Mid-level officials of mid-size firms came.")]
    [InlineData("Prices fall and spring back; numbers fall in the region.")]
    [InlineData("He asked for 12 to 14 officers.")]
    [InlineData("The rate is 12.5 in 100, up from 80 to 95.")]
    [InlineData("By then 12 of 14 had left for good.")]
    [InlineData("Article 12/2007 and file 21/2007 are missing.")]
    [InlineData("The early warning system and the late director.")]
    [InlineData("In the end the last word was theirs.")]
    [InlineData("For three years they waited.")]
    [InlineData("At the first meeting the second speaker left.")]
    [InlineData("The next SPA phase will last.")]
    [InlineData("A 2008-page report came from 2500 people.")]
    [InlineData("Telegram 07BEIJING7545 and case A2008 closed.")]
    [InlineData("It cost $2008 in all.")]
    [InlineData("A quarter of the victims were children.")]
    [InlineData("One day they will return, as every second day.")]
    [InlineData("Jan Meyer and Mar Roxas met.")]
    [InlineData("The school year is long and the weekend short.")]
    [InlineData("The second half of the delegation left.")]
    [InlineData("The first ten of twelve left.")]
    [InlineData("By law the marching band may play on.")]
    [InlineData("")]
    public void What_only_looks_like_a_date_is_left_alone(string text)
    {
        Assert.Equal("", Read(text, Tense.Past));
        Assert.Equal("", Read(text, Tense.Future));
    }

    [Theory]
    [InlineData("in August", "in August = null")]
    [InlineData("on November 28", "on November 28 = null")]
    [InlineData("last year", "last year = null")]
    [InlineData("on Monday", "on Monday = null")]
    [InlineData("two months ago", "two months ago = null")]
    [InlineData("by the end of the year", "by the end of the year = null")]
    [InlineData("in November of last year", "in November of last year = null")]
    [InlineData("on November 28, 2007", "on November 28, 2007 = 2007-11-28")]
    [InlineData("between January and November 2007", "between January and November 2007 = 2007-01/2007-11")]
    public void Without_a_day_of_writing_what_leans_on_it_has_no_date(string text, string expected) =>
        Assert.Equal(expected, Read(text, Tense.Past, new(null)));

    [Fact]
    public void A_run_of_days_may_end_on_the_day_after_writing() =>
        Assert.Equal("February 26-27 = 2008-02-26/2008-02-27", Read("held February 26-27", Tense.Past, new(new(2008, 2, 26))));

    [Fact]
    public void A_range_of_months_lies_before_the_day_of_writing() =>
        Assert.Equal("between January and November = 2007-01/2007-11", Read("between January and November", Tense.Past, new(new(2008, 3, 5))));

    [Fact]
    public void A_year_not_written_is_marked_and_a_date_that_names_a_thing_too()
    {
        var phrases = DatePhrases.Find("Its 2006 law was amended in August and on 3 May 2007.", Context, _ => Tense.Past);
        Assert.Equal([false, true, false], phrases.Select(p => p.IsYearInferred));
        Assert.Equal([true, false, false], phrases.Select(p => p.IsAttributive));
    }

    private static readonly string[] Pieces =
    [
        "May ", "in ", "the ", "early ", "to ", "mid-", "2008", "-", "12", "14", ", ", "and ", "December ", "between ", "from ", "last ", "year ", "next ", "B.E. ", "2550 (2007)", "Q3 ", "FY08 ",
        "the end of ", "quarter ", "of ", "first ", "day ", "meeting ", "'s ", "–", "/", "190614Z ", "DEC ", "07", "1990s ", "ago ", "two ", "months ", "within ", "30 ", "days ", "by ", "Monday ", "(", ")", ". ", "é", "\ud83d",
        "this ", "summer ", "until ", "or ", "week ", "later ", "9999999999 ", "1,000", "31 ", "February ", "29", "a ", "few ", "near future ", "\n", "\u0000", "after ", "before ", "since ", "past ", "weekend ", "half ", "ten ", "hours ", "Japanese ", "UK ", "fiscal ", "academic ", "school ", "over ", "publication ", "weeks ",
    ];

    [Fact]
    public void Any_text_is_read_with_spans_in_order_and_in_range()
    {
        var random = new Random(353);
        var contexts = new[] { Context, new(null), new(DateOnly.MinValue, DateOnly.MaxValue, DateOnly.MinValue), new(DateOnly.MaxValue), new(new(2008, 2, 29)) };
        for (var i = 0; i < 250_000; i++)
        {
            var text = new StringBuilder();
            for (var pieces = random.Next(1, 9); pieces > 0; pieces--)
            {
                _ = text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            if (i % 3 == 0)
            {
                var at = random.Next(text.Length);
                _ = random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, (char)random.Next(1, 0x2100));
            }

            var written = text.ToString();
            var end = 0;
            foreach (var phrase in DatePhrases.Find(written, contexts[i % contexts.Length], s => s.Start >= 0 && s.End <= written.Length && s.Length > 0 ? (Tense)(i % 2) : throw new InvalidOperationException(written)))
            {
                Assert.True(phrase.Span.Start >= end && phrase.Span.End > phrase.Span.Start && phrase.Span.End <= written.Length, written);
                Assert.Equal(written[phrase.Span.Start..phrase.Span.End], phrase.Text);
                Assert.True(phrase.When is null || When.Parse(phrase.When.Edtf).Match(w => w == phrase.When, _ => false), written);
                end = phrase.Span.End;
            }
        }
    }

    [Theory]
    [InlineData("May ")]
    [InlineData("May, ")]
    [InlineData("12, ")]
    [InlineData("12-")]
    [InlineData("the first day of the ")]
    [InlineData("in the ")]
    [InlineData("between 2007 and ")]
    [InlineData("from ")]
    [InlineData("early to mid-")]
    [InlineData("December 1, 2, 3, ")]
    [InlineData("1,000,")]
    [InlineData("9")]
    public void A_long_text_takes_time_in_proportion(string piece)
    {
        // four times the text may take ten times as long on a machine that does other things; were it quadratic it would take sixteen, each time
        Assert.Contains(Enumerable.Range(0, 3), _ => Seconds(piece, 400_000) <= (10 * Seconds(piece, 100_000)) + 0.05);
    }

    private static double Seconds(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var watch = Stopwatch.StartNew();
        _ = DatePhrases.Find(text, Context, _ => Tense.Past);
        return watch.Elapsed.TotalSeconds;
    }
}
