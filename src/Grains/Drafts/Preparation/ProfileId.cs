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

/// <summary>A profile's id in JSON.</summary>
public sealed class ProfileIdJson() : OneString<ProfileId>(new("a profile id", "идентификатор профиля риска"), "7d0c35a1-92e4-8f6b-b1d8-5e2a47c90f13")
{
    protected override bool TryParse(string text, out ProfileId value) => ProfileId.TryParse(text, out value);
}
