using System.Collections.Immutable;
using System.Text.Json;
using Concord.Core.Telegrams;
using Concord.Core.Telegrams.Extraction;
using Concord.Core.Telegrams.Reading;
using Concord.Tests.Corpus;

namespace Concord.Tests.Telegrams.Extraction;

/// <summary>The real telegram beside the repository, read by hand before the extraction was asked.</summary>
public sealed class SeedTests
{
    private const double RecallFloor = 0.75;
    private const double PrecisionFloor = 0.80;

    /// <summary>kind, status, country, date where one is said, and words of the quote; nothing where the reading is free.</summary>
    private static readonly string[][] Expected = [.. """
        institution|established|MM||anti-trafficking unit within the Burma Police Force
        agreement|drafted|MM||developed bilateral MOUs with Thailand and China
        training|completed|MM||sent officials to various trafficking-related training programs
        national-plan|awaiting-approval|MM||awaiting review and approval by the cabinet
        law|enacted|MM||enactment of an anti-
        institution|established|MM||Border Liaison Office
        institution|established|KH||new national taskforce
        institution|established|KH||National Leading Working Group
        training|completed|KH||training programs attended by government and NGO officials
        operation|completed|KH|2007-01/2007-11|101 trafficking-related operations
        law|approved|KH|2007-08|approved a new draft law
        institution|established|CN||MPS Office for Preventing and Combating
        statement|made|CN||first national anti-trafficking document
        national-plan|expected|CN||implemented by twenty-eight government agencies
        campaign|completed|CN||awareness campaigns that took place
        training|completed|CN||attended several trafficking-related workshops
        pilot|ongoing|CN||developing pilot projects
        national-plan|ongoing|LA||is being finalized
        national-plan|expected|LA||will be completed
        training|ongoing|LA||several training programs for Laos officials
        statement|made|TH||tasked the Ministry of Social Development
        institution|established|TH||inter-ministerial COMMIT task force
        pilot|established|TH||pilot program established
        pilot|extended|TH||has been extended for another four months
        law|passed|TH||passed the Act on Prevention and Suppression
        law|passed|TH|2007-11-28|was passed on November 28
        law|expected|TH|2008-04|expected to be enacted in April 2008
        law|made|TH||includes men in the definition
        statement|ongoing|VN||efforts to bring its definition
        campaign|completed|VN||conducted campaigns to combat trafficking
        agreement|drafted|VN||negotiated a draft agreement
        agreement|expected|VN||expected to be signed in Hanoi
        statement|supports|MM||supports including Malaysia
        statement|intended|MM||intends to work with as many UN agencies
        statement|planned|MM||plans to include youth
        statement|supports|MM||supports the role of NGOs
        declaration|drafted|||draft Joint Declaration
        national-plan|approved|CN||had approved China's National Plan of Action
        national-plan|expected|CN||made public in the near future
        statement|made|CN||importance of COMMIT countries improving repatriation
        statement|made|||legal issues and security concerns remain obstacles
        statement|made|||back into society is a significant challenge
        statement|made|||relationship between poverty and trafficking
        statement|made|||also a fight against poverty
        statement|made|||political will from the highest levels
        statement|made|||reiterated their country's commitment
        declaration|signed|||each minister signed
        declaration|made|||reaffirmed COMMIT's commitment
        declaration|made|||included a provision emphasizing
        declaration|pledged|||pledged to place the rights
        statement|made|||victim-centered, rights-based approach
        """.Split('\n').Select(l => l.TrimEnd('\r').Split('|'))];

    [Fact]
    public void The_facts_read_by_hand_are_found_and_little_else()
    {
        var left = Facts().ToList();
        var all = left.Count;
        var missed = new List<string>();
        foreach (var row in Expected)
        {
            if (left.Find(f => Fits(row, f)) is { } found)
            {
                left.Remove(found);
            }
            else
            {
                missed.Add(string.Join(" ", row));
            }
        }

        var hits = Expected.Length - missed.Count;
        var (recall, precision) = ((double)hits / Expected.Length, (double)hits / all);
        var report = $"recall {recall:F2}, precision {precision:F2} of {all}\nmissed:\n{string.Join("\n", missed)}\nnot expected:\n{string.Join("\n", left.Select(Told))}";
        Assert.True(recall >= RecallFloor && precision >= PrecisionFloor, report);
    }

    [Fact]
    public void Nothing_is_told_as_further_than_it_has_come()
    {
        foreach (var fact in Facts())
        {
            var rows = Expected.Where(r => Holds(fact.Anchor.Quote, r[4])).ToArray();
            var isUp = fact.Polarity == FactPolarity.Positive && IsReached(fact.Status) && rows.Length > 0 && !rows.Any(r => Word(fact.Status) == r[1])
                && rows.All(r => r[1] is "drafted" or "expected" or "awaiting-approval" or "planned" or "intended" or "pledged" or "approved" or "passed");
            Assert.False(isUp, Told(fact));
        }
    }

    [Fact]
    public void The_agreement_of_two_countries_is_drafted_and_its_signing_only_expected()
    {
        var about = Facts().Where(f => f.Kind == FactKind.Agreement && f.Iso2 is "VN" or "TH" && f.Anchor.Quote.Contains("agreement", StringComparison.Ordinal) || Holds(f.Anchor.Quote, "signed in Hanoi")).ToArray();
        Assert.Contains(about, f => f.Status == FactStatus.Drafted);
        Assert.Contains(about, f => f.Status == FactStatus.Expected && f.Date is { Certainty: DateCertainty.Expected, When.Edtf: { } edtf } && edtf.StartsWith("2008-01", StringComparison.Ordinal));
        Assert.DoesNotContain(about, f => f.Status is FactStatus.Signed or FactStatus.InForce or FactStatus.Adopted);
    }

    [Fact]
    public void The_act_is_passed_and_its_enactment_only_expected()
    {
        var law = Facts().Where(f => f is { Kind: FactKind.Law, Iso2: "TH" }).ToArray();
        Assert.Contains(law, f => f is { Status: FactStatus.Passed, Date: { Certainty: DateCertainty.Actual, When.Edtf: "2007-11-28" } });
        Assert.Contains(law, f => f is { Status: FactStatus.Expected, Date: { Certainty: DateCertainty.Expected, When.Edtf: "2008-04" } });
        Assert.DoesNotContain(law, f => f.Status is FactStatus.Enacted or FactStatus.InForce);
    }

    [Fact]
    public void What_awaits_approval_what_is_approved_and_what_is_signed_stay_apart()
    {
        var facts = Facts();
        Assert.Contains(facts, f => f is { Kind: FactKind.NationalPlan, Iso2: "MM", Status: FactStatus.AwaitingApproval });
        Assert.DoesNotContain(facts, f => f is { Kind: FactKind.NationalPlan, Iso2: "MM", Status: FactStatus.Approved or FactStatus.Adopted });
        Assert.Contains(facts, f => f is { Kind: FactKind.Law, Iso2: "KH", Status: FactStatus.Approved, Date.When.Edtf: "2007-08" });
        Assert.DoesNotContain(facts, f => f is { Kind: FactKind.Law, Iso2: "KH", Status: FactStatus.Passed or FactStatus.Enacted or FactStatus.InForce });
        Assert.Contains(facts, f => f is { Kind: FactKind.Declaration, Status: FactStatus.Signed });
    }

    [Fact]
    public void Every_quote_stands_in_its_paragraph()
    {
        var telegram = Seed();
        var paragraphs = telegram.Paragraphs.ToDictionary(p => p.Id, p => p.Text);
        Assert.All(Extractor.Extract(telegram).Facts, f => Assert.Equal(paragraphs[f.Anchor.ParagraphId][f.Anchor.Span.Start..f.Anchor.Span.End], f.Anchor.Quote));
    }

    private static bool Fits(string[] row, Fact fact) =>
        Word(fact.Kind) == row[0] && Word(fact.Status) == row[1] && fact.Polarity == FactPolarity.Positive
        && (row[2].Length == 0 || fact.Iso2 == row[2]) && (row[3].Length == 0 || fact.Date.When?.Edtf == row[3]) && Holds(fact.Anchor.Quote, row[4]);

    private static bool Holds(string quote, string words) => string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Contains(words, StringComparison.Ordinal);

    private static bool IsReached(FactStatus status) =>
        status is FactStatus.Signed or FactStatus.Approved or FactStatus.Passed or FactStatus.Enacted or FactStatus.Adopted or FactStatus.InForce or FactStatus.Completed or FactStatus.Established;

    private static string Told(Fact fact) => $"{Word(fact.Kind)} {Word(fact.Status)} {Word(fact.Polarity)} {fact.Iso2} {fact.Date.When?.Edtf} [{fact.Rule}] {fact.Anchor.Quote}";

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static ImmutableArray<Fact> Facts() => Extractor.Extract(Seed()).Facts;

    private static Telegram Seed()
    {
        var folder = Path.GetFullPath(Path.Combine(CorpusFiles.Root(), "..", "shared", "seed"));
        var file = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).FirstOrDefault() : null;
        Assert.SkipWhen(file is null, "no seed telegram beside the repository");
        return TelegramReader.Read(File.ReadAllBytes(file!));
    }
}
