using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Concord.Platform.Ledger;

/// <summary>The Ed25519 key with which this installation signs the heads of its ledger. It is a file that only its owner reads, made when it is first needed, and in no backup.</summary>
internal sealed class LedgerKey
{
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

    public static LedgerKey Of(string folder)
    {
        var path = Path.Combine(folder, "keys", "ledger.key");
        if (!File.Exists(path))
        {
            Db.Folders.Make(Path.GetDirectoryName(path)!);
            var fresh = path + "." + Guid.NewGuid().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(fresh, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(32));
                file.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(fresh, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of this installation was first.
                File.Delete(fresh);
            }
        }

        return new LedgerKey(File.ReadAllBytes(path));
    }

    public byte[] Sign(byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64)
        {
            return false;
        }

        var signer = new Ed25519Signer();
        signer.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.VerifySignature(signature);
    }
}
