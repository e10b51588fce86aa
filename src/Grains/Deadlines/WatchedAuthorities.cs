using System.Collections.Concurrent;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>The authorities that this node has asked to watch their deadlines, so that each is asked once and not for every draft.</summary>
internal sealed class WatchedAuthorities
{
    private readonly ConcurrentDictionary<AuthorityCode, bool> asked = [];

    /// <summary>True for the first who wants to ask.</summary>
    public bool Claim(AuthorityCode authority) => !asked.ContainsKey(authority) && asked.TryAdd(authority, true);

    /// <summary>It could not be asked; the next may try.</summary>
    public void GiveUp(AuthorityCode authority) => asked.TryRemove(authority, out _);
}
