using System.Collections.Immutable;
using Concord.Core.Kernel;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Sources.Contracts;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Declarations;

/// <summary>A declaration: what it provides, who put a hand to it and when, by whose word.</summary>
[Asks(Doing.Read), Shows("measure")]
internal sealed class DeclarationPageModel(DeclarationQueries declarations) : AskingPage
{
    public DeclarationPage View { get; private set; } = null!;

    public ImmutableArray<PassageView> Sources =>
        [.. View.Declaration.Statements.Select(s => s.Passage).OfType<PassageView>().DistinctBy(p => p.Source)];

    /// <summary>Whose it is, and whoever a source names as a signatory.</summary>
    public IEnumerable<string> Signatories => View.Declaration.Members.Select(m => Data.Words(m.Names))
        .Concat(View.Declaration.Ties(Ties.Signatory).Select(t => t.Who))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(
        permit => declarations.PageAsync(permit, new MeasureId(id), ct),
        view =>
        {
            if (view.Declaration.Id.Value != id)
            {
                return Redirect(MeasureLinks.Subject(SubjectSort.Declaration, view.Declaration.Id));
            }

            View = view;
            this.Titled(view.Declaration.Title, "declarations");
            return Page();
        });
}
