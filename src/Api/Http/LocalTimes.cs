using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Http;

/// <summary>Answers show times by the clock of the authority that a draft belongs to.</summary>
internal sealed class LocalTimes(IAuthorityRegister authorities)
{
    public TimeZoneInfo ZoneOf(AuthorityCode authority) =>
        authorities.Current.Find(authority) is { } known ? TimeZoneInfo.FindSystemTimeZoneById(known.TimeZone) : TimeZoneInfo.Utc;
}

internal static class LocalTime
{
    public static DateTimeOffset In(this DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone);
}
