namespace Concord.Platform;

/// <summary>What stands beside the program: pages' files, packs.</summary>
internal static class Installation
{
    public static string Root => AppContext.BaseDirectory;

    public static string Web => Path.Combine(Root, "wwwroot");

    /// <summary>The pack that a node starts with.</summary>
    public static string Pack => Path.Combine(Root, "packs/commit/pack.json");
}
