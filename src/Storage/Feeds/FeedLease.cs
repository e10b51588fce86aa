using System.Data.Common;

namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// This node's claim to follow for a purpose, made again in good time. While the database is away it is not known to hold, and ends on this
/// side before it ends on the other.
/// </summary>
internal sealed class FeedLease(Checkpoints places, string purpose, TimeProvider clock)
{
    private readonly TimeSpan renewal = places.Lease / 3;

    private long? triedAt;
    private long claimedAt;
    private volatile bool isHeld;

    public string Purpose => purpose;

    /// <summary>Where the place stands in the database, while this node holds the claim.</summary>
    public JournalPosition Stored { get; private set; }

    public bool IsHeld => isHeld && (!places.ClaimsEnd || clock.GetElapsedTime(Volatile.Read(ref claimedAt)) < renewal * 2);

    /// <summary>Whether the claim is held, and whether it was not before: then the work begins at <see cref="Stored"/>.</summary>
    public async Task<(bool IsHeld, bool IsNew)> Keep(CancellationToken cancellation)
    {
        var wasHeld = IsHeld;
        if (wasHeld && !places.ClaimsEnd || triedAt is { } before && clock.GetElapsedTime(before) < renewal)
            return (wasHeld, false);

        var now = clock.GetTimestamp();
        triedAt = now;
        if (await places.Claim(purpose, cancellation) is not { } place)
        {
            isHeld = false;
            return (false, false);
        }
        Stored = place;
        Volatile.Write(ref claimedAt, now);
        isHeld = true;
        return (true, !wasHeld);
    }

    /// <summary>Stores what was followed and moves the place on, in one transaction.</summary>
    /// <returns>False, and nothing is stored, if another node has taken over.</returns>
    public async Task<bool> Move(IDatabase database, JournalPosition from, JournalPosition to, Func<DbConnection, Task> store, CancellationToken cancellation)
    {
        var isMoved = await database.Run(
            async (connection, _) =>
            {
                if (!await places.Move(connection, purpose, from, to))
                    return false;
                await store(connection);
                return true;
            },
            cancellation);
        if (isMoved)
            Moved(to);
        else
            Lose();
        return isMoved;
    }

    /// <summary>The place was moved in the database.</summary>
    public void Moved(JournalPosition to) => Stored = to;

    /// <summary>Another node has taken over.</summary>
    public void Lose() => isHeld = false;

    public async Task Release()
    {
        if (IsHeld)
            await places.Release(purpose);
        isHeld = false;
    }
}
