using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Declarations;

/// <summary>Which customs authority lies below which, at one revision of the register.</summary>
public sealed class AuthorityTree(long revision, IEnumerable<(string Code, string? Parent)> authorities)
{
    /// <summary>The Federal Customs Service: it covers everything, also what the register does not know.</summary>
    public const string Centre = "10000000";

    private const int OfficeDigits = 5;

    private readonly FrozenDictionary<string, string?> parents = authorities.ToFrozenDictionary(each => each.Code, each => each.Parent, StringComparer.Ordinal);

    public static readonly AuthorityTree Empty = new(0, []);

    private string? fingerprint;

    public long Revision => revision;

    /// <summary>SHA-256 of who is below whom, hexadecimal: registers with the same one answer the same.</summary>
    public string Fingerprint => fingerprint ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', parents.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value}")))));

    public bool Knows(string code) => parents.ContainsKey(code);

    /// <summary>The authority that a code counts for: itself, or where the register does not know it, its office; null if that is not known either.</summary>
    public string? CountedFor(string code)
    {
        if (Knows(code))
            return code;
        return code.Length == Centre.Length && $"{code[..OfficeDigits]}000" is var office && Knows(office) ? office : null;
    }

    /// <summary>A code and all those that it lies below.</summary>
    public IEnumerable<string> Above(string code)
    {
        yield return code;
        var at = CountedFor(code);
        for (at = at == code ? parents[at] : at; at is not null && at != Centre; at = parents.GetValueOrDefault(at))
            yield return at;
        if (code != Centre)
            yield return Centre;
    }

    /// <summary>Whether a code is another one, or lies anywhere below it.</summary>
    public bool IsWithin(string code, string above)
    {
        if (code == above || above == Centre)
            return true;
        for (var at = CountedFor(code); at is not null; at = parents.GetValueOrDefault(at))
        {
            if (at == above)
                return true;
        }
        return false;
    }
}
