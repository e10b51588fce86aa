namespace RmsOrleans.Grains.Drafts;

/// <summary>A profile's id in JSON.</summary>
public sealed class ProfileIdJson() : OneString<ProfileId>("a profile id", "7d0c35a1-92e4-8f6b-b1d8-5e2a47c90f13")
{
    protected override bool TryParse(string text, out ProfileId value) => ProfileId.TryParse(text, out value);
}
