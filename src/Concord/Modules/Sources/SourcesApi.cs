using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Core.Telegrams;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.Api;
using Concord.Platform.I18n;
using Concord.Platform.Lists;
using Concord.Platform.Web;

namespace Concord.Modules.Sources;

/// <summary>A source with the part of its text asked for.</summary>
internal sealed record SourceAnswer(
    SourceItem Source, string ContentSha256, long LengthBytes, int Part, int PartCount, int WithheldParagraphCount, Guid? Corrects, Guid? CorrectedBy,
    ImmutableArray<ParagraphAnswer> Paragraphs, ImmutableArray<ProposalAnswer> Proposals, ImmutableArray<ComplaintAnswer> Complaints);

/// <summary>A paragraph, or a piece of a long one; places are counted in code points.</summary>
internal sealed record ParagraphAnswer(
    int Ordinal, string Name, int? Number, string? Marking, string? Heading, string Text, int FromCodePoint, int ToCodePoint, int LengthCodePoints, int? FirstLine, int? LastLine);

/// <summary>A statement that a rule proposes.</summary>
internal sealed record ProposalAnswer(
    Guid Id, int Number, FactKind Kind, FactStatus Status, FactPolarity Polarity, string Title, string? Country, string? Iso2, string? DateText, DateAnswer? Date,
    string? Speaker, string? SpeakerCapacity, Attribution Attribution, string? Occasion, DateAnswer? Said, ImmutableArray<string> Partners,
    ImmutableArray<FigureAnswer> Figures, string Rule, Confidence Confidence, PassageAnswer Passage);

/// <summary>A number with its unit.</summary>
internal sealed record FigureAnswer(decimal Value, string Unit, string? What, string? Qualifier, string? Period, bool Doubtful);

/// <summary>The words that say it, and where they stand.</summary>
internal sealed record PassageAnswer(Guid Id, Guid SourceId, string Paragraph, string Quote, string Page)
{
    public static PassageAnswer? Of(PassageView? p) => p is null ? null : new(p.Id.Value, p.Source.Value, p.Paragraph, p.Exact, SourceLinks.Passage(p));
}

/// <summary>What is wrong with the source.</summary>
internal sealed record ComplaintAnswer(string Code, Severity Severity, int? Line, string Told);

internal static class SourcesApi
{
    private static readonly ListFilter Id = new("id", FilterForm.Id);
    private static readonly ListFilter Part = new("part", FilterForm.Number);

    public static void Map(RouteGroupBuilder api)
    {
        _ = api.MapList<SourceList, SourceItem>();
        _ = api.Op("sources/{id}", "source", [Id], [Part], (HttpContext http, SourceQueries sources, CancellationToken ct) => http.AnswerAsync(
            [Id, Part],
            async (permit, query) => (await sources.PageAsync(permit, new SourceId(query.Id("id")!.Value), new SourcePlace(Part: query.Number("part")), ct).ConfigureAwait(false)).Map(Show))).WithMetadata(new ShowsAttribute(SourceThings.Source));
        _ = api.MapGet("sources/{id}/original", OriginalAsync).WithName("source-original")
            .WithMetadata(new ApiOperation("source-original", [Id], []), new ShowsAttribute(SourceThings.Source) { IsWritten = true })
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status403Forbidden, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status429TooManyRequests, ApiProblem.ContentType);
    }

    /// <summary>Under its sum, which never changes.</summary>
    private static async Task<IResult> OriginalAsync(HttpContext http, OpenOriginal file, CancellationToken ct) =>
        await ListQuery.Read([Id], http.Request.Query.Append(KeyValuePair.Create("id", new Microsoft.Extensions.Primitives.StringValues((string?)http.GetRouteValue("id"))))).Match(
            async query => (await file.HandleAsync(http.Permit(), new SourceId(query.Id("id")!.Value), ct).ConfigureAwait(false)).Match<IResult>(
                original => TypedResults.File(
                    original.Bytes, "application/octet-stream", original.FileName,
                    entityTag: new('"' + ContentRow.HashOf(original.Bytes) + '"')),
                refusals => new ApiAnswer<object>(refusals)),
            refusals => Task.FromResult<IResult>(new ApiAnswer<object>(refusals))).ConfigureAwait(false);

    private static SourceAnswer Show(SourcePage page) => new(
        SourceItem.Of(page.Summary), page.ContentHash, page.Length, page.Part, page.Parts, page.Withheld, page.Corrects?.Value, page.CorrectedBy?.Value,
        [.. page.Paragraphs.Select(p => new ParagraphAnswer(p.Ordinal, p.Name, p.Number, p.Marking, p.Heading, p.Text, p.From, p.To, p.Length, p.FirstLine, p.LastLine))],
        [.. page.Proposals.Select(Show)],
        [.. page.Complaints.Select(c => new ComplaintAnswer(c.Code, c.Severity, c.Line, Texts.Here("complaints." + c.Code, [.. c.Args])))]);

    private static ProposalAnswer Show(Proposal p) => new(
        p.Id.Value, p.Ordinal + 1, p.Kind, p.Status, p.Polarity, p.Title, p.Country, p.Iso2, p.DateText, DateAnswer.Of(p.Date), p.Speaker, p.Capacity, p.Attribution, p.Occasion,
        DateAnswer.Of(p.Said), p.Partners, [.. p.Figures.Select(f => new FigureAnswer(f.Value, f.Unit, f.What, f.Qualifier, f.Period, f.Doubtful))], p.Rule, p.Confidence,
        PassageAnswer.Of(p.Passage)!);
}
