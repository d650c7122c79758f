using System.Text;
using Concord.Core.Sources;
using Concord.Tests.Sources.Documents;

namespace Concord.Tests.Sources;

/// <summary>A file is what its bytes are; where its name says otherwise it is refused, and its name alone is kept.</summary>
public sealed class IncomingNameTests
{
    [Theory]
    [InlineData(DocumentForm.Pdf, "report.pdf")]
    [InlineData(DocumentForm.Word, "report.DOCX")]
    [InlineData(DocumentForm.Html, "report.html")]
    [InlineData(DocumentForm.Html, "telegram.txt")]
    [InlineData(DocumentForm.Email, "letter.eml")]
    [InlineData(DocumentForm.Text, "report")]
    [InlineData(DocumentForm.Pdf, "report")]
    [InlineData(DocumentForm.Word, "a.b/report")]
    [InlineData(DocumentForm.Word, ".docx.unknown")]
    public void What_is_what_its_name_says_or_whose_name_says_nothing_is_taken(DocumentForm form, string name) =>
        Assert.Equal(form, World.Ok(Incoming.Judge(name, FormFiles.Of(form))));

    [Theory]
    [InlineData(DocumentForm.Html, "report.pdf")]
    [InlineData(DocumentForm.Text, "report.docx")]
    [InlineData(DocumentForm.Pdf, "report.txt")]
    [InlineData(DocumentForm.Pdf, "report.docx")]
    [InlineData(DocumentForm.Word, "report.pdf")]
    [InlineData(DocumentForm.Word, "..\\report.pdf")]
    [InlineData(DocumentForm.Word, "letter.eml")]
    [InlineData(DocumentForm.Html, "report.pdf\u0000")]
    public void What_is_not_what_its_name_says_is_refused_in_words(DocumentForm form, string name) =>
        Assert.Equal("import.not-its-name", World.Refused(Incoming.Judge(name, FormFiles.Of(form))));

    [Fact]
    public void What_cannot_be_read_at_all_keeps_its_own_reason() =>
        Assert.Equal("import.program", World.Refused(Incoming.Judge("report.pdf", Encoding.Latin1.GetBytes("\u007fELF\u0002\u0001\u0001\0\0\0"))));
}
