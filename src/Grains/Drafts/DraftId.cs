using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A draft's id for ever: random and time-ordered, or derived from an authority's idempotency key.</summary>
[GenerateSerializer, Alias("draft-id"), Immutable, JsonConverter(typeof(DraftIdJson))]
public readonly record struct DraftId([property: Id(0)] Guid Value)
{
    public static DraftId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The same authority and key give the same id on every node, so the primary key itself catches a repeated request.</summary>
    public static DraftId From(AuthorityCode authority, string idempotencyKey) => new(DerivedId.Of($"{authority.Value}\n{idempotencyKey}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out DraftId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new DraftId(value);
        return valid;
    }

    public override string ToString() => Value.ToString("D");
}

/// <summary>A draft's id in JSON.</summary>
public sealed class DraftIdJson() : OneString<DraftId>("a draft id", "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f")
{
    protected override bool TryParse(string text, out DraftId value) => DraftId.TryParse(text, out value);
}
