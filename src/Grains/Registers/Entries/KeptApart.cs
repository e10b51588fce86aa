using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>A value that stands in no line: it can be removed, and the chain of the lines still holds.</summary>
internal sealed record KeptValue(string Name, string Value, byte[] Salt);

/// <summary>
/// Parts the values of a command: what stands in the line, and what is kept apart. The salt keeps a short value, such as a name, from being
/// found by trying.
/// </summary>
internal sealed class KeptApart(byte[] salt)
{
    /// <summary>The name under which a reason is kept.</summary>
    public const string Reason = "reason";

    private readonly ImmutableArray<KeptValue>.Builder kept = ImmutableArray.CreateBuilder<KeptValue>();

    public ImmutableArray<KeptValue> Kept => kept.ToImmutable();

    public ImmutableSortedDictionary<string, EntryValue> Values(RegisterKind kind, IEnumerable<KeyValuePair<string, string>> given) => given.ToImmutableSortedDictionary(
        value => value.Key, value => kind.Field(value.Key)!.IsKeptApart ? Keep(value.Key, value.Value) : new EntryValue(Plain: value.Value));

    public EntryValue? Text(string name, string? text) => text is null ? null : Keep(name, text);

    /// <summary>Whether a kept value is the one that a line speaks of.</summary>
    public static bool Is(EntryValue value, KeptValue kept) => value.Sha256 == Hash(kept.Name, kept.Value, kept.Salt);

    private EntryValue Keep(string name, string value)
    {
        kept.Add(new KeptValue(name, value, salt));
        return new EntryValue(Sha256: Hash(name, value, salt));
    }

    private static string Hash(string name, string value, byte[] salt) =>
        Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes($"{name}\n{value}")]));
}
