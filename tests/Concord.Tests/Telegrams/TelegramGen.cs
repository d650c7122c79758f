using System.Collections.Immutable;
using Concord.Core.Telegrams;
using CsCheck;

namespace Concord.Tests.Telegrams;

/// <summary>Valid telegrams of every shape the State form allows, all of it mixed in one.</summary>
internal static class TelegramGen
{
    private static readonly string[] Vocabulary =
    [
        "ministers", "met", "anti-trafficking", "pre-", "and", "post-departure", "the", "draft", "2007", "12-14", "by-law", "officials", "301", "Thailand", "said", "--", "of", "cross-border",
        "29.", "2.", "3.", "14", "or", "U.S.", "Göran", "Nguyễn", "(ref B)", "reftel", "\"no money,\"", "R&D", "and,", "TO", "INFO", "FM", "TAGS: PHUM", "SUBJECT: TIP", "REF: A", "UNCLAS",
        "SIPDIS", "E.O. 12958: N/A", "PAGE 02", "Classified By: him", "http://www.example.org/a/very/long/address/that/no/line/can/hold/in/full.html", "(a)", "(b)", "item;", "50%", "1,240.5",
        "COUNTERTRAFFICKINGCOORDINATIONCOMMITTEESECRETARIATOFFICEHEADQUARTERS", "¥500", "to", "but", "nor", "septel", "EUR", "was", "BT", "-", "A.", "B)", "VZCZC", "#12", "XMT", "End", "tables",
    ];

    private static readonly string[] Classes = ["UNCLAS", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET", "UNCLAS"];
    private static readonly string[] Captions = ["SENSITIVE", "SIPDIS", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "NOT FOR INTERNET DISTRIBUTION", "AIDAC"];
    private static readonly string[] Passing =
        ["STATE FOR EAP/MLS, G/TIP (LARKE) AND DRL", "STATE PASS USAID FOR ANE/TS", "LABOR FOR ILAB", "DEPT PLEASE PASS TO USTR", "STATE FOR EAP/MLS, EAP/CM, EAP/P, G/TIP, DRL, PRM, INL AND THE OFFICE OF MONITORING ABROAD"];

    private static readonly string[] Tags = ["PHUM", "KCRM", "KWMN", "PREL", "PGOV", "ELAB", "SMIG", "EAID", "ASEC", "OVIP", "OREP", "ASEAN", "ID", "MY", "SN", "TH", "VM", "BM", "CB", "LA"];
    private static readonly string[] Subjects = ["STRAITS", "CITIES", "DIALOGUE:", "SUB-REGIONAL", "ACTION", "2008", "ON", "\"NO TEXT\"", "AND", "POST-DEPARTURE", "PRE-", "TALKS", "(PART 1", "OF 2)", "A."];

    private static readonly Reference[] References =
    [
        new(null, "telegram", "07JAKARTA3341", false, "07 JAKARTA 3341", null, false, false), new(null, "telegram", "08TANJUNGBIRU12", false, "TANJUNG BIRU 12", null, true, false),
        new(null, "telegram", "08STATE9912", true, "08 STATE 9912 (NOTAL)", null, false, false), new(null, "telegram", "06LIMA4417", false, "06 LIMA 4417 AND PREVIOUS", null, false, true),
        new(null, "e-mail", null, false, "LARKE/ADEYEMI E-MAIL OF 02/20/2008", "2008-02-20", false, false), new(null, "memo", null, false, "MEMO OF FEBRUARY 3, 2008", "2008-02-03", false, false),
        new(null, "telcon", null, false, "OYELARAN/FITCH TELCON", null, false, false), new(null, "letter", null, false, "MINISTER'S LETTER OF 18 JAN 2008 TO ALL MEMBERS OF THE SENIOR OFFICIALS MEETING", "2008-01-18", false, false),
    ];

    /// <summary>What decides a paragraph: its kind, and its words.</summary>
    public static Gen<(int Kind, int[] Words)[]> Body { get; } = Gen.Select(Gen.Int[0, 19], Gen.Int[0, Vocabulary.Length - 1].Array[1, 60]).Array[1, 30];

    /// <summary>What decides the header.</summary>
    public static Gen<int[]> Head { get; } = Gen.Int[0, 999].Array[24];

    public static Telegram Make(int[] n, (int Kind, int[] Words)[] body)
    {
        var paragraphs = new List<Paragraph>();
        var (headings, styles, at, continued) = (new List<string>(), new List<HeadingStyle>(), new List<int>(), new List<int>());
        var isMarked = n[0] % 2 == 0;
        var classification = Classes[n[1] % Classes.Length];
        string? mark = isMarked ? classification[0] switch { 'U' => "SBU", 'C' => "C", 'S' => "S/NF", _ => "TS" } : null;
        var (number, heading, children, quotes) = (0, (string?)null, 0, 0);
        var isMarkerHeading = false;
        foreach (var (kind, words) in body)
        {
            var text = Sentence(words);
            var id = FormattableString.Invariant($"{number}");
            if (number == 0 || kind < 8)
            {
                (number, children, quotes) = (number + 1, 0, 0);
                id = FormattableString.Invariant($"{number}");
                if (kind is 1 or 2)
                {
                    (heading, isMarkerHeading) = (kind == 1 ? $"HEADING {number}" : words.Length % 2 == 0 ? "SUMMARY" : $"How Far It Went in {number} States and Who Will Pay for the Rest of It", kind == 2 && words.Length % 2 == 0);
                    headings.Add(heading);
                    styles.Add(words.Length % 3 == 0 ? new(null, 0, true) : new(words.Length % 3 == 1 ? '-' : '=', 3 + (words.Length % 20), kind == 2));
                    at.Add(paragraphs.Count);
                }

                var (opening, trailing) = kind switch { 3 => ("SUMMARY:", "END SUMMARY."), 4 => ("Comment:", "End Comment."), 5 => ("Summary and Comment:", "End Summary and Comment."), 6 => ("ACTION REQUEST:", null), _ => ((string?)null, isMarkerHeading ? "End Summary." : null) };
                paragraphs.Add(new(id, number, mark, heading, null, opening, trailing, text, OffsetMap.Empty, []));
                (heading, isMarkerHeading) = isMarkerHeading && trailing is not null ? (null, false) : (heading, isMarkerHeading);
            }
            else if (kind < 12)
            {
                paragraphs.Add(new($"{id}/Label {paragraphs.Count}", number, kind == 8 ? mark : null, heading, $"Label {paragraphs.Count}", null, null, text, OffsetMap.Empty, []));
            }
            else if (kind < 15)
            {
                // so many words before a colon are no label
                paragraphs.Add(new($"{id}/{++children}", number, null, heading, null, null, null, "The ministers of the members said again: " + text, OffsetMap.Empty, []));
            }
            else
            {
                if (kind == 15)
                {
                    (number, children, quotes) = (number + 1, 0, 0);
                    id = FormattableString.Invariant($"{number}");
                    paragraphs.Add(new(id, number, null, heading, null, null, null, "", OffsetMap.Empty, []));
                }

                paragraphs.Add(new(++quotes == 1 ? $"{id}/text" : $"{id}/text {quotes}", number, null, heading, null, kind < 18 ? "Begin text:" : "BEGIN TEXT OF THE STATEMENT:", kind < 18 ? "End text." : "END TEXT.", text, OffsetMap.Empty, []));
                if (kind is 16 or 18)
                {
                    continued.Add(paragraphs.Count);
                    paragraphs.Add(new($"{id}/{++children}", number, null, heading, null, null, null, text, OffsetMap.Empty, []));
                }
            }
        }

        return new(TelegramForm.State, Header(n, classification), [.. paragraphs], [.. headings], [])
        {
            Layout = new()
            {
                Newline = n[2] % 2 == 0 ? "\n" : "\r\n",
                BlankAfterRouting = n[3] % 3 > 0,
                SpacedClassification = n[4] % 2 == 0,
                Repeats = (RepeatedPart)(n[5] % 4),
                QuoteIndent = n[5] % 7,
                PageBlanks = 1 + (n[6] % 2),
                BlankBetween = n[7] % 3,
                Headings = [.. styles],
                HeadingAt = [.. at],
                Continued = [.. continued],
            },
        };
    }

    private static string Sentence(int[] words) => "The " + string.Join(' ', words.Select(i => Vocabulary[i])) + " end.";

    private static TelegramHeader Header(int[] n, string classification)
    {
        var sound = ReaderFiles.Read(ReaderFiles.Sound).Header;
        var isUnclassified = classification[0] == 'U';
        string[] letters = n[8] % 3 == 0 ? ["O", "P"] : n[8] % 3 == 1 ? ["P"] : ["P", "R"];
        string Word(string letter) => letter switch { "O" => "IMMEDIATE", "P" => "PRIORITY", _ => "ROUTINE" };
        var action = Enumerable.Range(0, 1 + (n[9] % 4)).Select(i => new Addressee(i == 3 ? null : "RUEHC", $"AMEMBASSY POST {(char)('A' + i)}", i < 2 ? Word(letters[0]) : null, i % 2 == 0 ? $"{100 + i}" : null, false));
        var info = Enumerable.Range(0, n[10] % 6).Select(i => new Addressee(i == 4 ? null : "RUEHZS", i % 2 == 0 ? $"AMCONSUL PLACE {(char)('A' + i)}" : $"REGION {(char)('A' + i)} COLLECTIVE", i % 3 == 0 ? Word(letters[^1]) : null, i == 2 ? "0190" : null, i % 2 == 1));
        var tags = Tags.Where((_, i) => i == 0 || (n[11] >> (i % 9) & 1) == 1).ToImmutableArray();
        var persons = tags.Where(t => t is "OVIP" or "OREP").SelectMany(t => t == "OVIP" ? [new TagPerson(t, "LARKE, DENISE")] : new[] { new TagPerson(t, "HALVORSEN") }).ToImmutableArray();
        var references = References.Skip(n[12] % 3).Take(n[13] % 7).Select((r, i) => r with { Letter = n[13] % 7 > 1 ? ((char)('A' + i)).ToString() : null });
        return sound with
        {
            Transmissions = [],
            TransmissionId = n[14] % 2 == 0 ? "VZCZCXYZ0000" : null,
            Routing = new(letters[0] + letters[0], [.. Enumerable.Range(0, 1 + (n[15] % 14)).Select(i => $"RUEH{(char)('A' + i)}X")]),
            Security = isUnclassified ? sound.Security! : new("ZNY", new string(classification[0], 5), ["ZZH"]),
            Dtg = sound.Dtg! with { Precedence = [.. letters], OperatingSignals = n[16] % 3 == 0 ? ["ZDK", "ZFF4"] : [] },
            Action = [.. action],
            Info = [.. info],
            Exempted = info.Any(i => i.Collective) && n[17] % 2 == 0 ? ["AMEMBASSY SOFIA", "AMEMBASSY VALLETTA"] : [],
            Classification = classification,
            Caveats = (n[18] % 4) switch { 0 when isUnclassified => ["EFTO"], 0 => ["NOFORN"], 1 when isUnclassified => ["SENSITIVE"], 1 => ["ORCON", "NOFORN"], _ => [] },
            Captions = [.. Captions.Where((_, i) => (n[19] >> i & 1) == 1)],
            Passing = [.. Passing.Where((_, i) => (n[20] >> i & 1) == 1)],
            ExecutiveOrder = new("12958", isUnclassified ? "N/A" : n[21] % 2 == 0 ? "DECL: 12/31/2019" : "DECL: UPON CLOSURE OF THE CONSULATE GENERAL AT TANJUNG BIRU"),
            Tags = tags,
            TagPersons = persons,
            Subject = "THE " + string.Join(' ', Enumerable.Range(0, 1 + (n[22] % 18)).Select(i => Subjects[(n[22] + (i * 7)) % Subjects.Length])) + " ENDS",
            SubjectMarking = n[0] % 4 == 0 ? "U" : null,
            References = [.. references],
            ClassifiedBy = isUnclassified ? null : "Consul General Denise Larke, for reasons 1.4 (b) and (d) as the order has it.",
            Signature = (n[23] % 4) switch { 0 => null, 1 => "LARKE", 2 => "VAN DER BERG-DE LA CRUZ", _ => "O'NEILL" },
        };
    }
}
