using System.Collections.Immutable;
using System.Security.Cryptography;
using Concord.Core.Kernel;
using Concord.Modules.Plan.Contracts;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Identity;

/// <summary>What a real installation is given once, to be printed.</summary>
/// <param name="RecoveryKey">The way back in when all administrators have lost their keys.</param>
internal sealed record NewInstallation(string RecoveryKey, ImmutableArray<MadeInvitation> Administrators);

/// <summary>Makes an installation what it is: real, with two administrators invited, or a demonstration with ready accounts. Acts of the operator of the machine.</summary>
internal sealed class SetUp(ConcordDb db, IPlan plan, InvitePerson invitations, TimeProvider clock)
{
    /// <summary>Null before it is set up.</summary>
    public Task<InstallationKind?> KindAsync(CancellationToken ct) => db.Set<InstallationRow>().Select(i => (InstallationKind?)i.Kind).SingleOrDefaultAsync(ct);

    /// <summary>Whether the server may start as it was asked to. Refused with <c>serve.not-set-up</c>, <c>serve.is-demonstration</c>, <c>serve.is-real</c>.</summary>
    public async Task<Result<bool>> MayServeAsync(Permit permit, bool demonstration, CancellationToken ct) =>
        (await KindAsync(ct).ConfigureAwait(false), demonstration) switch
        {
            (null, true) => (await DemonstrateAsync(permit, ct).ConfigureAwait(false)).Map(_ => true),
            (null, false) => new Refusal("serve.not-set-up"),
            (InstallationKind.Real, true) => new Refusal("serve.is-real"),
            (InstallationKind.Demonstration, false) => new Refusal("serve.is-demonstration"),
            _ => true,
        };

    /// <summary>Refused with <c>setup.already</c>.</summary>
    public async Task<Result<NewInstallation>> RealAsync(Permit permit, CancellationToken ct)
    {
        if (await KindAsync(ct).ConfigureAwait(false) is not null)
        {
            return new Refusal("setup.already");
        }

        var key = Secrets.Make(6);
        _ = db.Add(new InstallationRow { Id = 1, Kind = InstallationKind.Real, RecoveryHash = Secrets.Hash(key) });
        return await InviteAsync(new Act(permit, "installation.made", "installation:1"), key, 2, ct).ConfigureAwait(false);
    }

    /// <summary>The way back in: the key on paper opens one invitation of an administrator, and is replaced. Refused with <c>recover.wrong-key</c> or <c>recover.not-real</c>.</summary>
    public async Task<Result<NewInstallation>> RecoverAsync(Permit permit, string key, CancellationToken ct)
    {
        var row = await db.Set<InstallationRow>().SingleOrDefaultAsync(ct).ConfigureAwait(false);
        if (row is not { Kind: InstallationKind.Real, RecoveryHash: { } hash })
        {
            return new Refusal("recover.not-real");
        }

        if (!CryptographicOperations.FixedTimeEquals(hash, Secrets.Hash(key)))
        {
            return new Refusal("recover.wrong-key");
        }

        var next = Secrets.Make(6);
        row.RecoveryHash = Secrets.Hash(next);
        return await InviteAsync(new Act(permit, "installation.recovered", "installation:1"), next, 1, ct).ConfigureAwait(false);
    }

    /// <summary>The key and the invitations in one commit: whoever is told of one has the other.</summary>
    private async Task<Result<NewInstallation>> InviteAsync(Act first, string key, int administrators, CancellationToken ct)
    {
        var permit = Core.Kernel.Access.Decide(first.Permit.Actor, Doing.KeepAccounts);
        var (made, acts) = (ImmutableArray.CreateBuilder<MadeInvitation>(), new List<Act> { first });
        for (var i = 0; i < administrators; i++)
        {
            var prepared = await permit.Match(
                p => invitations.PrepareAsync(p, new NewInvitation(Capacity.Administrator, null, Texts.Here("identity.administrator-number", i + 1), null), ct),
                refusals => Task.FromResult<Result<(MadeInvitation, Act)>>(refusals)).ConfigureAwait(false);
            if (prepared.Match<Refusal?>(p => { made.Add(p.Item1); acts.Add(p.Item2); return null; }, r => r[0]) is { } refusal)
            {
                return refusal;
            }
        }

        return (await db.CommitAsync(acts, ct).ConfigureAwait(false)).Map(_ => new NewInstallation(key, made.ToImmutable()));
    }

    /// <summary>Ready accounts, one for each capacity and an official for each member; all invented.</summary>
    private async Task<Result<Receipt>> DemonstrateAsync(Permit permit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var process = (await plan.InForceAsync(permit, now.Day(), ct).ConfigureAwait(false)).Match<ProcessInForce?>(p => p, _ => null);
        _ = db.Add(new InstallationRow { Id = 1, Kind = InstallationKind.Demonstration });
        Ready("operator", Texts.Here("identity.ready-operator"), Capacity.LocalOperator, null, null);
        Ready("administrator", Texts.Here("identity.ready-administrator"), Capacity.Administrator, null, null);
        Ready("administrator-2", Texts.Here("identity.ready-administrator-2"), Capacity.Administrator, null, null);
        var secretariat = process?.Bodies.FirstOrDefault(b => b.Member is null)?.Id ?? Body(Texts.Here("identity.ready-body-secretariat"), null);
        Ready("secretariat", Texts.Here("identity.ready-secretariat"), Capacity.Secretariat, secretariat, null);
        foreach (var member in process?.Members ?? [])
        {
            var body = process!.Bodies.FirstOrDefault(b => b.Member == member.Key)?.Id ?? Body(Texts.Here("identity.ready-body-member", Data.Words(member.Names)), member.Id);
            Ready("official-" + member.Key, Texts.Here("identity.ready-official", Data.Words(member.Names)), Capacity.Official, body, member.Id);
        }

        foreach (var capacity in new[] { Capacity.UnPartner, Capacity.CivilSociety, Capacity.Survivors, Capacity.Youth, Capacity.Observer, Capacity.Press })
        {
            var word = capacity.ToString().ToLowerInvariant();
            Ready(word, Texts.Here("identity.ready-" + word), capacity, Body(Texts.Here("identity.ready-body-" + word), null), null);
        }

        return await db.CommitAsync(new Act(permit, "installation.demonstration", "installation:1"), ct).ConfigureAwait(false);

        BodyId Body(string name, MemberId? member)
        {
            var row = new BodyRow { Id = new BodyId(Guid.CreateVersion7(now)), Name = name, Member = member };
            _ = db.Add(row);
            return row.Id;
        }

        void Ready(string signIn, string name, Capacity capacity, BodyId? body, MemberId? member)
        {
            var account = new AccountRow
            {
                Id = new ActorId(Guid.CreateVersion7(now)), Name = name, SignInName = signIn, NormalizedName = signIn.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N"),
            };
            _ = db.Add(account);
            _ = db.Add(new HoldingRow { Id = new HoldingId(Guid.CreateVersion7(now)), Account = account.Id, Capacity = capacity, Body = body, Member = member });
        }
    }
}
