using Concord.Platform.Db;

namespace Concord.Commands;

/// <summary>One process serves an SQLite file. The operating system gives the mark back when the process dies, however it dies.</summary>
internal static class Serving
{
    /// <summary>Null when another process serves this folder. On PostgreSQL several may.</summary>
    public static Stream? Hold(StoreSettings store)
    {
        if (store.Postgres is not null)
        {
            return Stream.Null;
        }

        try
        {
            Folders.Make(store.Folder);
            return new FileStream(Path.Combine(store.Folder, "serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
