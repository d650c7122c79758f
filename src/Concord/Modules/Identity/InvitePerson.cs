using System.Collections.Immutable;
using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>Whom to invite, as what.</summary>
/// <param name="For">The person's name, for whoever keeps the invitations.</param>
/// <param name="Mail">Where the link goes, when there is a server for mail.</param>
internal sealed record NewInvitation(Capacity Capacity, BodyId? Body, string For, string? Mail)
{
    /// <summary>Writes the mail that takes the link there; null when it is shown instead.</summary>
    public Func<MadeInvitation, MailRow>? Letter { get; init; }

    /// <summary>How they said that they know the credential of the body stands.</summary>
    public CredentialStanding? Known { get; init; }
}

/// <summary>An invitation as it is shown once: with the key that lets a person in.</summary>
internal sealed record MadeInvitation(InvitationId Id, string Key, DateTimeOffset Expires, bool WaitsForSecond)
{
    public string Link => "/invitation?key=" + Key;

    /// <summary>The link goes by mail, and is not shown.</summary>
    public bool IsMailed { get; init; }
}

/// <summary>Makes, confirms and takes back invitations; ends capacities and accounts. Acts.</summary>
internal sealed class InvitePerson(ConcordDb db, Bodies bodies, CredentialQueries credentials, TimeProvider clock)
{
    public async Task<Result<MadeInvitation>> HandleAsync(Permit permit, NewInvitation asked, CancellationToken ct) =>
        await (await PrepareAsync(permit, asked, ct).ConfigureAwait(false)).Match(
            async made => (await db.CommitAsync(made.Act, ct).ConfigureAwait(false)).Map(_ => made.Invitation),
            refusals => Task.FromResult<Result<MadeInvitation>>(refusals)).ConfigureAwait(false);

    /// <summary>With the next commit, which takes the act.</summary>
    public async Task<Result<(MadeInvitation Invitation, Act Act)>> PrepareAsync(Permit permit, NewInvitation asked, CancellationToken ct)
    {
        var known = (await bodies.AllAsync(ct).ConfigureAwait(false)).FirstOrDefault(b => b.Id == asked.Body);
        if (asked.Body is not null && known is null)
        {
            return new Refusal("body.not-here", asked.Body.Value.Value.ToString("D"));
        }

        if (asked.For.Trim() is not { Length: > 0 and <= 200 } called || called.Any(char.IsControl))
        {
            return new Refusal("invitation.for-whom");
        }

        if (asked.Mail?.Trim() is { Length: > 0 } mail && !MailAddresses.IsOne(mail))
        {
            return new Refusal("invitation.mail");
        }

        var now = clock.GetUtcNow();
        var held = await HeldAsync(asked.Body, now, ct).ConfigureAwait(false);
        var standing = await credentials.StandingAsync(known?.Member, asked.Body, ct).ConfigureAwait(false);
        return Invitation.Make(new InvitationId(Guid.CreateVersion7(now)), permit, asked.Capacity, asked.Body, known?.Member, held.Contains(asked.Capacity), now, standing, asked.Known).Map(invitation =>
        {
            var key = Secrets.Make(5);
            _ = db.Add(new InvitationRow
            {
                Id = invitation.Id,
                KeyHash = Secrets.Hash(key),
                Capacity = invitation.Capacity,
                Body = invitation.Body,
                Member = invitation.Member,
                For = called,
                Mail = string.IsNullOrWhiteSpace(asked.Mail) ? null : asked.Mail.Trim(),
                By = invitation.By,
                Made = now,
                Confirmed = invitation.Confirmed,
                Expires = invitation.Expires,
                Acknowledged = invitation.Acknowledged,
            });
            var told = new MadeInvitation(invitation.Id, key, invitation.Expires, invitation.NeedsSecond) { IsMailed = asked is { Letter: not null, Mail.Length: > 0 } };
            if (told.IsMailed)
            {
                _ = db.Add(asked.Letter!(told));
            }

            return (told, new Act(permit, "invitation.made", About(invitation.Id), null, Told(invitation, asked)) { Subject = invitation.Id.Value });
        });
    }

    /// <summary>In which capacities somebody acts for a body, and not by delegation.</summary>
    public async Task<IReadOnlySet<Capacity>> HeldAsync(BodyId? body, DateTimeOffset now, CancellationToken ct) =>
        await AccountThings.Of(db.Set<HoldingRow>(), body, now.Day()).Select(h => h.Capacity).Distinct().ToHashSetAsync(ct).ConfigureAwait(false);

    /// <summary>The second administrator agrees.</summary>
    public async Task<Result<InvitationId>> ConfirmAsync(Permit permit, InvitationId id, CancellationToken ct)
    {
        var row = await FindAsync(permit, id, ct).ConfigureAwait(false);
        return row is null ? new Refusal("invitation.unknown") : await row.ToInvitation().Confirm(permit, clock.GetUtcNow()).Match(
            async agreed =>
            {
                row.Confirmed = agreed.Confirmed;
                return (await db.CommitAsync(new Act(permit, "invitation.confirmed", About(id)), ct).ConfigureAwait(false)).Map(_ => id);
            },
            refusals => Task.FromResult<Result<InvitationId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Of whoever was invited nothing is kept.</summary>
    public async Task<Result<InvitationId>> TakeBackAsync(Permit permit, InvitationId id, CancellationToken ct)
    {
        var row = await FindAsync(permit, id, ct).ConfigureAwait(false);
        if (row is null || row.Closed is not null)
        {
            return new Refusal("invitation.unknown");
        }

        row.Closed = clock.GetUtcNow();
        await Forgetting.InvitationsAsync(db, [row], clock.GetUtcNow(), ct).ConfigureAwait(false);
        return (await db.CommitAsync(new Act(permit, "invitation.taken-back", About(id)), ct).ConfigureAwait(false)).Map(_ => id);
    }

    /// <summary>Ends a capacity that somebody holds.</summary>
    public async Task<Result<HoldingId>> EndAsync(Permit permit, HoldingId id, CancellationToken ct)
    {
        var row = await db.Set<HoldingRow>().SingleOrDefaultAsync(h => h.Id == id, ct).ConfigureAwait(false);
        return row is null ? new Refusal("holding.unknown") : await Ending.Of(row.ToHolding(), permit, await Administrators.ReadAsync(db, ct).ConfigureAwait(false)).Match(
            async _ =>
            {
                row.Ended = clock.GetUtcNow();
                Administrators.End(db, [row]);
                var told = new Dictionary<string, string?> { ["capacity"] = row.Capacity.ToString(), ["body"] = row.Body?.Value.ToString("D") };
                return (await db.CommitAsync(new Act(permit, "holding.ended", Doors.About(row.Account), null, told), ct).ConfigureAwait(false)).Map(_ => id);
            },
            refusals => Task.FromResult<Result<HoldingId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>A body that the pack does not have.</summary>
    public async Task<Result<BodyId>> AddBodyAsync(Permit permit, string? name, MemberId? member, CancellationToken ct)
    {
        var said = name?.Trim() ?? "";
        if (said.Length is 0 or > 200 || said.Any(char.IsControl))
        {
            return new Refusal("body.name");
        }

        if (permit.Doing != Doing.KeepAccounts || permit.Actor.Keeps is not null)
        {
            return new Refusal("access.denied");
        }

        if ((await bodies.FindAsync(said, ct).ConfigureAwait(false)).IsOk)
        {
            return new Refusal("body.already-there", said);
        }

        var row = new BodyRow { Id = new BodyId(Guid.CreateVersion7(clock.GetUtcNow())), Name = said, Member = member };
        _ = db.Add(row);
        return (await db.CommitAsync(new Act(permit, "body.added", "body:" + row.Id.Value.ToString("D")), ct).ConfigureAwait(false)).Map(_ => row.Id);
    }

    /// <summary>An administrator of one body does not learn that another has invitations.</summary>
    private Task<InvitationRow?> FindAsync(Permit permit, InvitationId id, CancellationToken ct)
    {
        var body = permit.Actor.Keeps;
        return db.Set<InvitationRow>().SingleOrDefaultAsync(i => i.Id == id && (body == null || i.Body == body), ct);
    }

    public static string About(InvitationId id) => "invitation:" + id.Value.ToString("D");

    private static Dictionary<string, string?> Told(Invitation made, NewInvitation asked) =>
        new()
        {
            ["capacity"] = made.Capacity.ToString(), ["body"] = made.Body?.Value.ToString("D"), ["for"] = asked.For.Trim(), ["mail"] = asked.Mail?.Trim(), ["acknowledged"] = made.Acknowledged?.ToString(),
        };
}
