namespace Concord.Platform.Db;

/// <summary>Folders with what nobody else on the machine is to read.</summary>
internal static class Folders
{
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A file that only its owner may read, written anew, and readable meanwhile by whoever writes it.</summary>
    public static FileStream NewFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
