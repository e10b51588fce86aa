using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Verification;

/// <summary>What a verification found in a store: the faults, and what was looked at.</summary>
internal sealed record StoreReport(IReadOnlyList<Finding> Faults, string Summary)
{
    /// <summary>More faults than these are only counted by <c>verify</c>.</summary>
    private const int MostFaults = 100;

    public static async Task<StoreReport> Of(IReadDatabase database, IProgressDisplay progress, CancellationToken cancellation)
    {
        var verification = new StoreVerification(database, progress);
        var faults = await verification.Run(cancellation).Take(MostFaults).ToListAsync(cancellation);
        return new StoreReport(faults, verification.Summary);
    }
}
