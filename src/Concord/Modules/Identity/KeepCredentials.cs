using Concord.Core.Identity;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.Ledger;
using Concord.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>A credential as it is entered. The member is the one to which the authority belongs.</summary>
internal sealed record NewCredential(BodyId? Body, string? Paper, DateOnly? From, CredentialId? Beside);

/// <summary>What is said of a credential, as it is entered.</summary>
/// <param name="Seen">The version that the form showed.</param>
internal sealed record SayOfCredential(CredentialId Id, CredentialTurn Turn, string? Who, string? Why, DateOnly? On, long Seen);

/// <summary>Puts credentials on record and says what is said of them. Acts.</summary>
internal sealed class KeepCredentials(ConcordDb db, Bodies bodies, TimeProvider clock)
{
    public async Task<Result<CredentialId>> RecordAsync(Permit permit, NewCredential asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var member = (await bodies.AllAsync(ct).ConfigureAwait(false)).FirstOrDefault(b => b.Id == asked.Body)?.Member;
        var all = await CredentialQueries.ReadAsync(db, member, ct).ConfigureAwait(false);
        return await Credential.Record(new CredentialId(Guid.CreateVersion7(now)), permit, member, asked.Body, asked.Paper, asked.From, asked.Beside, all, now.Day()).Match(
            async made =>
            {
                _ = db.Add(new CredentialRow { Id = made.Id, Member = made.Member, Body = made.Body, Paper = asked.Paper!.Trim(), Beside = made.Beside, Events = 1 });
                Add(permit, made.Id, made.Events[0], "", "", now);
                var told = new Dictionary<string, string?> { ["paper"] = asked.Paper.Trim(), ["day"] = Days.Write(made.Events[0].On), ["body"] = made.Body.Value.ToString("D"), ["beside"] = made.Beside?.Value.ToString("D") };
                return (await db.CommitAsync(new Act(permit, "credential.recorded", CredentialQueries.About(made.Id), null, told), ct).ConfigureAwait(false)).Map(_ => made.Id);
            },
            refusals => Task.FromResult<Result<CredentialId>>(refusals)).ConfigureAwait(false);
    }

    /// <summary>Refused with <c>credential.unknown</c>, and as <see cref="Credential.Say"/> says.</summary>
    public async Task<Result<CredentialId>> SayAsync(Permit permit, SayOfCredential asked, CancellationToken ct)
    {
        var row = await db.Set<CredentialRow>().SingleOrDefaultAsync(c => c.Id == asked.Id, ct).ConfigureAwait(false);
        if (row is null)
        {
            return new Refusal("credential.unknown");
        }

        var now = clock.GetUtcNow();
        var credential = (await CredentialQueries.ReadAsync(db, row.Member, ct).ConfigureAwait(false)).Single(c => c.Id == row.Id);
        return await credential.Say(permit, asked.Turn, asked.Who, asked.Why, asked.On, now.Day()).Match(
            async said =>
            {
                db.Saw(row, asked.Seen);
                row.Events = said.Event.Number;
                Add(permit, row.Id, said.Event, said.Who, said.Why, now);
                var told = new Dictionary<string, string?> { ["day"] = Days.Write(said.Event.On), ["word-of"] = said.Who };
                return (await db.CommitAsync(new Act(permit, Verb(said.Event.Turn), CredentialQueries.About(row.Id), said.Why, told), ct).ConfigureAwait(false)).Map(_ => row.Id);
            },
            refusals => Task.FromResult<Result<CredentialId>>(refusals)).ConfigureAwait(false);
    }

    private static string Verb(CredentialTurn turn) => turn switch
    {
        CredentialTurn.Recorded => "credential.recorded",
        CredentialTurn.Disputed => "credential.disputed",
        CredentialTurn.Suspended => "credential.suspended",
        CredentialTurn.Restored => "credential.restored",
        CredentialTurn.Ended => "credential.ended",
    };

    private void Add(Permit permit, CredentialId id, CredentialEvent said, string who, string why, DateTimeOffset now) => _ = db.Add(new CredentialEventRow
    {
        Credential = id, Number = said.Number, Turn = said.Turn, On = said.On, Who = who, Why = why, By = permit.Actor.Id, Capacity = permit.Actor.Capacity, ForBody = permit.Actor.Body, At = now,
    });
}

/// <summary>A standing that somebody is asked to say they know of.</summary>
internal static class Standings
{
    /// <summary>Null for anything that is none.</summary>
    public static CredentialStanding? Read(string? value) => Enum.GetValues<CredentialStanding>().Cast<CredentialStanding?>().FirstOrDefault(s => s.ToString() == value);

    /// <summary>What has to be known where this was refused; null where nothing has.</summary>
    public static CredentialStanding? ToKnow(Refusal refusal) => refusal.Code switch
    {
        "capacity.credential-disputed" => CredentialStanding.Disputed,
        "capacity.credential-suspended" => CredentialStanding.Suspended,
        "capacity.credential-ended" => CredentialStanding.Ended,
        _ => null,
    };
}
