namespace RmsOrleans.Grains.Drafts;

/// <summary>Drafts as grains.</summary>
public static class DraftGrains
{
    private const string Prefix = "draft/";

    public static IDraftGrain Draft(this IGrainFactory grains, DraftId id) => grains.GetGrain<IDraftGrain>(Prefix + id);

    internal static DraftId DraftId(this IDraftGrain grain) => new(Guid.ParseExact(grain.Tail(Prefix), "D"));
}
