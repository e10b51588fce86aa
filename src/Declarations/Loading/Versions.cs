namespace RmsOrleans.Declarations.Loading;

/// <summary>What becomes of a version of a declaration that is loaded.</summary>
public enum Taking
{
    /// <summary>It is stored.</summary>
    Taken,

    /// <summary>The same is there.</summary>
    Unchanged,

    /// <summary>The same version is there with another content; nothing is stored.</summary>
    Conflict,

    /// <summary>It lies between versions that are there, so nobody would ever ask for it; nothing is stored.</summary>
    Stale,
}

/// <summary>A version that is stored.</summary>
/// <param name="Hash">SHA-256 of its canonical line.</param>
/// <param name="IsFirst">Whether it has the lowest number of all.</param>
/// <param name="IsLatest">Whether it has the highest.</param>
public sealed record StoredVersion(int Version, ReadOnlyMemory<byte> Hash, bool IsFirst, bool IsLatest);

/// <summary>
/// The versions of one declaration, and what a further one does to them: a new lowest replaces only the first, a new highest only the latest. So the order of loading makes no
/// difference to either.
/// </summary>
public sealed record Versions(ImmutableArray<StoredVersion> Stored)
{
    public static readonly Versions None = new([]);

    /// <summary>Null if it is not stored.</summary>
    public StoredVersion? Of(int version)
    {
        foreach (var each in Stored)
        {
            if (each.Version == version)
                return each;
        }
        return null;
    }

    public (Taking Taking, Versions Then) Take(int version, ReadOnlyMemory<byte> hash)
    {
        if (Stored.IsEmpty)
            return (Taking.Taken, new([new(version, hash, IsFirst: true, IsLatest: true)]));
        if (Of(version) is { } same)
            return (same.Hash.Span.SequenceEqual(hash.Span) ? Taking.Unchanged : Taking.Conflict, this);

        var isFirst = Stored.All(each => version < each.Version);
        var isLatest = Stored.All(each => version > each.Version);
        if (!isFirst && !isLatest)
            return (Taking.Stale, this);
        return (Taking.Taken, new([.. Stored.Select(each => each with { IsFirst = each.IsFirst && !isFirst, IsLatest = each.IsLatest && !isLatest }), new(version, hash, isFirst, isLatest)]));
    }
}
