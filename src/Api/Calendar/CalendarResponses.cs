using System.Globalization;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Calendar;

/// <summary>The years that the production calendar has data of.</summary>
public sealed record CalendarResponse(long Revision, ImmutableArray<int> Years);

/// <summary>One year: its marked days in order. Weekends and working days that nothing marks are not listed.</summary>
public sealed record CalendarYearResponse(int Year, long Revision, int WorkingDays, ImmutableArray<CalendarDay> Days);

/// <summary>
/// A term explained. <paramref name="LastDay"/> is the last day on which it is in time, <paramref name="DueAt"/> the first moment that is too
/// late. <paramref name="Provisional"/>: a year without calendar data was looked at, so the answer may change.
/// </summary>
public sealed record TermResponse(
    AuthorityCode Authority,
    string TimeZone,
    Term Term,
    DateTimeOffset StartedAt,
    DateOnly LastDay,
    DateTimeOffset DueAt,
    ImmutableArray<SkippedDay> SkippedDays,
    long CalendarRevision,
    bool Provisional)
{
    internal static TermResponse Of(AuthorityCode authority, DeadlineExplanation counted) => new(
        authority, counted.TimeZone, counted.Term, counted.StartedAt, counted.LastDay, counted.DueAt, counted.SkippedDays, counted.CalendarRevision,
        counted.Provisional);
}

/// <summary>
/// The running deadline of a draft, explained as a term is; times carry the offset of the responsible authority. <paramref name="MovesTo"/> is
/// there while a calendar was loaded that moves it and its line is still to be written.
/// </summary>
public sealed record DraftDeadlineResponse(
    DeadlineKind Kind,
    AuthorityCode Responsible,
    string TimeZone,
    Term Term,
    DateTimeOffset StartedAt,
    DateOnly LastDay,
    DateTimeOffset DueAt,
    ImmutableArray<SkippedDay> SkippedDays,
    long CalendarRevision,
    bool Provisional,
    bool Overdue,
    DateTimeOffset? MovesTo)
{
    public Phrase KindName => Kind.InWords();

    internal static DraftDeadlineResponse Of(Deadline deadline, DeadlineExplanation counted, DateTimeOffset? movesTo, bool overdue, ZoneHistory zone) => new(
        deadline.Kind, deadline.Responsible, counted.TimeZone, deadline.Term, counted.StartedAt.In(zone), deadline.LastDay, deadline.DueAt.In(zone), counted.SkippedDays,
        counted.CalendarRevision, counted.Provisional, overdue, movesTo?.In(zone));
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CalendarResponse))]
[JsonSerializable(typeof(CalendarYearResponse))]
[JsonSerializable(typeof(CalendarLoadResponse))]
[JsonSerializable(typeof(TermResponse))]
[JsonSerializable(typeof(DraftDeadlineResponse))]
internal sealed partial class CalendarResponseJson : JsonSerializerContext;

internal static class CalendarYears
{
    /// <summary>The year that a path names.</summary>
    public static bool TryRead(HttpContext context, out int year) =>
        int.TryParse(context.Request.RouteValues["year"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out year);
}
