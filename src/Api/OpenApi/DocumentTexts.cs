namespace RmsOrleans.Api.OpenApi;

/// <summary>Sentences that many routes share.</summary>
internal static class DocumentTexts
{
    public const string Key = "Makes a retry safe: 1 to 200 visible ASCII characters.";
    public const string DryRun = "true: only check. Everything is judged as if it were meant, and refused alike, but nothing is stored. The answer is 200, without a new number.";
    public const string Tag = "The state that this answer shows: the number of the draft's last journal line.";
    public const string IfMatch = "The ETag of the draft as you saw it.";
    public const string IfNoneMatch = "The ETag that you have; 304 if nothing has changed.";
    public const string DraftId = "The draft's id.";
}
