namespace RmsOrleans.Api.Drafts;

/// <summary>A place in a list of drafts, by a time in Unix milliseconds and then by id, as the text of a cursor.</summary>
internal static class DraftPlace
{
    /// <param name="list">The list and its filter, as a text that no other has.</param>
    public static string Write(long at, DraftId id, string list) => PlaceCursor.Write(at, id.Value, list);

    /// <summary>Null if this is not a cursor of this list. Anybody can make one, over any time.</summary>
    public static (long At, DraftId Id)? Read(string text, string list) => PlaceCursor.Read(text, list) is var (at, id) ? (at, new DraftId(id)) : null;
}

internal static class DraftProblems
{
    /// <summary>The same words as the grain's, so that nobody learns from them whether a draft exists.</summary>
    public static readonly Problem NoSuchDraft = Problems.NotFound(new("There is no such draft.", "Такого проекта нет."));
}
