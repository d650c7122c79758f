using System.Globalization;
using Concord.Core.Measures;
using Concord.Modules.Measures.Contracts;
using Concord.Platform;
using Concord.Platform.I18n;
using Concord.Platform.Web;

namespace Concord.Modules.Measures;

/// <summary>Replies in words.</summary>
internal static class ReplyWords
{
    /// <summary>Whose.</summary>
    public static string Member(ReplyView reply) => reply.Member is { } member ? Data.Words(member.Names) : Texts.Here("measures.reply-member-gone");

    /// <summary>When it was given and last written otherwise.</summary>
    public static string When(ReplyView reply) => reply.IsRevised
        ? Texts.Here("measures.reply-revised", WhenWords.Day(reply.First.Day()), WhenWords.Day(reply.Last.At.Day()))
        : Texts.Here("measures.reply-first", WhenWords.Day(reply.First.Day()));

    /// <summary>Whether whoever looks at the page may reply to what is said of this measure.</summary>
    public static bool MayReply(HttpContext http, MeasurePage measure) =>
        !measure.Members.IsEmpty && Replying.May(http.Actor(), Replying.About(measure.Members.Select(m => m.Id), null, [])).IsOk;

    /// <summary>What one act did to it.</summary>
    public static string Told(ReplyWording wording)
    {
        var (at, body) = (WhenWords.Instant(wording.At), wording.Body is { } named ? Data.Words(named.Names) : null);
        var told = wording.Text is null ? "measures.reply-told-withdrawn" : "measures.reply-told-written";
        return body is null ? Texts.Here(told, at) : Texts.Here(told + "-by", at, body);
    }

    /// <summary>A language by its own name.</summary>
    public static string Language(string tag) => CultureInfo.GetCultureInfo(tag).NativeName;
}
