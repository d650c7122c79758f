using Concord.Platform.Lists;

namespace Concord.Modules.Meetings;

internal static class MeetingsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<MeetingQueries>();
        services.AddList<MeetingList>();
    }
}
