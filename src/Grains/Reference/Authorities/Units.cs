using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>
/// A structural unit of a customs authority. It is there from its first day to <paramref name="To"/>, its last, or for good.
/// </summary>
/// <param name="Code">By which programs name it; it stays when the unit is renamed.</param>
/// <param name="Field">Its field of activity.</param>
/// <param name="IsCoordination">The unit that leads the drafts of the authority; at each time there is one.</param>
public sealed record StructuralUnit(
    AuthorityCode Authority, string Code, string NameRu, string NameEn, string Field, bool IsCoordination, DateOnly From, DateOnly? To)
{
    public const int LongestCode = 20;

    internal bool IsCalled(string text) => UnitNames.Same(Code, text) || UnitNames.Same(NameRu, text) || UnitNames.Same(NameEn, text);

    internal bool IsThereOn(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>
/// The structural units of the authorities that have loaded theirs. An authority without any takes each name. People and commands name a unit
/// by its code or by one of its names, in whatever case and with whatever white space.
/// </summary>
public sealed class UnitRegister(IEnumerable<StructuralUnit> units)
{
    private const int MostNear = 3;

    public static readonly UnitRegister Empty = new([]);

    private readonly FrozenDictionary<AuthorityCode, ImmutableArray<StructuralUnit>> byAuthority = units
        .GroupBy(unit => unit.Authority).ToFrozenDictionary(of => of.Key, of => of.OrderBy(unit => unit.Code, StringComparer.Ordinal).ToImmutableArray());

    public ImmutableArray<StructuralUnit> All => [.. byAuthority.Values.SelectMany(each => each)];

    /// <summary>In the order of their codes; none where none were loaded.</summary>
    public ImmutableArray<StructuralUnit> Of(AuthorityCode authority) => byAuthority.GetValueOrDefault(authority, []);

    /// <summary>The unit of that code or name; null if there is none, or none were loaded.</summary>
    public StructuralUnit? Find(AuthorityCode authority, string text) => Of(authority).FirstOrDefault(unit => unit.IsCalled(text));

    /// <summary>Whether units were loaded for the authority and this is none of them.</summary>
    public bool IsUnknown(AuthorityCode authority, string? text) => text is not null && !Of(authority).IsEmpty && Find(authority, text) is null;

    /// <summary>Whether both name one unit: the same name, or names of one unit of the register.</summary>
    public bool AreSame(AuthorityCode authority, string? one, string? other) =>
        one is not null && other is not null && (UnitNames.Same(one, other) || (Find(authority, one) is { } unit && unit.IsCalled(other)));

    /// <summary>As it is written into lines: a name of the unit as the register has it, the Russian one for a code; else as it was given.</summary>
    public string Written(AuthorityCode authority, string text) => Find(authority, text) switch
    {
        null => text,
        var unit when UnitNames.Same(unit.NameEn, text) => unit.NameEn,
        var unit => unit.NameRu,
    };

    /// <inheritdoc cref="Written(AuthorityCode, string)"/>
    public ImmutableArray<string> Written(AuthorityCode authority, ImmutableArray<string> units) => [.. units.Select(unit => Written(authority, unit))];

    /// <summary>The one of these units that is meant, as it stands among them; null if none is.</summary>
    public string? Among(AuthorityCode authority, ImmutableArray<string> units, string? meant)
    {
        foreach (var unit in units)
        {
            if (AreSame(authority, unit, meant))
                return unit;
        }
        return null;
    }

    /// <summary>Known names that a text may have meant, the nearest first.</summary>
    internal IEnumerable<string> Near(AuthorityCode authority, string text)
    {
        var folded = UnitNames.Fold(text);
        return Of(authority).SelectMany(unit => (string[])[unit.NameRu, unit.NameEn]).Distinct()
            .OrderBy(name => Distance(folded, UnitNames.Fold(name))).Take(MostNear);
    }

    internal UnitRegister With(ImmutableArray<StructuralUnit> loaded)
    {
        var replaced = loaded.Select(unit => (unit.Authority, unit.Code)).ToHashSet();
        return loaded.IsEmpty ? this : new(All.Where(known => !replaced.Contains((known.Authority, known.Code))).Concat(loaded));
    }

    /// <summary>The number of letters to insert, leave out or change (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}

/// <summary>Names of units as people mean them.</summary>
internal static class UnitNames
{
    public static bool Same(string? one, string? other) =>
        one is not null && other is not null && (one == other || string.Equals(Fold(one), Fold(other), StringComparison.Ordinal));

    private const int MostRemembered = 10_000;

    /// <summary>The same few names come again and again; nobody can fill it beyond its bound.</summary>
    private static readonly ConcurrentDictionary<string, string> remembered = new(StringComparer.Ordinal);
    private static int count;

    /// <summary>Composed (NFC), in upper case, with one space where there is white space.</summary>
    public static string Fold(string name)
    {
        if (remembered.TryGetValue(name, out var folded))
            return folded;

        folded = FoldAnew(name);
        if (count < MostRemembered && name.Length <= 200 && remembered.TryAdd(name, folded))
            Interlocked.Increment(ref count);
        return folded;
    }

    private static string FoldAnew(string name)
    {
        var composed = name.Normalize(NormalizationForm.FormC);
        var folded = new StringBuilder(composed.Length);
        foreach (var word in composed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            folded.Append(folded.Length > 0 ? " " : "").Append(word.ToUpperInvariant());
        return folded.ToString();
    }
}
