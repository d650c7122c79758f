using System.Security.Cryptography;
using System.Text;
using Concord.Core.Kernel;
using Admission = Concord.Core.Kernel.Access;

namespace Concord.Modules.Identity;

/// <summary>Keys that are shown once and kept as a hash. They are long enough that the hash needs no salt: 120 bits and more.</summary>
internal static class Secrets
{
    /// <summary>No letter that looks like another (Crockford's).</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>In groups of five, to be read and typed.</summary>
    public static string Make(int groups)
    {
        var letters = RandomNumberGenerator.GetItems<char>(Letters, groups * 5);
        return string.Join('-', letters.Chunk(5).Select(c => new string(c)));
    }

    /// <summary>Of the key however it is typed: spaces, dashes and case do not matter, nor O for 0 and I or L for 1.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(
        key.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }))));
}

/// <summary>What is done at the door, and with one's own account.</summary>
internal static class Doors
{
    public static Permit SignIn() => Granted(Actor.Visitor, Doing.SignIn);

    /// <summary>What everybody who is known may do with their own account.</summary>
    public static Permit Own(Actor actor) => Granted(actor, Doing.KeepOwn);

    public static string About(ActorId account) => "account:" + account.Value.ToString("D");

    private static Permit Granted(Actor actor, Doing doing) => Admission.Decide(actor, doing).Match(p => p, r => throw new InvalidOperationException(r[0].Code));
}
