namespace RmsOrleans.Desk.Charts;

/// <summary>So many in the week that begins on this day.</summary>
public sealed record WeekCount(DateOnly Monday, long Count);
