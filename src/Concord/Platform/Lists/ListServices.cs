namespace Concord.Platform.Lists;

internal static class ListServices
{
    /// <summary>A module's list: from now on it can be asked for, taken out, and kept views of.</summary>
    public static void AddList<TList>(this IServiceCollection services) where TList : class, IListed
    {
        _ = services.AddScoped<TList>();
        _ = services.AddScoped<IListed>(s => s.GetRequiredService<TList>());
    }
}
