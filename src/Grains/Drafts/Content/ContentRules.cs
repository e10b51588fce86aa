using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Drafts.Content;

/// <summary>What content and note must be like. Every fault is found at once, each with its JSON pointer.</summary>
internal sealed class ContentRules
{
    public void Check(Faults faults, string at, DraftContent content, AuthorityRegister authorities)
    {
    }

    public void Check(Faults faults, string at, ExplanatoryNote note)
    {
    }
}
