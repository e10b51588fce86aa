namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>A customs authority as reference data has it. <paramref name="TimeZone"/> is an IANA name such as <c>Asia/Vladivostok</c>.</summary>
[GenerateSerializer, Alias("authority-facts"), Immutable]
public sealed record Authority(
    [property: Id(0)] AuthorityCode Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string ShortName,
    [property: Id(3)] AuthorityKind Kind,
    [property: Id(4)] AuthorityCode? Parent,
    [property: Id(5)] string TimeZone)
{
    internal TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>The levels of the service: the centre leads directorates, they lead offices, and those lead posts.</summary>
public enum AuthorityKind
{
    /// <summary>The Federal Customs Service.</summary>
    Central,
    Directorate,
    Office,
    Post,
}
