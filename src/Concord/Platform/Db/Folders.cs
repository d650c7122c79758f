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
}
