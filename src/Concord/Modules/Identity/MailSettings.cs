using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Core.Kernel;
using MimeKit;

namespace Concord.Modules.Identity;

/// <summary>How a connection to the server for mail is protected.</summary>
internal enum MailTls
{
    /// <summary>Plain at first, then protected or not used at all.</summary>
    StartTls,

    /// <summary>Protected from the first byte.</summary>
    Implicit,

    /// <summary>Not; only to a server on this machine.</summary>
    None,
}

/// <summary>A server for mail (<c>mail-server.json</c> in the data folder); without one the link of an invitation is shown to whoever invites.</summary>
/// <param name="From">The address from which it comes.</param>
/// <param name="User">Null where the server asks nobody who they are.</param>
/// <param name="PasswordFile">A file with the password; null for the variable <c>CONCORD_MAIL_PASSWORD</c>.</param>
internal sealed record MailSettings(string Host, int Port, MailTls Tls, string From, string? User = null, string? PasswordFile = null)
{
    public const string Variable = "CONCORD_MAIL_PASSWORD";

    public static readonly string File = "mail-server.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    [JsonIgnore]
    public string Password { get; init; } = "";

    /// <summary>Null without the file. Refused with <c>mail.settings</c> or <c>mail.not-safe</c>: a server that would send nothing, or the key of an invitation in the clear, does not start.</summary>
    public static Result<MailSettings?> Read(string folder)
    {
        var file = Path.Combine(folder, File);
        if (!System.IO.File.Exists(file))
        {
            return (MailSettings?)null;
        }

        try
        {
            var read = JsonSerializer.Deserialize<MailSettings>(System.IO.File.ReadAllText(file), Form);
            return read is null || read.Host.Length == 0 || read.Port is < 1 or > 65535 || !MailAddresses.IsOne(read.From) ? new Refusal("mail.settings", file)
                : read.Tls == MailTls.None && !IsHere(read.Host) ? new Refusal("mail.not-safe", read.Host)
                : read with
                {
                    Password = read.PasswordFile is { } kept ? System.IO.File.ReadAllText(Path.Combine(folder, kept)).Trim() : Environment.GetEnvironmentVariable(Variable) ?? "",
                };
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return new Refusal("mail.settings", file);
        }
    }

    private static bool IsHere(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}

/// <summary>The server for mail of this installation, if it has one.</summary>
internal sealed record Post(MailSettings? Settings);

/// <summary>An address to which mail may go.</summary>
internal static class MailAddresses
{
    /// <summary>One address and nothing but it (RFC 5321): no name, no list, no comment, nothing that would end a line and begin another head.</summary>
    public static bool IsOne(string text) => text.Length is > 2 and <= 254
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || "<>()[]\\,;:\"".Contains(c, StringComparison.Ordinal))
        && MailboxAddress.TryParse(text, out var address) && address.Address == text && text.Count(c => c == '@') == 1;
}
