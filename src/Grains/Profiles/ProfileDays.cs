namespace RmsOrleans.Grains.Profiles;

/// <summary>What happens to a profile by itself: its first day comes, its last day ends, the day of its cancellation comes.</summary>
internal static class ProfileDays
{
    /// <summary>When the profile next changes by itself; null if never again.</summary>
    public static DateTimeOffset? DueAt(Profile profile) => Next(profile) is { } next ? MoscowDays.StartOf(next.Day) : null;

    /// <summary>
    /// Everything that has come due by this day, in its order. After a standstill a profile may come into force and expire at once: each
    /// event says its own day, and its line when that was seen.
    /// </summary>
    public static ImmutableArray<ProfileEvent> Until(DateOnly today, Profile profile)
    {
        var events = ImmutableArray.CreateBuilder<ProfileEvent>();
        while (Next(profile) is { } next && next.Day <= today)
        {
            events.Add(next.Event);
            profile = profile.After(next.Event);
        }
        return events.ToImmutable();
    }

    /// <summary>On one day the end comes before the beginning: what is over on its first day was never in force.</summary>
    private static (DateOnly Day, ProfileEvent Event)? Next(Profile profile)
    {
        if (profile.IsOver)
            return null;

        var possible = new List<(DateOnly Day, ProfileEvent Event)>();
        if (profile.Cancellation is { } cancellation)
            possible.Add((cancellation.Date, new ProfileCancelled(cancellation)));
        if (profile.ValidTo < DateOnly.MaxValue)
            possible.Add((profile.ValidTo.AddDays(1), new ProfileExpired(profile.ValidTo)));
        if (profile.Status == ProfileStatus.Registered && profile.ValidFrom <= profile.ValidTo)
            possible.Add((profile.ValidFrom, new ProfileInForce(profile.ValidFrom)));
        return possible.Count == 0 ? null : possible.MinBy(each => each.Day);
    }
}
