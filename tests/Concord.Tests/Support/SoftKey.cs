using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concord.Tests;

/// <summary>
/// An authenticator and the browser before it, in software: makes passkeys and answers with them as WebAuthn level 3 says (ES256, no attestation), and says what else it is told to say. Nothing of
/// it is checked here; that is what the server is for.
/// </summary>
internal sealed class SoftKey : IDisposable
{
    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string user = "";

    /// <summary>The address of the page in which it is used.</summary>
    public required string Origin { get; set; }

    /// <summary>For which host it signs; null for the one that was asked for.</summary>
    public string? Host { get; set; }

    /// <summary>The challenge that it answers; null for the one that was asked.</summary>
    public string? Challenge { get; set; }

    /// <summary>Whether whoever holds it showed a finger or a number.</summary>
    public bool Verified { get; set; } = true;

    public bool InFrame { get; set; }

    public uint Count { get; set; }

    /// <summary>Answers that a passkey is to be made.</summary>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        user = asked["user"]!["id"]!.GetValue<string>();
        var data = Signed("webauthn.create", asked);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        byte[] key = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] made = [.. Authenticator(asked["rp"]!["id"]!.GetValue<string>(), 0x40), .. new byte[16], 0, (byte)id.Length, .. id, .. key];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)made.Length, .. made];
        return Answer(new JsonObject { ["clientDataJSON"] = Text(data), ["attestationObject"] = Text(attestation), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>Answers that it is to be shown.</summary>
    public string Show(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var data = Signed("webauthn.get", asked);
        var authenticator = Authenticator(asked["rpId"]!.GetValue<string>(), 0);
        var signature = pair.SignData([.. authenticator, .. SHA256.HashData(data)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject { ["clientDataJSON"] = Text(data), ["authenticatorData"] = Text(authenticator), ["signature"] = Text(signature), ["userHandle"] = user });
    }

    public void Dispose() => pair.Dispose();

    private byte[] Signed(string type, JsonNode asked) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type, ["challenge"] = Challenge ?? asked["challenge"]!.GetValue<string>(), ["origin"] = Origin, ["crossOrigin"] = InFrame,
    }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private byte[] Authenticator(string host, byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host ?? host)), (byte)(0x01 | (Verified ? 0x04 : 0) | more), .. count];
    }

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Text(id), ["rawId"] = Text(id), ["type"] = "public-key", ["response"] = response, ["clientExtensionResults"] = new JsonObject(), ["authenticatorAttachment"] = "platform",
    }.ToJsonString();

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
