namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>One measurement of registrations.</summary>
/// <param name="ProcessorTime">Of all nodes, for each registration.</param>
/// <param name="Acknowledged">Those of the warm-up too.</param>
internal sealed record RegistrationsRun(LoadResult Result, TimeSpan ProcessorTime, long Acknowledged)
{
    /// <summary>What a benchmark measures besides, the same for all its states.</summary>
    public IReadOnlyList<Figure> Others { get; init; } = [];

    public override string ToString() => string.Join(", ", [
        $"{Figures.Number(Result.Rate)} registrations/s", $"p99 {Figures.Milliseconds(Result.P99)} ms", .. Others.Select(other => $"{other.Name}: {Figures.Number(other.Value, other.Digits)}")]);
}

internal sealed record Figure(string Name, double Value, int Digits = 0);
