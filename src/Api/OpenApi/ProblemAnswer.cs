namespace RmsOrleans.Api.OpenApi;

/// <summary>Problem details as the document shows them.</summary>
internal sealed record ProblemAnswer(int Status, string Type, string Title, string? Detail, Dictionary<string, string[]>? Errors, ReadinessEntry[]? Checks, string? TraceId);
