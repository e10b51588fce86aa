using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A draft's id for ever: random and time-ordered, or derived from an authority's idempotency key.</summary>
[GenerateSerializer, Alias("draft-id"), Immutable]
public readonly record struct DraftId([property: Id(0)] Guid Value)
{
    public static DraftId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The same authority and key give the same id on every node, so the primary key itself catches a repeated request.</summary>
    public static DraftId From(AuthorityCode authority, string idempotencyKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{authority.Value}\n{idempotencyKey}"), hash);
        var id = hash[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80); // RFC 9562: version 8, an id by the maker's own rule
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new DraftId(new Guid(id, bigEndian: true));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out DraftId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new DraftId(value);
        return valid;
    }

    public override string ToString() => Value.ToString("D");
}
