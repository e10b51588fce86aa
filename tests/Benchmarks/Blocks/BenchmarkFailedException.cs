namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>A run that must not be reported as a result: an answer was wrong, a number is missing, a server did not start.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
