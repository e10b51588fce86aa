namespace RmsOrleans.Storage.Verification;

/// <summary>What a verification found in a store: the faults, and what was looked at.</summary>
internal sealed record StoreReport(IReadOnlyList<Finding> Errors, string Summary)
{
    /// <summary>More faults than these are only counted by <c>verify</c>.</summary>
    private const int MostFaults = 100;

    public static async Task<StoreReport> Of(IReadDatabase database, IProgressDisplay progress, CancellationToken cancellation)
    {
        var verification = new StoreVerification(database, progress);
        var errors = await verification.Run(cancellation).Take(MostFaults).ToListAsync(cancellation);
        return new StoreReport(errors, verification.Summary);
    }
}
