namespace RmsOrleans.Api.Http;

/// <summary>
/// <c>?dryRun=true</c>: a command is checked as if it were meant, and nothing comes of it. A name that is spelt in another case counts as well:
/// who means to try must not do it.
/// </summary>
internal static class DryRun
{
    public const string Name = "dryRun";

    public static readonly Problem NotForFiles = Problems.BadInput($"/{Name}", new(
        "A dry run is for one command as JSON, not for files and batches.", "Пробное выполнение возможно для одной команды в формате JSON, но не для файлов и пакетов."));

    private static readonly Problem malformed = Problems.BadInput(
        $"/{Name}", new Phrase("Expected ", "Ожидается ") + QueryParameters.TrueOrFalse + Phrase.Same("."));

    /// <summary>What is wrong with the request; null if it says whether it is one.</summary>
    public static Problem? Read(HttpRequest request, out bool isDry)
    {
        isDry = false;
        return !request.Query.TryGetValue(Name, out var values) || values is [{ } text] && QueryParameters.ReadBool(text, out isDry) ? null : malformed;
    }
}
