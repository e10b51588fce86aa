using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Registers;

/// <summary>Who is on duty now, and what has happened today.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Items">By time zone from west to east, and in a zone by code.</param>
public sealed record DutyBoardResponse(DateTimeOffset At, ImmutableArray<DutyPlaceResponse> Items);

/// <summary>An authority on the board.</summary>
/// <param name="AuthorityName">What people call it.</param>
/// <param name="TimeZone">Of the authority, by its IANA name.</param>
/// <param name="LocalTime">Now, by its clock.</param>
/// <param name="Shift">Left out where nobody is on duty.</param>
/// <param name="Today">Incidents that were registered since its midnight, by severity.</param>
/// <param name="Open">Incidents that have not ended.</param>
/// <param name="Overdue">Of those, the ones of which a term has passed.</param>
public sealed record DutyPlaceResponse(
    AuthorityCode Authority, Phrase AuthorityName, string TimeZone, DateTimeOffset LocalTime, DutyShiftResponse? Shift, ImmutableArray<SeverityResponse> Today, int Open, int Overdue);

/// <summary>A shift that has not ended.</summary>
/// <param name="Entry">Its entry in the register of shifts.</param>
/// <param name="Number">Of that entry, as it is printed.</param>
/// <param name="Officer">Who is on duty, by name.</param>
/// <param name="Since">When the shift was opened, by the clock of the authority.</param>
/// <param name="Next">To whom it is handed over, by name, until that person takes it.</param>
/// <param name="Overdue">It should have been handed over, or taken, by now.</param>
public sealed record DutyShiftResponse(Guid Entry, string Number, string Officer, DateTimeOffset Since, string? Next, bool Overdue);

/// <summary>Incidents of one severity.</summary>
/// <param name="Severity">By its code.</param>
/// <param name="SeverityName">What people call that severity.</param>
/// <param name="Count">How many.</param>
public sealed record SeverityResponse(string Severity, Phrase SeverityName, int Count);

/// <summary>A daily summary, in short.</summary>
/// <param name="Day">On whose morning, at eight in Moscow, its 24 hours end.</param>
/// <param name="Authority">Whose, with those below it.</param>
/// <param name="AuthorityName">What people call that authority.</param>
/// <param name="Entry">Its entry in the register of summaries.</param>
/// <param name="Number">Of that entry, as it is printed.</param>
/// <param name="Registered">Incidents in these 24 hours.</param>
/// <param name="Closed">Likewise.</param>
/// <param name="Overdue">Incidents that were late at the end.</param>
/// <param name="Shifts">That should have been handed over and were not.</param>
/// <param name="Acknowledged">Whether the authority has acknowledged it.</param>
public sealed record DutySummaryItem(DateOnly Day, AuthorityCode Authority, Phrase AuthorityName, Guid Entry, string Number, int Registered, int Closed, int Overdue, int Shifts, bool Acknowledged);

/// <summary>A page of summaries; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record DutySummaryList(ImmutableArray<DutySummaryItem> Items, string? Next);

/// <summary>A daily summary of an authority and those below it.</summary>
/// <param name="Summary">The same in short.</param>
/// <param name="Since">The first moment of its 24 hours.</param>
/// <param name="Until">The moment at which they end.</param>
/// <param name="Figures">Incidents by authority and severity.</param>
/// <param name="Registered">Incidents that came in these 24 hours, as they stood at the end.</param>
/// <param name="Closed">Incidents that ended in these 24 hours.</param>
/// <param name="Overdue">Incidents that were open and late at the end.</param>
/// <param name="Shifts">That should have been handed over or taken, or were ended without.</param>
public sealed record DutySummaryResponse(
    DutySummaryItem Summary, DateTimeOffset Since, DateTimeOffset Until, FiguresResponse Figures, ListingResponse Registered, ListingResponse Closed, ListingResponse Overdue, ListingResponse Shifts);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DutyBoardResponse))]
[JsonSerializable(typeof(DutySummaryList))]
[JsonSerializable(typeof(DutySummaryResponse))]
internal sealed partial class DutyResponseJson : JsonSerializerContext;
