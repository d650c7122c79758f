using Concord.Core.Kernel;

namespace Concord.Platform.I18n;

/// <summary>What people act as, in words.</summary>
internal static class CapacityWords
{
    public static string Of(Capacity capacity) => Texts.Here("audit.capacity-" + capacity.ToString().ToLowerInvariant());
}
