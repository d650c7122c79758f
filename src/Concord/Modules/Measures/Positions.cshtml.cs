using Concord.Core.Kernel;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Measures;

/// <summary>Who supports, opposes or intends what: by question, each with its sentence.</summary>
[Asks(Doing.Read)]
internal sealed class PositionsPageModel(SaidQueries said, MeasureQueries measures) : AskingPage
{
    public PositionsPage View { get; private set; } = null!;

    /// <summary>The question whose page this is; null on the page of all.</summary>
    public QuestionView? One { get; private set; }

    public Task<IActionResult> OnGetAsync(Guid? id, string? about, string? member, CancellationToken ct) => ShowAsync(
        permit => id is { } one
            ? said.QuestionAsync(permit, measures.Now, new MeasureId(one), ct)
            : said.PositionsAsync(permit, measures.Now, Asked(about), Asked(member), ct),
        view =>
        {
            View = view;
            One = id is null ? null : view.Questions[0];
            this.Titled(Title, "record");
            return Page();
        });

    public string Title => View switch
    {
        _ when One is { } one => one.On,
        { About: { } country } => Texts.Here("measures.positions-about", country.Name),
        { Member: { } member } => Texts.Here("measures.positions-of", Data.Words(member.Names)),
        _ => Texts.Here("measures.positions-title"),
    };

    private static string? Asked(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();
}
