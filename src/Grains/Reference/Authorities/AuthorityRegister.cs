using System.Collections.Concurrent;
using System.Collections.Frozen;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>All customs authorities and their structural units at one moment. Immutable: an import makes another one with a higher <see cref="Revision"/>.</summary>
public sealed class AuthorityRegister(long revision, IEnumerable<Authority> authorities, UnitRegister? units = null) : IRevised
{
    public static readonly AuthorityRegister Empty = new(0, []);

    private readonly FrozenDictionary<AuthorityCode, Authority> byCode = authorities.ToFrozenDictionary(authority => authority.Code);

    private readonly ConcurrentDictionary<AuthorityCode, ZoneHistory> zones = new();

    private readonly Lazy<AuthorityTree> tree = new(() => new(revision, authorities.Select(authority => (authority.Code.Value, authority.Parent?.Value))));

    public long Revision => revision;

    public ImmutableArray<Authority> All => [.. byCode.Values.OrderBy(authority => authority.Code.Value, StringComparer.Ordinal)];

    public UnitRegister Units { get; } = units ?? UnitRegister.Empty;

    public bool IsEmpty => byCode.Count == 0;

    /// <summary>Who is below whom, as conditions on declarations ask.</summary>
    public AuthorityTree Tree => tree.Value;

    public Authority? Find(AuthorityCode code) => byCode.GetValueOrDefault(code);

    /// <summary>Made once for each authority, since every answer to a draft asks. Null if the register does not know it.</summary>
    public ZoneHistory? ZonesOf(AuthorityCode code) =>
        zones.TryGetValue(code, out var known) ? known : Find(code) is { } authority ? zones.GetOrAdd(code, authority.Zones) : null;

    /// <summary>What people call an authority, with its code; the code alone where the register does not know it.</summary>
    public Phrase InWords(AuthorityCode code) => Find(code) is null ? Phrase.Same(code.Value) : NameOf(code) + Phrase.Same($" ({code})");

    /// <summary>The same without the code.</summary>
    public Phrase NameOf(AuthorityCode code) =>
        Find(code) is { } known ? new Phrase(known.NameEn ?? known.Name, known.NameRu ?? known.Name) : Phrase.Same(code.Value);

    internal AuthorityRegister With(AuthorityLoad load)
    {
        var loaded = load.Authorities.Select(authority => authority.Code).ToHashSet();
        return new(load.Revision, byCode.Values.Where(known => !loaded.Contains(known.Code)).Concat(load.Authorities), Units.With(load.Units));
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

    /// <summary>An authority and those above it, from it up; none if the register does not know it.</summary>
    public IEnumerable<AuthorityCode> UpFrom(AuthorityCode code)
    {
        for (var at = Find(code); at is not null; at = at.Parent is { } parent ? Find(parent) : null)
            yield return at.Code;
    }

    /// <summary>An authority and all below it.</summary>
    public IEnumerable<AuthorityCode> From(AuthorityCode above) => All.Select(each => each.Code).Where(code => IsWithin(code, above));

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

/// <summary>
/// A customs authority as reference data has it. <paramref name="TimeZone"/> is an IANA name such as <c>Asia/Vladivostok</c>: the one of its
/// first import, and until the first of its <see cref="ZoneChanges"/>.
/// </summary>
[GenerateSerializer, Alias("authority-facts"), Immutable]
public sealed record Authority(
    [property: Id(0)] AuthorityCode Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string ShortName,
    [property: Id(3)] AuthorityKind Kind,
    [property: Id(4)] AuthorityCode? Parent,
    [property: Id(5)] string TimeZone)
{
    /// <summary>The name in Russian, where it was given beside <see cref="Name"/>.</summary>
    [Id(6)] public string? NameRu { get; init; }

    /// <summary>The name in English.</summary>
    [Id(7)] public string? NameEn { get; init; }

    /// <summary>In the order of their days.</summary>
    [Id(8)] public ImmutableArray<ZoneChange> ZoneChanges { get; init; } = [];

    public ZoneHistory Zones => new(TimeZone, ZoneChanges);

    /// <summary>The one that it has, or will have after the last change that is known.</summary>
    internal string LatestZone => ZoneChanges is [.., var last] ? last.TimeZone : TimeZone;

    public bool Equals(Authority? other) =>
        other is not null && (Code, Name, ShortName, Kind, Parent, TimeZone) == (other.Code, other.Name, other.ShortName, other.Kind, other.Parent, other.TimeZone)
        && (NameRu, NameEn) == (other.NameRu, other.NameEn) && ZoneChanges.AsSpan().SequenceEqual(other.ZoneChanges.AsSpan());

    public override int GetHashCode() => Code.GetHashCode();
}

/// <summary>The levels of the service: the centre leads directorates, they lead offices, and those lead posts.</summary>
public enum AuthorityKind
{
    /// <summary>The Federal Customs Service.</summary>
    Central,
    Directorate,
    Office,
    Post,
}

/// <summary>What people call the levels.</summary>
public static class AuthorityKindNames
{
    private static readonly Phrases<AuthorityKind> names = new(kind => kind switch
    {
        AuthorityKind.Central => new("Federal Customs Service", "ФТС России"),
        AuthorityKind.Directorate => new("directorate", "региональное таможенное управление"),
        AuthorityKind.Office => new("customs office", "таможня"),
        AuthorityKind.Post => new("customs post", "таможенный пост"),
    });

    public static Phrase InWords(this AuthorityKind kind) => names[(int)kind];
}

/// <summary>This node's register of authorities.</summary>
internal sealed class AuthorityRegisterHolder(ILoadStore<AuthorityLoad> store)
    : LoadHolder<AuthorityRegister, AuthorityLoad>(store, AuthorityRegister.Empty, (register, load) => register.With(load), new("Import again.", "Повторите загрузку."));

/// <summary>Authorities and units that are added or replaced, and the revision of the register that they make.</summary>
internal sealed record AuthorityLoad(long Revision, ImmutableArray<Authority> Authorities, ImmutableArray<StructuralUnit> Units = default) : IRevised
{
    public ImmutableArray<StructuralUnit> Units { get; } = Units.IsDefault ? [] : Units;
}
