using System.Text.Json;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>All registers at a revision, each with its editions. Immutable.</summary>
public sealed class RegisterKinds : IRevised
{
    private RegisterKinds()
    {
    }

    /// <summary>Those that come with the program, as revision 0.</summary>
    public static RegisterKinds Shipped { get; } = new()
    {
        Editions = ShippedKinds.All.ToImmutableSortedDictionary(kind => kind.Key, kind => ImmutableArray.Create(kind.Value), StringComparer.Ordinal),
    };

    public long Revision { get; private init; }

    /// <summary>By code, in the order of their first days.</summary>
    private ImmutableSortedDictionary<string, ImmutableArray<RegisterKind>> Editions { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<RegisterKind>>.Empty;

    /// <summary>The last edition of each register, in the order of their codes.</summary>
    public IEnumerable<RegisterKind> All => Editions.Values.Select(editions => editions[^1]);

    /// <summary>In the order of their first days; none if there is no such register.</summary>
    public ImmutableArray<RegisterKind> EditionsOf(string code) => Editions.GetValueOrDefault(code, []);

    public RegisterKind? Last(string code) => EditionsOf(code) is [.., var last] ? last : null;

    /// <summary>The edition that an entry lives by.</summary>
    public RegisterKind? Edition(string code, DateOnly from) => EditionsOf(code).FirstOrDefault(edition => edition.From == from);

    /// <summary>The edition by which an entry is registered on a day; null before the first.</summary>
    public RegisterKind? InForce(string code, DateOnly day) => EditionsOf(code).LastOrDefault(edition => edition.From <= day);

    /// <summary>The next revision.</summary>
    internal RegisterKinds With(KindLoad load)
    {
        var kind = KindLoad.Read(load.File);
        return new() { Revision = load.Revision, Editions = Editions.SetItem(kind.Code, EditionsOf(kind.Code).Add(kind)) };
    }
}

/// <summary>An edition of a register that was loaded, as its file; the revision of the registers that it made, and by whom.</summary>
public sealed record KindLoad(long Revision, string Code, string File, DateTimeOffset At, string Subject, string Person) : IRevised
{
    private static readonly RegisterKindJson json = new(StoredJson.AsItIs(RegisterKindJson.Default.Options));

    public static string Write(RegisterKind kind) => JsonSerializer.Serialize(kind, json.RegisterKind);

    internal static RegisterKind Read(string file) => JsonSerializer.Deserialize(file, json.RegisterKind)!;
}

/// <summary>The registers as this node knows them; refreshed after a load here, and within seconds after one elsewhere.</summary>
public interface IRegisterKinds
{
    RegisterKinds Current { get; }

    /// <summary>Reads what was loaded elsewhere since, if anything was.</summary>
    Task Refresh(CancellationToken cancellation);
}
