namespace RmsOrleans.Api.Http;

/// <summary>How one of the things is that must be well.</summary>
/// <param name="Reason">Why it is not well; null if it is.</param>
public sealed record ReadinessEntry(string Name, bool Well, Phrase? Reason);
