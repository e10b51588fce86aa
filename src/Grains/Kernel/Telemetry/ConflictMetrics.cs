using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// How often something was decided on a draft or profile that had moved on meanwhile, and so was decided again; and how often what was
/// to be written together was not, and was tried again apart.
/// </summary>
internal sealed class ConflictMetrics(IMeterFactory meters)
{
    private readonly Counter<long> conflicts =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.conflicts", "{conflict}", "What came too late, or got into the way of others, and was done again.");

    public void DraftMovedOn() => Count(1, "draft");

    public void ProfileMovedOn() => Count(1, "profile");

    /// <summary>A batch of registrations was not taken in one go: its sequence, or one of its drafts, was not where this node expected it.</summary>
    public void BatchWasRefused() => Count(1, "sequence");

    /// <summary>So many appends fell out of the commit that they were to share, and go alone.</summary>
    public void GoAlone(int appends)
    {
        if (appends > 0)
            Count(appends, "append");
    }

    private void Count(int times, string subject) => conflicts.Add(times, new KeyValuePair<string, object?>("rms.subject", subject));
}
