namespace RmsOrleans.Api.Drafts;

internal static class DraftProblems
{
    /// <summary>The same words as the grain's, so that nobody learns from them whether a draft exists.</summary>
    public static readonly Problem NoSuchDraft = Problems.NotFound("There is no such draft.");
}
