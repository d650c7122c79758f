namespace Concord.Tests;

/// <summary>Where the project and what is shared beside it stand.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Concord.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder beside the project with real inputs, or null when this copy has none.</summary>
    public static string? Shared => Path.Combine(Root, "..", "shared") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Concord.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Concord.slnx was not found above " + AppContext.BaseDirectory);
    }
}
