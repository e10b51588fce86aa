namespace RmsOrleans.Samples;

/// <summary>What a draft is about; sources are parted by semicolons. Objects are written as they stand, in the shape of <c>POST /submissions</c>.</summary>
public sealed record Risk(
    string Title,
    string Description,
    string Mode,
    string[] Procedures,
    object[] Indicators,
    object[] Measures,
    string Sources,
    string Logic,
    string Calculation,
    string Assessment,
    string Consequences)
{
    public string Kind { get; init; } = "Regular";

    /// <summary>An approved target methodology; then only the calculation is asked for.</summary>
    public string? Methodology { get; init; }

    public string[] ExcludedProcedures { get; init; } = [];

    public string[] ExcludedTraders { get; init; } = [];

    public string[] Vehicles { get; init; } = [];
}
