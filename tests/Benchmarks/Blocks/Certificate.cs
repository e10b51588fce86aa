namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The register certificate of a sequence, as far as it is looked at here.</summary>
internal sealed record Certificate(long Count, long MissingCount, long RepeatedCount, bool ChainAgrees)
{
    public bool IsWhole => MissingCount == 0 && RepeatedCount == 0 && ChainAgrees;
}
