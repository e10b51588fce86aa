using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// A grain's key is made beside its noun, and has a prefix that is not hexadecimal and no plus sign: the Orleans ADO.NET providers fold keys
/// that look like numbers (dotnet/orleans#9706).
/// </summary>
internal static class GrainKey
{
    /// <summary>What a key says beside its prefix.</summary>
    public static string Tail(this IGrainWithStringKey grain, string prefix)
    {
        var key = grain.GetPrimaryKeyString();
        return key.StartsWith(prefix, StringComparison.Ordinal)
            ? key[prefix.Length..]
            : throw new InvalidOperationException($"The grain key '{key}' does not begin with '{prefix}'.");
    }
}

/// <summary>Ids that follow from what they name: the same on every node, so that a primary key catches what is asked twice.</summary>
internal static class DerivedId
{
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80); // RFC 9562: version 8, an id by the maker's own rule
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
