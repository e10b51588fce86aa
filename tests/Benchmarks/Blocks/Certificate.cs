namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The register certificate of a sequence, as the API answers it.</summary>
internal sealed record Certificate(long First, long Last, long Count, long[] Missing, long[] Repeated, bool ChainAgrees)
{
    public bool IsWhole => Missing is [] && Repeated is [] && ChainAgrees && Count == Last - First + 1;
}
