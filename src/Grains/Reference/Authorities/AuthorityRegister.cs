using System.Collections.Frozen;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>All customs authorities at one moment. Immutable: an import makes another one with a higher <see cref="Revision"/>.</summary>
public sealed class AuthorityRegister(long revision, IEnumerable<Authority> authorities) : IRevised
{
    public static readonly AuthorityRegister Empty = new(0, []);

    private readonly FrozenDictionary<AuthorityCode, Authority> byCode = authorities.ToFrozenDictionary(authority => authority.Code);

    public long Revision => revision;

    public ImmutableArray<Authority> All => [.. byCode.Values.OrderBy(authority => authority.Code.Value, StringComparer.Ordinal)];

    public bool IsEmpty => byCode.Count == 0;

    public Authority? Find(AuthorityCode code) => byCode.GetValueOrDefault(code);

    internal AuthorityRegister With(AuthorityLoad load)
    {
        var loaded = load.Authorities.Select(authority => authority.Code).ToHashSet();
        return new(load.Revision, byCode.Values.Where(known => !loaded.Contains(known.Code)).Concat(load.Authorities));
    }

    /// <summary>Whether <paramref name="code"/> is <paramref name="above"/> or anywhere below it.</summary>
    public bool IsWithin(AuthorityCode code, AuthorityCode above)
    {
        for (var at = Find(code); at is not null; at = at.Parent is { } parent ? Find(parent) : null)
        {
            if (at.Code == above)
                return true;
        }
        return false;
    }

    /// <summary>The directorate that an office or post belongs to; none for the centre, a directorate, or an office directly under the FCS.</summary>
    public Authority? DirectorateOf(AuthorityCode code)
    {
        for (var at = Find(code)?.Parent; at is { } parent; at = Find(parent)?.Parent)
        {
            if (Find(parent) is { Kind: AuthorityKind.Directorate } directorate)
                return directorate;
        }
        return null;
    }
}
