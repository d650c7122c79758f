using System.Collections.Immutable;
using System.Globalization;
using Concord.Core.Kernel;
using Concord.Platform;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Concord.Modules.Identity;

/// <summary>Whether somebody would see what bears such a label, and by which rule.</summary>
internal sealed record AccessAnswer(AccessSample Sample, Decision Decision);

/// <summary>A capacity that somebody holds and does not act in, and what they would see in it that they do not see now.</summary>
internal sealed record OtherCapacity(Capacity Capacity, string? Body, ImmutableArray<AccessSample> More);

/// <summary>What whoever asks may see, and why not the rest: by kinds of labels, never of anything on record. The same page for everybody, whatever they sought.</summary>
[Asks(Doing.Read)]
internal sealed class WhatYouSeePage(ConcordDb db, INames names, TimeProvider clock) : AskingPage
{
    public Actor Who { get; private set; } = Actor.Visitor;

    /// <summary>The body that they act for.</summary>
    public string? Body { get; private set; }

    public ImmutableArray<AccessAnswer> Answers { get; private set; } = [];

    public ImmutableArray<OtherCapacity> Others { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => GoOnAsync(
        permit => Task.FromResult<Result<Actor>>(permit.Actor),
        async (_, actor) =>
        {
            this.Titled(Texts.Here("identity.access-title"));
            var today = clock.Today();
            Who = actor;
            Body = actor.Body is { } body ? await names.BodyAsync(body, ct) : null;
            Answers = [.. AccessSamples.Of(actor, today).Select(s => new AccessAnswer(s, Access.MaySee(actor, s.Label, today)))];
            Others = await OthersAsync(actor, today, ct);
            return Page();
        });

    /// <summary>The rule that decided and what it rests on, in words.</summary>
    public static string Why(Decision decision)
    {
        var told = $"identity.access-{(decision.Allowed ? "yes" : "no")}-{decision.Rule.ToString().ToLowerInvariant()}";
        return decision.Rule switch
        {
            AccessRule.Embargo when DateOnly.TryParseExact(decision.Fact, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Texts.Here(told, WhenWords.Day(day)),
            AccessRule.Handling => Texts.Here(told, Texts.Here("shared.handling-" + decision.Fact?.ToLowerInvariant())),
            AccessRule.InCapacity or AccessRule.Operator when Enum.TryParse<Capacity>(decision.Fact, out var capacity) => Texts.Here(told, CapacityWords.Of(capacity)),
            _ => Texts.Here(told, decision.Fact),
        };
    }

    /// <summary>Each label as it stands to the other capacity is asked of the present one too.</summary>
    private async Task<ImmutableArray<OtherCapacity>> OthersAsync(Actor actor, DateOnly today, CancellationToken ct)
    {
        if (HttpContext.Features.Get<SignedIn>() is not { } signed)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<OtherCapacity>();
        foreach (var held in (await Sessions.HeldAsync(db, actor.Id, today, ct)).Where(h => h.Id != signed.Holding && (signed.Only is null || h.Body == signed.Only)))
        {
            var other = actor with { Capacity = held.Capacity, Body = held.Body, Member = held.Member };
            found.Add(new OtherCapacity(
                held.Capacity, held.Body is { } body ? await names.BodyAsync(body, ct) : null,
                [.. AccessSamples.Of(other, today).Where(s => Access.MaySee(other, s.Label, today).Allowed && !Access.MaySee(actor, s.Label, today).Allowed)]));
        }

        return found.ToImmutable();
    }
}
