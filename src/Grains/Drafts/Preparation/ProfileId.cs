using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A profile's id for ever. A draft becomes one profile and no more, so its id follows from the draft's.</summary>
[GenerateSerializer, Alias("profile-id"), Immutable]
public readonly record struct ProfileId([property: Id(0)] Guid Value)
{
    public static ProfileId Of(DraftId draft) => new(DerivedId.Of($"profile\n{draft}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out ProfileId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new ProfileId(value);
        return valid;
    }

    public override string ToString() => Value.ToString("D");
}
