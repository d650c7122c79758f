using System.Text;
using Concord.Core.Sources;

namespace Concord.Tests.Sources.Documents;

public sealed class MailTests
{
    private const string Head = "From: =?utf-8?B?2YXZg9iq2Kg=?= <office@example.org>\r\nTo: a@example.org, B <b@example.org>\r\nDate: Wed, 05 Mar 2008 23:30:00 +0700\r\nSubject: =?iso-8859-1?Q?R=E9ponse?=\r\nMIME-Version: 1.0\r\n";

    private static ReadDocument Read(string rest) => Reading.Document(Encoding.Latin1.GetBytes(Head + rest));

    [Fact]
    public void Its_head_and_its_paragraphs_are_read()
    {
        var read = Read("\r\nFirst.\r\n\r\n- item\r\n");
        Assert.Equal(["First.", "- item"], read.Texts());
        Assert.Equal("Réponse", read.Head.Title);
        Assert.StartsWith("\"مكتب\"", read.Head.Author, StringComparison.Ordinal);
        Assert.Equal(2, read.Head.To.Length);
        Assert.Equal(new DateTimeOffset(2008, 3, 5, 23, 30, 0, TimeSpan.FromHours(7)), read.Head.Sent);
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=C3=A9 soft=\r\nly\r\n", "Café softly")]
    [InlineData("Content-Type: text/plain; charset=windows-874\r\nContent-Transfer-Encoding: base64\r\n\r\n4LfC\r\n", "เทย")]
    [InlineData("Content-Type: text/plain; charset=no-such-set\r\n\r\nplain\r\n", "plain")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64 at all\r\n", null)]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nbad \u00ff\u00fe bytes\r\n", null)]
    public void Encodings_and_charsets_are_undone_and_wrong_ones_borne(string rest, string? text)
    {
        var read = Read(rest);
        Assert.True(text is null || read.Texts().SequenceEqual([text]), string.Join('|', read.Texts()));
    }

    [Fact]
    public void Of_alternatives_the_plain_text_is_read_and_a_page_alone_is_read_as_a_page()
    {
        const string Both = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>page<p>two\r\n--b--\r\n";
        Assert.Equal(["plain"], Read(Both).Texts());
        Assert.Equal(["page", "two"], Read("Content-Type: text/html\r\n\r\n<p>page<script>x()</script><p>two").Texts());
        Assert.Empty(Read(Both).Enclosed);
    }

    [Fact]
    public void Parts_without_end_are_refused_before_any_is_made() => Assert.Equal("document.too-deep", Reading.Refused(
        Encoding.Latin1.GetBytes(Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 30_000)))));

    [Fact]
    public void Files_inside_come_decoded_under_their_names()
    {
        var read = Read("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the note.\r\n--b\r\nContent-Type: text/plain; name=n.txt\r\nContent-Disposition: attachment; filename*=utf-8''n%C3%B6te.txt\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\nFrom: x@example.org\r\nDate: Wed, 05 Mar 2008 23:30:00 +0700\r\n\r\ninside\r\n--b--\r\n");
        Assert.Equal(["See the note."], read.Texts());
        Assert.Equal(["nöte.txt", "inner"], read.Enclosed.Select(e => e.Name));
        Assert.Equal("hello", Encoding.UTF8.GetString(read.Enclosed[0].Bytes.Span));
        Assert.Equal(["inside"], Reading.Document(read.Enclosed[1].Bytes.ToArray()).Texts());
    }

    [Fact]
    public void A_telegram_in_its_text_is_a_file_inside() =>
        Assert.Equal(["telegram.txt"], Read("\r\n" + Encoding.Latin1.GetString(Written.Telegram(12))).Enclosed.Select(e => e.Name));

    [Fact]
    public void Parts_in_parts_without_end_are_borne()
    {
        var rest = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (var i = 1; i < 5_000; i++)
        {
            _ = rest.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b{i - 1}\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n\r\n");
        }

        _ = Reading.Of(Encoding.Latin1.GetBytes(Head + rest));
    }
}
