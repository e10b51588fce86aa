using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Profiles and the watch over their days as grains.</summary>
public static class ProfileGrains
{
    private const string Prefix = "profile/";
    private const string TheWatch = "watch/profiles";

    public static IProfileGrain Profile(this IGrainFactory grains, ProfileId id) => grains.GetGrain<IProfileGrain>(Prefix + id);

    public static IProfileWatchGrain ProfileWatch(this IGrainFactory grains) => grains.GetGrain<IProfileWatchGrain>(TheWatch);

    internal static ProfileId ProfileId(this IProfileGrain grain) => new(Guid.ParseExact(grain.Tail(Prefix), "D"));
}
