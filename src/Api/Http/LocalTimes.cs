using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Http;

/// <summary>Answers show times by the clock of the authority that a draft belongs to.</summary>
internal sealed class LocalTimes(IReferenceData reference)
{
    public TimeZoneInfo ZoneOf(AuthorityCode authority) =>
        reference.Current.Authorities.Find(authority) is { } known ? TimeZoneInfo.FindSystemTimeZoneById(known.TimeZone) : TimeZoneInfo.Utc;
}

internal static class LocalTime
{
    public static DateTimeOffset In(this DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone);
}
