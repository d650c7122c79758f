using System.Collections.Immutable;
using Concord.Core.Directory;
using Concord.Core.Kernel;
using Concord.Modules.Identity.Contracts;
using Concord.Modules.Measures.Contracts;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Directory;

/// <summary>Bodies and officials out of the statements that this person may see.</summary>
internal sealed class DirectoryQueries(ConcordDb db, IReviews reviews, IPlan plan, ICredentials credentials, INames names, TimeProvider clock)
{
    private static readonly ImmutableArray<SubjectSort> Sorts = [SubjectSort.Person, SubjectSort.Body];

    private DateOnly Today => clock.Today();

    /// <summary>All, as far as was known on a day.</summary>
    public async Task<Result<ImmutableArray<DirectoryEntry>>> ListAsync(Permit permit, DateOnly known, CancellationToken ct) =>
        await (await reviews.SubjectsAsync(permit, new SubjectsAsked(Sorts, Today, known), ct).ConfigureAwait(false)).Match(
            async found =>
            {
                var focal = (await FocalAsync(found, ct).ConfigureAwait(false)).ToLookup(f => f.Person.Id);
                var told = found.Subjects.Where(s => s.Sort == SubjectSort.Body).SelectMany(b => b.Called).Select(NameKey.Of).ToHashSet(StringComparer.Ordinal);
                var ofPack = found.Process.Bodies.Where(b => !b.Names.All.Any(n => told.Contains(NameKey.Of(n.Text))));
                return (Result<ImmutableArray<DirectoryEntry>>)(ImmutableArray<DirectoryEntry>)
                [
                    .. found.Subjects.Select(s => new DirectoryEntry(s, null, s.Members, s.Sort == SubjectSort.Person ? TenuresOf(s) : [], [.. focal[s.Id]], s.Number)),
                    .. ofPack.Select((b, at) => new DirectoryEntry(null, b, [.. found.Process.Members.Where(m => m.Key == b.Member)], [], [], -1L - at)),
                ];
            },
            refusals => Task.FromResult<Result<ImmutableArray<DirectoryEntry>>>(refusals)).ConfigureAwait(false);

    /// <summary>One official; refused with <c>official.unknown</c>.</summary>
    public async Task<Result<OfficialPage>> OfficialAsync(Permit permit, MeasureId id, CancellationToken ct) =>
        await (await AskAsync(permit, ct).ConfigureAwait(false)).Match(
            async found =>
            {
                if (found.Subjects.FirstOrDefault(s => s.Sort == SubjectSort.Person && s.Parts.Contains(id)) is not { } person)
                {
                    return new Refusal("official.unknown");
                }

                var focal = await FocalAsync(found, ct).ConfigureAwait(false);
                var bodies = found.Subjects.Where(s => s.Sort == SubjectSort.Body).SelectMany(b => b.Called.Select(n => (Key: NameKey.Of(n), b.Id)))
                    .DistinctBy(b => b.Key).ToImmutableDictionary(b => b.Key, b => b.Id, StringComparer.Ordinal);
                var said = await reviews.SaidAsync(permit, new SaidAsked([], [.. person.Called], Today), ct).ConfigureAwait(false);
                return said.Map(s => new OfficialPage(
                    person, TenuresOf(person), [.. focal.Where(f => f.Person.Id == person.Id)],
                    [.. s.Where(x => x.SpeakerMember is null || person.Members.IsEmpty || person.Members.Any(m => m.Id == x.SpeakerMember.Id))], bodies, found.Process));
            },
            refusals => Task.FromResult<Result<OfficialPage>>(refusals)).ConfigureAwait(false);

    /// <summary>One body; refused with <c>body.unknown</c>.</summary>
    public async Task<Result<BodyPage>> BodyAsync(Permit permit, MeasureId id, CancellationToken ct) =>
        await (await AskAsync(permit, ct).ConfigureAwait(false)).Match(
            async found =>
            {
                if (found.Subjects.FirstOrDefault(s => s.Sort == SubjectSort.Body && s.Parts.Contains(id)) is not { } body)
                {
                    return new Refusal("body.unknown");
                }

                var keys = body.Called.Select(NameKey.Of).ToHashSet(StringComparer.Ordinal);
                var focal = await FocalAsync(found, ct).ConfigureAwait(false);
                var officials = found.Subjects.Where(s => s.Sort == SubjectSort.Person && (body.Members.IsEmpty || s.Members.IsEmpty || s.Members.Any(m => body.Members.Any(b => b.Id == m.Id))))
                    .SelectMany(p => TenuresOf(p).Where(t => keys.Contains(NameKey.Of(t.Body))).Select(t => (p, t)))
                    .OrderBy(o => o.t.First).ThenBy(o => o.p.Title, StringComparer.Ordinal).ToImmutableArray();
                var said = await reviews.SaidAsync(permit, new SaidAsked([], [.. body.Called], Today), ct).ConfigureAwait(false);
                var told = await StandingsAsync(permit, ct).ConfigureAwait(false);
                return said.Map(s => new BodyPage(body, officials, [.. focal.Where(f => keys.Contains(NameKey.Of(f.Who)))], s) { Credential = StandingOf(told, body.Called) });
            },
            refusals => Task.FromResult<Result<BodyPage>>(refusals)).ConfigureAwait(false);

    /// <summary>How the authorities of members stand today, with every name by which sources may call them.</summary>
    public async Task<ImmutableArray<NamedStanding>> StandingsAsync(Permit permit, CancellationToken ct)
    {
        var told = await permit.To(Doing.Read).Match(p => credentials.OnAsync(p, Today, ct), _ => Task.FromResult(ImmutableArray<CredentialTold>.Empty)).ConfigureAwait(false);
        if (told.IsEmpty)
        {
            return [];
        }

        var process = (await plan.InForceAsync(permit, Today, ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);
        var bodies = (await names.BodiesAsync(ct).ConfigureAwait(false)).ToDictionary(b => b.Id, b => b.Name);
        return
        [
            .. told.Select(t => new NamedStanding(
                t.Member, bodies.GetValueOrDefault(t.Body) ?? "", t.Standing,
                [.. (process?.Bodies ?? []).Where(b => b.Id == t.Body).SelectMany(b => b.Names.All.Concat(b.ShortNames.All)).Select(n => n.Text).Append(bodies.GetValueOrDefault(t.Body) ?? "").Select(NameKey.Of)])),
        ];
    }

    /// <summary>Of a body that sources call so; null where nothing is recorded.</summary>
    public static CredentialStanding? StandingOf(ImmutableArray<NamedStanding> told, IEnumerable<string> called)
    {
        var keys = called.Select(NameKey.Of).ToHashSet(StringComparer.Ordinal);
        return told.Where(t => t.Keys.Any(keys.Contains)).Select(t => (CredentialStanding?)t.Standing).Max();
    }

    private Task<Result<SubjectsFound>> AskAsync(Permit permit, CancellationToken ct) =>
        reviews.SubjectsAsync(permit, new SubjectsAsked(Sorts, Today, Today), ct);

    private async Task<ImmutableArray<FocalPoint>> FocalAsync(SubjectsFound found, CancellationToken ct)
    {
        var ties = found.Subjects.Where(s => s.Sort == SubjectSort.Person)
            .SelectMany(p => new[] { Ties.FocalPoint, Ties.Deputy }.SelectMany(role => p.Ties(role).Where(t => t.By.Polarity == Polarity.Affirms).Select(t => (Person: p, t.Who, Role: role, t.By))))
            .ToImmutableArray();
        var ids = ties.Select(t => t.By.Id).ToList();
        var confirmed = (await db.Set<ConfirmationRow>().AsNoTracking().Where(c => ids.Contains(c.StatementId)).ToListAsync(ct).ConfigureAwait(false)).ToLookup(c => c.StatementId);
        return
        [
            .. ties.Select(t => new FocalPoint(
                t.Person, t.Who, t.Role, t.By, Confirmed.Of(t.By.Known, confirmed[t.By.Id].Select(c => c.ConfirmedOn), Today), confirmed[t.By.Id].Count()))
                .OrderBy(f => f.Role == Ties.Deputy).ThenBy(f => f.Person.Title, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<Tenure> TenuresOf(SubjectView person) => Tenures.Of(
        from s in person.Statements
        let tie = s.Assertion as Assertion.Involves
        where tie is not null && s.Polarity == Polarity.Affirms && !Ties.IsRead(tie.Role)
        select new OfficeSaid(s.Id, tie.Who, tie.Role, s.Said?.Latest ?? s.Known));
}
