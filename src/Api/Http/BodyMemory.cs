using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Http;

/// <summary>What large bodies hold together while they are in hand. Small ones, which nearly all are, are not counted: the limit of requests bounds them.</summary>
internal sealed class BodyMemory(IOptions<LimitSettings> limits)
{
    private readonly long most = limits.Value.BodyMegabytes * 1024L * 1024;
    private long taken;

    /// <summary>How long a body may take to arrive.</summary>
    public TimeSpan Patience { get; } = limits.Value.BodyTime;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= most)
            return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref taken, -bytes);
}
