using System.Security.Cryptography;
using Concord.Platform.Db;

namespace Concord.Platform.Keys;

/// <summary>A secret of 32 bytes in the folder <c>keys</c> of this installation: a file that only its owner reads, and in no backup.</summary>
internal static class SecretFile
{
    private const int Length = 32;

    public static string PathOf(string folder, string name) => Path.Combine(folder, "keys", name);

    /// <summary>Null where there is none.</summary>
    public static byte[]? Find(string folder, string name) =>
        PathOf(folder, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) is { Length: Length } secret ? secret : throw new InvalidDataException(path) : null;

    /// <summary>Made when it is first needed.</summary>
    public static byte[] Of(string folder, string name)
    {
        if (Find(folder, name) is { } there)
        {
            return there;
        }

        var path = PathOf(folder, name);
        var fresh = Beside(path, RandomNumberGenerator.GetBytes(Length));
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of this installation was first.
            File.Delete(fresh);
        }

        return Find(folder, name)!;
    }

    /// <summary>Puts the bytes on the disk in a file beside the one that they are for, and says its path: whoever moves it there has all of them or none.</summary>
    public static string Beside(string path, ReadOnlySpan<byte> bytes)
    {
        Folders.Make(Path.GetDirectoryName(path)!);
        var fresh = path + "." + Guid.NewGuid().ToString("N");
        using var file = Folders.NewFile(fresh);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        return fresh;
    }
}
