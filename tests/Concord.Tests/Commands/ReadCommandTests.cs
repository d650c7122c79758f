using System.Text;
using System.Text.Json.Nodes;
using Concord.Commands;
using Concord.Tests.Telegrams;

namespace Concord.Tests.Commands;

/// <summary>What <c>concord read</c> promises: JSON on standard output, notes beside it, and an exit status that says which.</summary>
public sealed class ReadCommandTests : IDisposable
{
    // what only a test needs is not printed
    private static readonly string[] Unprinted = ["pronoun", "trap"];

    private readonly string folder = Directory.CreateTempSubdirectory("concord-read-").FullName;

    public static IEnumerable<TheoryDataRow<string>> Examples =>
        ReaderFiles.Shared("examples") is { } examples
            ? Directory.EnumerateFiles(examples, "*.json").Order(StringComparer.Ordinal).Select(f => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(f)))
            : [new TheoryDataRow<string>("none") { Skip = "the open examples do not stand beside the repository" }];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_open_example_gives_header_paragraphs_headings_and_complaints_key_by_key(string name)
    {
        var file = Path.Combine(ReaderFiles.Shared("examples")!, name);
        var expected = JsonNode.Parse(File.ReadAllText(file + ".json"))!;
        var (status, printed, _) = Run(file + ".txt");
        Assert.Equal(ReadCommand.Read, status);
        var read = JsonNode.Parse(printed)!;
        foreach (var part in new[] { "header", "paragraphs", "headings" })
        {
            Same(expected[part], read[part], part);
        }

        var severe = read["complaints"]!.AsArray().Where(c => (string)c!["severity"]! != "info").Select(c => (string)c!["code"]!);
        Assert.Equal(expected["complaints"]!.AsArray().Where(c => (string?)c!["severity"] != "info").Select(c => (string)c!["code"]!).Order(), severe.Order());
    }

    [Fact]
    public void Every_complaint_has_a_code_a_severity_a_line_and_a_sentence()
    {
        var (status, printed, _) = Run(Put("a.txt", ReaderFiles.Sound.Replace("#0087", "#0088", StringComparison.Ordinal)));
        Assert.Equal(ReadCommand.Read, status);
        var complaints = JsonNode.Parse(printed)!["complaints"]!.AsArray();
        Assert.NotEmpty(complaints);
        foreach (var complaint in complaints)
        {
            Assert.Equal(["code", "severity", "line", "what"], complaint!.AsObject().Select(p => p.Key));
            Assert.Contains(' ', (string)complaint["what"]!);
        }
    }

    [Fact]
    public void Several_files_print_one_document_a_line()
    {
        var (status, printed, _) = Run(Put("a.txt", ReaderFiles.Sound), Put("b.txt", ReaderFiles.Sound.Replace("0087", "0088", StringComparison.Ordinal)));
        Assert.Equal(ReadCommand.Read, status);
        Assert.Equal(["TANJUNG BIRU 87", "TANJUNG BIRU 88"], Lines(printed).Select(l => (string)JsonNode.Parse(l)!["header"]!["mrn"]!));
    }

    [Fact]
    public void Several_telegrams_in_one_file_print_one_document_a_line()
    {
        var (status, printed, _) = Run(Put("a.txt", ReaderFiles.Sound + "\n\n" + ReaderFiles.Sound.Replace("0087", "0088", StringComparison.Ordinal)));
        Assert.Equal(ReadCommand.Read, status);
        Assert.Equal(2, Lines(printed).Count(l => JsonNode.Parse(l) is JsonObject));
    }

    [Fact]
    public void A_dash_reads_standard_input()
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter();
        var status = ReadCommand.Run(["-"], output, notes, () => new MemoryStream(Encoding.UTF8.GetBytes(ReaderFiles.Sound)));
        Assert.Equal(ReadCommand.Read, status);
        Assert.Equal("TANJUNG BIRU 87", (string)JsonNode.Parse(output.ToArray())!["header"]!["mrn"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7\n1 0 obj\n")]
    [InlineData("Dear colleague, thank you for the letter of last week.")]
    public void A_file_that_holds_no_telegram_is_refused_with_the_reason(string text)
    {
        var (status, printed, notes) = Run(Put("a.txt", text));
        Assert.Equal((ReadCommand.NotReadable, ""), (status, printed));
        Assert.Contains("a.txt", notes, StringComparison.Ordinal);
        Assert.True(notes.Trim().Length > "a.txt".Length + 10, notes);
    }

    [Fact]
    public void A_folder_or_a_file_that_is_not_there_is_refused_with_the_reason()
    {
        foreach (var path in new[] { folder, Path.Combine(folder, "missing.txt"), "", "\0" })
        {
            var (status, printed, notes) = Run(path);
            Assert.Equal((ReadCommand.NotReadable, ""), (status, printed));
            Assert.NotEmpty(notes.Trim());
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_keep_the_next_from_being_read()
    {
        var (status, printed, _) = Run(Path.Combine(folder, "missing.txt"), Put("a.txt", ReaderFiles.Sound));
        Assert.Equal(ReadCommand.NotReadable, status);
        Assert.Single(Lines(printed));
    }

    [Fact]
    public void A_fault_of_the_program_is_said_and_has_a_status_of_its_own()
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter();
        var status = ReadCommand.Run(["-", Put("a.txt", ReaderFiles.Sound)], output, notes, () => new FaultyStream());
        Assert.Equal(ReadCommand.Fault, status);
        Assert.Single(Lines(Encoding.UTF8.GetString(output.ToArray())));
    }

    [Fact]
    public void Utf_16_reads_as_utf_8_does_and_spans_count_code_points_of_the_decoded_file()
    {
        var plain = JsonNode.Parse(Run(Put("a.txt", ReaderFiles.Sound)).Output)!;
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var path = Path.Combine(folder, "a.txt");
            File.WriteAllBytes(path, [.. encoding.GetPreamble(), .. encoding.GetBytes(ReaderFiles.Sound)]);
            var (status, printed, _) = Run(path);
            Assert.Equal(ReadCommand.Read, status);
            var read = JsonNode.Parse(printed)!;
            foreach (var part in new[] { "header", "paragraphs", "headings", "facts", "meetings" })
            {
                Same(plain[part], read[part], part);
            }
        }
    }

    [Fact]
    public void Nul_bytes_are_taken_out_of_the_text()
    {
        var (status, printed, _) = Run(Put("a.txt", ReaderFiles.Sound.Replace("Indonesia agreed", "Indo\0nesia agreed", StringComparison.Ordinal)));
        Assert.Equal(ReadCommand.Read, status);
        Assert.Equal("Indonesia agreed.", (string)JsonNode.Parse(printed)!["paragraphs"]![2]!["text"]!);
        Assert.DoesNotContain("\\u0000", printed, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string[] Lines(string printed) => printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // every key that is expected stands there with the value expected; more keys may
    private static void Same(JsonNode? expected, JsonNode? read, string at)
    {
        switch (expected)
        {
            case JsonObject o:
                foreach (var (key, value) in o.Where(p => !Unprinted.Contains(p.Key)))
                {
                    Assert.True(read is JsonObject there && there.ContainsKey(key) || value is null, $"{at}.{key} is missing");
                    Same(value, read![key], $"{at}.{key}");
                }

                break;
            case JsonArray a:
                Assert.True(read is JsonArray same && same.Count == a.Count, $"{at}: {read?.ToJsonString()}");
                for (var i = 0; i < a.Count; i++)
                {
                    Same(a[i], read![i], $"{at}[{i}]");
                }

                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, read), $"{at}: expected {expected?.ToJsonString() ?? "null"}, read {read?.ToJsonString() ?? "null"}");
                break;
        }
    }

    private static (int Status, string Output, string Notes) Run(params string[] files)
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter();
        var status = ReadCommand.Run(files, output, notes, () => Stream.Null);
        return (status, Encoding.UTF8.GetString(output.ToArray()), notes.ToString());
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>Input that breaks as nothing a telegram holds could break it.</summary>
    private sealed class FaultyStream : MemoryStream
    {
        public override void CopyTo(Stream destination, int bufferSize) => throw new InvalidOperationException();
    }
}
