using Concord.Core.Kernel;

namespace Concord.Platform.Archive;

/// <summary>A file that is handed out has its name only when all of it is there; one that is handed in can be read, or it is said why not.</summary>
internal static class Handed
{
    /// <summary>
    /// Where no file is yet; one that was begun and not finished, or is refused, is removed. Refused with <c>archive.already-there</c> and <c>archive.not-writable</c>, and with what
    /// <paramref name="write"/> refuses.
    /// </summary>
    /// <param name="write">Given the path at which it is written meanwhile.</param>
    public static async Task<Result<T>> OutAsync<T>(string path, Func<string, Task<Result<T>>> write)
    {
        if (Path.Exists(path))
        {
            return new Refusal("archive.already-there", path);
        }

        var unfinished = path + ".unfinished";
        try
        {
            var written = await write(unfinished).ConfigureAwait(false);
            if (written.IsOk)
            {
                File.Move(unfinished, path);
            }

            return written;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("archive.not-writable", path, fault.Message);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>Refused with <c>import.no-such-file</c> and <c>import.not-readable</c>, and with what <paramref name="read"/> refuses.</summary>
    public static async Task<Result<T>> InAsync<T>(string path, Func<FileStream, Task<Result<T>>> read)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var ofFile = file.ConfigureAwait(false);
            return await read(file).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal("import.no-such-file", path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("import.not-readable", path);
        }
    }
}
