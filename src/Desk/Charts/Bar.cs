namespace RmsOrleans.Desk.Charts;

/// <summary>So many drafts of a name, and how many of them are late.</summary>
public sealed record Bar(string Name, long Count, long Late);
