using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>A value that stands in no line: it can be removed, and the chain of the lines still holds.</summary>
[GenerateSerializer, Alias("kept-value"), Immutable]
internal sealed record KeptValue([property: Id(0)] string Name, [property: Id(1)] string Value, [property: Id(2)] byte[] Salt);

/// <summary>
/// Parts the values of a command: what stands in the line, and what is kept apart. The salt keeps a short value, such as a name, from being
/// found by trying.
/// </summary>
internal sealed class KeptApart(byte[] salt, bool isClosed, Sealer? sealer)
{
    /// <summary>The name under which a reason is kept; no field is called so.</summary>
    public const string Reason = "/reason";

    /// <summary>The name under which the paper of a closed circle is kept.</summary>
    public const string Paper = "/paper";

    private readonly ImmutableArray<KeptValue>.Builder kept = ImmutableArray.CreateBuilder<KeptValue>();

    public ImmutableArray<KeptValue> Kept => kept.ToImmutable();

    /// <summary>Of a closed circle nothing that is said stands in the open, and what is kept is sealed.</summary>
    /// <exception cref="SealedKeyException">When something is to be sealed, and there is no key.</exception>
    public static KeptApart For(RegisterKind kind, EntryCircumstances at) => new(at.Salt, kind.IsClosed, at.Sealer);

    public ImmutableSortedDictionary<string, EntryValue> Values(RegisterKind kind, IEnumerable<KeyValuePair<string, string>> given) => given.ToImmutableSortedDictionary(
        value => value.Key, value => kind.IsKeptApart(kind.Field(value.Key)!) ? Keep(value.Key, value.Value) : new EntryValue(Plain: value.Value));

    public EntryValue? Text(string name, string? text) => text is null ? null : Keep(name, text);

    /// <summary>Whether a kept value is the one that a line speaks of.</summary>
    public static bool Is(EntryValue value, KeptValue kept) => value.Sha256 == Hash(kept.Name, kept.Value, kept.Salt);

    /// <summary>What is kept of an entry that no line speaks of, or that a line says has been removed. What has been removed is not missed.</summary>
    public static IEnumerable<KeptLine> Strange(WholeEntry stored)
    {
        var said = stored.Lines.ToDictionary(line => line.Line, line => Said(StoredEntryEvents.Table.Read(line.Type, line.Payload)));
        var removedAt = stored.Fold()?.RemovedAtLine ?? 0;
        return stored.Kept.Where(kept => kept.Line <= removedAt || said.GetValueOrDefault(kept.Line)?.GetValueOrDefault(kept.Name) is not { } value || !Is(value, new(kept.Name, kept.Value, kept.Salt)));
    }

    /// <summary>All that an event says of fields, and its reason.</summary>
    internal static ImmutableSortedDictionary<string, EntryValue> Said(EntryEvent happened)
    {
        var (values, reason) = happened switch
        {
            EntryRegistered registered => (registered.Values, null),
            EntryStepTaken { SealedPaper: { } paper } taken => (taken.Values.SetItem(Paper, paper), taken.Reason),
            EntryStepTaken taken => (taken.Values, taken.Reason),
            EntryTermChanged changed => (ImmutableSortedDictionary<string, EntryValue>.Empty, changed.Reason),
            EntrySpreadExtended extended => (ImmutableSortedDictionary<string, EntryValue>.Empty, extended.Reason),
            EntryCorrected corrected => (corrected.Values, corrected.Reason),
            _ => (ImmutableSortedDictionary<string, EntryValue>.Empty, (EntryValue?)null),
        };
        return reason is null ? values : values.SetItem(Reason, reason);
    }

    private EntryValue Keep(string name, string value)
    {
        if (isClosed)
            value = (sealer ?? throw new SealedKeyException()).Seal(salt, name, value);
        kept.Add(new KeptValue(name, value, salt));
        return new EntryValue(Sha256: Hash(name, value, salt));
    }

    private static string Hash(string name, string value, byte[] salt) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes($"{name}\n{value}")]));
}
