using System.Globalization;
using System.Net.Sockets;
using Concord.Core.Kernel;
using Concord.Platform.Access;
using Concord.Platform.Db;
using Concord.Platform.I18n;
using Concord.Platform.Ledger;
using Concord.Platform.Work;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Concord.Modules.Identity;

/// <summary>Writes the mail of an invitation, to be sent after the commit.</summary>
internal sealed class Letters(IDataProtectionProvider protection, Post post, TimeProvider clock)
{
    private readonly IDataProtector links = protection.CreateProtector("concord.invitation-link");

    /// <summary>Whether mail can be sent at all.</summary>
    public bool CanSend => post.Settings is not null;

    /// <param name="link">The whole link, with its key.</param>
    public MailRow Of(InvitationId invitation, string link) => new()
    {
        Invitation = invitation, Link = links.Protect(link), Language = CultureInfo.CurrentUICulture.Name, Next = clock.GetUtcNow(), Changed = clock.GetUtcNow(),
    };

    /// <summary>The message; in the language of whoever invites.</summary>
    public MimeMessage Write(MailRow row, InvitationRow invitation)
    {
        var language = CultureInfo.GetCultureInfo(row.Language);
        return new MimeMessage([MailboxAddress.Parse(post.Settings!.From)], [MailboxAddress.Parse(invitation.Mail!)], Texts.Get(language, "identity.mail-subject"), new TextPart("plain")
        {
            Text = Texts.Get(language, "identity.mail-text", invitation.For, links.Unprotect(row.Link), invitation.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        });
    }
}

/// <summary>
/// Sends what waits, each when its time has come. What a server takes is sent; what it says it will never take is given up; for anything else it is tried again, after one
/// minute, two, four and so on to an hour, as long as the invitation is good. At least once: a server that took it and could not say so is given it again.
/// </summary>
internal sealed class SendMail(ConcordDb db, Letters letters, Post post, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2), Longest = TimeSpan.FromHours(1);

    /// <summary>Sends one that is due; false when none is.</summary>
    public async Task<bool> OnceAsync(CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (post.Settings is not { } settings || await TakeAsync(ct).ConfigureAwait(false) is not { } id)
        {
            return false;
        }

        var row = await db.Set<MailRow>().SingleAsync(m => m.Invitation == id, ct).ConfigureAwait(false);
        var invitation = await db.Set<InvitationRow>().AsNoTracking().SingleAsync(i => i.Id == id, ct).ConfigureAwait(false);
        var why = invitation.ToInvitation().Accept(clock.GetUtcNow()).IsOk ? await TryAsync(settings, letters.Write(row, invitation), ct).ConfigureAwait(false) : "mail.over";
        await SettleAsync(row, why, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>One process takes it: it is moved on before it is tried. An invitation that waits for its second administrator lets nobody in, and is not told of yet.</summary>
    private async Task<InvitationId?> TakeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ahead = now + Longest + Clocks.Apart;
        var due = await (
            from mail in db.Set<MailRow>().AsNoTracking()
            join invitation in db.Set<InvitationRow>() on mail.Invitation equals invitation.Id
            where mail.State == MailState.Waiting && (mail.Next <= now || mail.Next > ahead)
                && (invitation.Capacity != Capacity.Administrator || invitation.Confirmed != null || invitation.Closed != null || invitation.Expires <= now)
            orderby mail.Next
            select new { mail.Invitation, mail.Next }).FirstOrDefaultAsync(ct).ConfigureAwait(false);
        var taken = 0;
        if (due is not null)
        {
            var until = now + Lease;
            await db.MaintainAsync(async () => taken = await db.Set<MailRow>().Where(m => m.Invitation == due.Invitation && m.State == MailState.Waiting && m.Next == due.Next)
                .ExecuteUpdateAsync(m => m.SetProperty(r => r.Next, until), CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return taken == 1 ? due!.Invitation : null;
    }

    /// <summary>Null when the server took it; else the code of the reason.</summary>
    private static async Task<string?> TryAsync(MailSettings settings, MimeMessage message, CancellationToken ct)
    {
        using var ofMessage = message;
        using var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Tls switch
            {
                MailTls.StartTls => SecureSocketOptions.StartTls,
                MailTls.Implicit => SecureSocketOptions.SslOnConnect,
                MailTls.None => SecureSocketOptions.None,
            }, ct).ConfigureAwait(false);
            if (settings.User is { } user)
            {
                await client.AuthenticateAsync(user, settings.Password, ct).ConfigureAwait(false);
            }

            _ = await client.SendAsync(message, ct).ConfigureAwait(false);
            await client.DisconnectAsync(true, ct).ConfigureAwait(false);
            return null;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && Reason(fault) is { } reason)
        {
            return reason;
        }
    }

    private static string? Reason(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 } => "mail.refused",
        SmtpCommandException or SmtpProtocolException => "mail.not-taken",
        SslHandshakeException or NotSupportedException => "mail.no-tls",
        AuthenticationException or ServiceNotAuthenticatedException => "mail.not-let-in",
        SocketException or IOException or TimeoutException or OperationCanceledException or ServiceNotConnectedException => "mail.down",
        _ => null,
    };

    private async Task SettleAsync(MailRow row, string? why, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (row.Tries, row.Why, row.Changed) = (row.Tries + 1, why, now);
        if (why is not (null or "mail.refused" or "mail.over"))
        {
            row.Next = now + TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(row.Tries - 1, 10)), Longest.TotalMinutes));
            await db.MaintainAsync(() => Task.CompletedTask).ConfigureAwait(false);
            return;
        }

        (row.State, row.Link) = (why is null ? MailState.Sent : MailState.Refused, "");
        var committed = await LocalOperator.Ask(Doing.KeepAccounts).Match(
            permit => db.CommitAsync(new Act(permit, why is null ? "invitation.sent" : "invitation.not-sent", InvitePerson.About(row.Invitation)), ct),
            refusals => Task.FromResult<Result<Receipt>>(refusals)).ConfigureAwait(false);
        committed.Match<object?>(_ => null, r => throw new InvalidOperationException("what became of a mail could not be written: " + r[0].Code));
    }
}

/// <summary>Sends mail while the server runs; what is not sent when it stops waits for the next start.</summary>
internal sealed class Mailing(IServiceScopeFactory scopes, TimeProvider clock, Wakes wakes, ILogger<Mailing> log) : EverySecond(scopes, clock, wakes)
{
    protected override async Task OnceAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            while (await services.GetRequiredService<SendMail>().OnceAsync(ct).ConfigureAwait(false))
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !IsGone(fault))
        {
            // Tried again when its lease is over; never told to whom or what.
            log.LogWarning("A mail could not be sent: {Fault}", fault.GetType().Name);
        }
    }

    protected override Task LastAsync(IServiceProvider services) => Task.CompletedTask;
}
