using System.Security.Cryptography;
using Concord.Platform.Keys;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Concord.Platform.Ledger;

/// <summary>The Ed25519 key with which this installation signs the heads of its ledger. It is a file that only its owner reads, made when it is first needed, and in no backup.</summary>
internal sealed class LedgerKey
{
    public const string FileName = "ledger.key";

    private readonly Ed25519PrivateKeyParameters key;

    private LedgerKey(byte[] secret)
    {
        key = new Ed25519PrivateKeyParameters(secret);
        Public = key.GeneratePublicKey().GetEncoded();
    }

    public byte[] Public { get; }

    /// <summary>By which heads name it: the beginning of the SHA-256 of the public key.</summary>
    public string Id => IdOf(Public);

    public static string IdOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..32];

    public static string PathIn(string folder) => SecretFile.PathOf(folder, FileName);

    public static LedgerKey Of(string folder) => new(SecretFile.Of(folder, FileName));

    /// <summary>Null where this machine has none yet.</summary>
    public static LedgerKey? Find(string folder) => SecretFile.Find(folder, FileName) is { } secret ? new LedgerKey(secret) : null;

    public byte[] Sign(byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    /// <summary>Whether this is the key of that id, and signed it. Total.</summary>
    public static bool HasSigned(string id, byte[] publicKey, byte[] message, byte[] signature) => IdOf(publicKey) == id && Verify(publicKey, message, signature);

    private static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64)
        {
            return false;
        }

        try
        {
            var signer = new Ed25519Signer();
            signer.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
            signer.BlockUpdate(message, 0, message.Length);
            return signer.VerifySignature(signature);
        }
        catch (ArgumentException)
        {
            // Bytes that are no key signed nothing.
            return false;
        }
    }
}
