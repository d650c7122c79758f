using System.Text;
using Concord.Core.Sources;

namespace Concord.Tests.Sources.Documents;

public sealed class HtmlTests
{
    private static ReadDocument Read(string html) => Reading.Document(Encoding.UTF8.GetBytes("<!DOCTYPE html>\n<html lang=km>" + html));

    [Fact]
    public void Headings_paragraphs_items_and_cells_are_anchors_with_their_place()
    {
        var read = Read("<title>A page</title><meta name=date content=2008-03-05><h1>Top</h1>loose <b>text</b><p>one\n  line<br>two<ul><li>a<ul><li>b</ul></ul>"
            + "<table><tr><th>H<td><p>x<p>y<tr><td colspan=2>wide<td>last</table><pre>a  b\n c</pre>");
        Assert.Equal(["Top", "loose text", "one line\ntwo", "a", "b", "H", "x\ny", "wide", "last", "a  b\n c"], read.Texts());
        Assert.Equal(["table:1/row:1/column:1", "table:1/row:1/column:2", "table:1/row:2/column:1", "table:1/row:2/column:3", "paragraph:6"], read.Places()[5..]);
        Assert.Equal([PartKind.Heading, PartKind.Paragraph, PartKind.Paragraph, PartKind.Item, PartKind.Item], read.Parts.Take(5).Select(p => p.Kind));
        Assert.Equal([1, 2], read.Parts.Where(p => p.Kind == PartKind.Item).Select(p => p.Level));
        Assert.Equal(("A page", "km", new DateOnly(2008, 3, 5)), (read.Head.Title, read.Head.Language, read.Head.Day));
    }

    [Fact]
    public void Inner_tables_come_after_their_outer_one()
    {
        var read = Read("<table><tr><td>a<table><tr><td>in</table>b<td>c</table>");
        Assert.Equal(["a\nb", "c", "in"], read.Texts());
        Assert.Equal("table:1/row:1/column:1/table:1/row:1/column:1", read.Places()[^1]);
    }

    [Fact]
    public void Nothing_is_run_and_nothing_fetched()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var there = "http://" + listener.LocalEndpoint;
        var read = Read($"<base href='{there}'><link rel=stylesheet href='{there}/s.css'><script src='{there}/a.js'></script><script>document.write('<p>written</p>')</script>"
            + $"<noscript><p>without</p></noscript><p>said</p><img src='{there}/i.png' onerror='x()'><iframe src='{there}/f'></iframe><p hidden>hidden</p>");
        Assert.Equal(["without", "said"], read.Texts());
        Assert.Equal(["html-scripts", "html-pictures"], read.Notes());
        Assert.False(listener.Pending());
    }

    [Fact]
    public void Every_script_keeps_its_logical_order()
    {
        string[] scripts = ["<p dir=rtl>مكافحة الاتجار بالبشر 2008", "<p>סחר בבני אדם", "<p>ការជួញដូរមនុស្ស", "<p>การค้ามนุษย์", "<p>ການຄ້າມະນຸດ", "<p>လူကုန်ကူးမှု"];
        Assert.Equal(scripts.Select(s => s[(s.IndexOf('>', StringComparison.Ordinal) + 1)..]), Read("<meta charset=utf-8>" + string.Concat(scripts)).Texts());
    }

    [Fact]
    public void A_page_in_another_charset_is_read_as_it_says() => Assert.Equal(
        ["Café", "naïve"],
        Reading.Document(Encoding.Latin1.GetBytes("<html><meta charset=iso-8859-1><p>Café<p>naïve")).Texts());

    [Fact]
    public void A_deep_tree_is_read_and_one_deeper_than_anybody_writes_is_refused()
    {
        static string Deep(int times) => string.Concat(Enumerable.Repeat("<div>", times)) + "deep";
        Assert.Equal(["deep"], Read(Deep(4_000)).Texts());
        Assert.Equal("document.too-much", Reading.Refused(Encoding.UTF8.GetBytes("<html>" + Deep(100_000))));
    }

    [Fact]
    public void A_page_that_makes_a_parser_repeat_its_tags_is_refused_in_words()
    {
        var tags = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<b id={i}>"));
        Assert.Equal("document.too-much", Reading.Refused(Encoding.UTF8.GetBytes("<html>" + tags + string.Concat(Enumerable.Repeat("<p>x</p>", 3_000)))));
    }
}
