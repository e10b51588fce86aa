namespace RmsOrleans.Desk.Session;

/// <summary>
/// A session that ends while somebody writes. What was typed goes along through the sign-in in the form itself, so no node has to keep it, and is
/// there again afterwards, on whichever node; nothing is done with it unasked.
/// </summary>
internal static class SessionEnded
{
    private const string Token = "_token";

    /// <summary>By which a form says that it comes back from a sign-in.</summary>
    private const string Back = "_back";

    private static readonly Phrase notYet = new("You have not signed in yet.", "Вы ещё не вошли.");

    public static async Task<IResult> Ask(DeskRequest desk, string? fault = null)
    {
        var posted = await desk.Posted();
        var kept = posted.Where(field => field.Key is not (Token or Back or DeskLanguage.Field or "_do") && field.Value.Count > 0).Select(field => (field.Key, field.Value.ToString())).ToArray();
        return desk.Page<SessionEndedPage>(
            StatusCodes.Status401Unauthorized, (nameof(SessionEndedPage.Kept), kept), (nameof(SessionEndedPage.Fault), fault ?? (desk.IsBack && !posted.ContainsKey(DeskLanguage.Field) ? desk.In(notYet) : null)),
            (nameof(SessionEndedPage.ByProvider), SignInPages.HasProvider(desk.Context)), (nameof(SessionEndedPage.ByToken), SignInPages.TakesTokens(desk.Context)));
    }

    /// <summary>The page that says why it failed; null if nobody asked for it, or it was done.</summary>
    public static async Task<IResult?> SignInAgain(DeskRequest desk)
    {
        var posted = await desk.Posted();
        if (!posted.ContainsKey(Back))
            return null;
        desk.IsBack = true;
        if (DeskLanguage.Choose(desk.Context, posted[DeskLanguage.Field]) is { } language)
            desk.Language = language;
        if (posted[Token].ToString().Trim() is not { Length: > 0 } token)
            return null; // signed in by the provider, in another window
        return await SessionStart.ByTyped(desk, token) is { } fault ? await Ask(desk, fault) : null;
    }
}
