namespace RmsOrleans.Desk.Drafts;

/// <summary>Where the pages of a draft are.</summary>
internal static class DraftPlaces
{
    public static string Of(DraftId id) => $"{Places.Prefix}/drafts/{id}";

    /// <summary>The form of a command.</summary>
    public static string Step(DraftId id, string route) => $"{Of(id)}/{route}";
}

/// <summary>What the steps of a draft are called, by their routes.</summary>
internal static class StepNames
{
    public static Phrase Of(string route) => DraftCommandTable.All.Of(route).Name;
}
