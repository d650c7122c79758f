using System.Text;
using Concord.Core.Sources;

namespace Concord.Tests.Sources.Documents;

/// <summary>A small document of each form that dates itself and tells of an agreement.</summary>
internal static class FormFiles
{
    private const string Day = "5 March 2008";
    private const string Fact = "Burma signed an agreement with Thailand in 2007.";

    public static byte[] Of(DocumentForm form) => form switch
    {
        DocumentForm.Text => Encoding.UTF8.GetBytes($"{Day}\n\n{Fact}\n"),
        DocumentForm.Word => WordFile.Of(WordFile.P(Day) + WordFile.P(Fact)),
        DocumentForm.Html => Encoding.UTF8.GetBytes($"<!DOCTYPE html><html lang=en><p>{Day}<p>{Fact}"),
        DocumentForm.Email => Encoding.UTF8.GetBytes($"From: a@example.org\r\nDate: Wed, 05 Mar 2008 10:00:00 +0700\r\nSubject: s\r\nMIME-Version: 1.0\r\n\r\n{Fact}\r\n"),
        DocumentForm.Pdf => PdfTests.Pdf(PdfTests.Lines(60, 780, Day, "", Fact)),
    };
}
