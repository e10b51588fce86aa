namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>What goes wrong in a round.</summary>
internal enum Fault
{
    /// <summary>One node stands still with all that it holds, and wakes with what it believed.</summary>
    FreezeNode,

    /// <summary>PostgreSQL ends without telling anybody, and is started again.</summary>
    KillPostgres,

    /// <summary>One node ends without a last word, and is started again.</summary>
    KillNode,
}

/// <summary>How large a round is.</summary>
/// <param name="Drafts">That are acknowledged before the fault, during and after it, each time at least.</param>
/// <param name="Freeze">Longer than <see cref="Series.Claim"/>, so that others take over what the frozen node had.</param>
/// <param name="Length">
/// For so long terms end. In the short rounds that is less than they take: the last terms have ended when the last node starts again, which
/// then looks at once; else a minute would go by until the watch looks next.
/// </param>
internal sealed record RoundScale(int Drafts, TimeSpan Freeze, TimeSpan Length)
{
    public static readonly RoundScale Short = new(100, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

    public static readonly RoundScale Long = new(1000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
}
