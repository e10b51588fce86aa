namespace RmsOrleans.Api.Print;

internal static class PrintLanguages
{
    /// <summary>The one that the query names, else the caller's best that there is, else English.</summary>
    public static Language Read(QueryParameters query, HttpRequest request)
    {
        switch (query.Text("language"))
        {
            case "en":
                return Language.En;
            case "ru":
                return Language.Ru;
            case null:
                return Languages.Of(request);
            default:
                query.Refuse("language", "Expected en or ru.", "Ожидается en или ru.");
                return Language.En;
        }
    }
}
