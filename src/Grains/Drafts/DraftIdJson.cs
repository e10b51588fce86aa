namespace RmsOrleans.Grains.Drafts;

/// <summary>A draft's id in JSON.</summary>
public sealed class DraftIdJson() : OneString<DraftId>("a draft id", "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f")
{
    protected override bool TryParse(string text, out DraftId value) => DraftId.TryParse(text, out value);
}
