using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Measures;

namespace Concord.Tests.Measures;

/// <summary>The right of reply as a rule: about whom a statement is, who may reply, and what a reply may be.</summary>
public sealed class ReplyingTests
{
    private static readonly MemberId One = Member(1), Two = Member(2), Three = Member(3);

    private static readonly string[] Languages = ["en", "km", "ar"];

    private static MemberId Member(int n) => new(new Guid(n, 0, 0, new byte[8]));

    private static Actor As(Capacity capacity, MemberId? member) => new(new ActorId(Guid.CreateVersion7()), "somebody", capacity, new BodyId(Guid.CreateVersion7())) { Member = member };

    [Fact]
    public void A_statement_of_a_measure_is_about_the_members_whose_measure_it_is_and_nobody_else() =>
        Assert.Equal([One, Two], Replying.About([One, Two, One], Three, [Three]));

    [Fact]
    public void A_statement_of_no_member_s_measure_is_about_whose_position_or_obstacle_it_is_and_whom_it_names()
    {
        Assert.Equal([Three, One], Replying.About([], Three, [One, Three]));
        Assert.Equal([One], Replying.About([], null, [One, One]));
        Assert.Empty(Replying.About([], null, []));
    }

    [Fact]
    public void An_official_of_a_member_that_it_is_about_may_reply_for_it_and_nobody_else_in_any_capacity()
    {
        ImmutableArray<MemberId> about = [One, Two];
        foreach (var capacity in Enum.GetValues<Capacity>())
        {
            var answer = Replying.May(As(capacity, Two), about);
            Assert.Equal(capacity == Capacity.Official ? Two.ToString() : "reply.not-yours", answer.Match(m => m.ToString(), r => r[0].Code));
            Assert.Equal("reply.not-yours", World.Refused(Replying.May(As(capacity, null), about)));
        }

        Assert.Equal("reply.not-yours", World.Refused(Replying.May(As(Capacity.Official, Three), about)));
        Assert.Equal("reply.not-yours", World.Refused(Replying.May(As(Capacity.Official, One), [])));
        Assert.Equal("reply.not-yours", World.Refused(Replying.May(Actor.Visitor, about)));
    }

    [Theory]
    [InlineData("ឆ្លើយតប៖ យើងមិនយល់ស្របទេ។")]
    [InlineData("الرد: لا نوافق على ذلك (2008).")]
    [InlineData("  Two\r\nlines \n ")]
    [InlineData("👩🏽‍⚖️ 𠮷野家")]
    [InlineData("a\u202Eb")]
    public void It_is_kept_as_written_in_whatever_script(string text)
    {
        var reply = World.Ok(Replying.Write(Reply.None, 0, text, "km", Languages));
        Assert.Equal(new Reply(1, text.ReplaceLineEndings("\n").Trim(), "km"), reply);
    }

    [Theory]
    [InlineData(null, "reply.text-missing")]
    [InlineData(" \r\n\t ", "reply.text-missing")]
    [InlineData("\u200B\u200E\u202E\u2067", "reply.text-missing")]
    [InlineData("a\0b", "reply.text-unreadable")]
    [InlineData("a\u001Bb", "reply.text-unreadable")]
    [InlineData("a\uFFFDb", "reply.text-unreadable")]
    public void What_says_nothing_or_is_no_text_is_refused(string? text, string code) =>
        Assert.Equal(code, World.Refused(Replying.Write(Reply.None, 0, text, "en", Languages)));

    [Fact]
    public void A_lone_half_of_a_letter_is_no_text() => Assert.Equal("reply.text-unreadable", World.Refused(Replying.Write(Reply.None, 0, "a" + (char)0xD800, "en", Languages)));

    [Fact]
    public void Its_length_is_counted_in_characters_of_whatever_script()
    {
        Assert.True(Replying.Write(Reply.None, 0, string.Concat(Enumerable.Repeat("𠮷", Replying.Longest)), "en", Languages).IsOk);
        Assert.Equal("reply.text-too-long", World.Refused(Replying.Write(Reply.None, 0, new string('ក', Replying.Longest + 1), "km", Languages)));
    }

    [Fact]
    public void All_that_is_wrong_with_it_is_told_at_once() => Assert.Equal(
        ["reply.text-missing", "reply.language-missing"], Replying.Write(Reply.None, 0, "", "tlh", Languages).Match(_ => [], r => r.Select(f => f.Code)));

    [Fact]
    public void It_is_revised_withdrawn_and_written_anew_and_who_was_overtaken_is_told()
    {
        var first = World.Ok(Replying.Write(Reply.None, 0, "No.", "en", Languages));
        Assert.Equal("reply.changed-meanwhile", World.Refused(Replying.Write(first, 0, "Yes.", "en", Languages)));
        Assert.Equal("reply.already-so", World.Refused(Replying.Write(first, 1, " No. ", "en", Languages)));
        var second = World.Ok(Replying.Write(first, 1, "No.", "km", Languages));
        Assert.Equal("reply.changed-meanwhile", World.Refused(Replying.Withdraw(second, 1)));
        var gone = World.Ok(Replying.Withdraw(second, 2));
        Assert.Equal(new Reply(3, null, null), gone);
        Assert.Equal("reply.already-withdrawn", World.Refused(Replying.Withdraw(gone, 3)));
        Assert.Equal("reply.already-withdrawn", World.Refused(Replying.Withdraw(Reply.None, 0)));
        Assert.Equal(4, World.Ok(Replying.Write(gone, 3, "No.", "km", Languages)).Number);
    }
}
