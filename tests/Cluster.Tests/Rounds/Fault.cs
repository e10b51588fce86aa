namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>What goes wrong in a round.</summary>
internal enum Fault
{
    /// <summary>One node stands still with all that it holds, until the others have given it up; it wakes with what it believed.</summary>
    FreezeNode,

    /// <summary>PostgreSQL ends without telling anybody, and is started again.</summary>
    KillPostgres,

    /// <summary>One node ends without a last word, and is started again.</summary>
    KillNode,

    /// <summary>One node and the others do not hear each other any more, but all of them the database.</summary>
    CutNode,

    /// <summary>Each node in its turn is stopped in order and started again.</summary>
    RestartEach,

    /// <summary>All nodes end at once without a last word, and are started again on the addresses that they had.</summary>
    KillAll,

    /// <summary>One node starts while another ends without a last word.</summary>
    KillAnotherAtStart,
}

/// <summary>How large a round is.</summary>
/// <param name="Drafts">That are acknowledged before the fault, during and after it, each time at least.</param>
/// <param name="Freeze">So long a node that has no others stands still; in a cluster, until the others have given it up.</param>
/// <param name="Length">
/// For so long terms end. In the short rounds that is less than they take: the last terms have ended when the last node starts again, which
/// then looks at once; else a minute would go by until the watch looks next.
/// </param>
/// <param name="Rest">Before each request of a client, so that a short round leaves the processors to the tests beside it while silos find out who is dead.</param>
internal sealed record RoundScale(int Drafts, TimeSpan Freeze, TimeSpan Length, TimeSpan Rest = default)
{
    public static readonly RoundScale Short = new(100, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50));

    public static readonly RoundScale Long = new(1000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
}
