namespace RmsOrleans.Desk.Drafts;

/// <summary>Where the pages of a draft are.</summary>
internal static class DraftPlaces
{
    public static string Of(DraftId id) => Places.Draft(id);

    public static string Version(DraftId id, int version) => $"{Of(id)}/versions/{version}";

    /// <summary>The form of a command.</summary>
    public static string Step(DraftId id, string route) => $"{Of(id)}/{Form(route)}";

    /// <summary>The last part of a form's address: that of the command, where no page has it.</summary>
    public static string Form(string route) => route switch
    {
        Edit.Route => "edit",
        EditProfile.Route => "profile/edit",
        _ => route,
    };
}

/// <summary>What the steps of a draft are called, by their routes.</summary>
internal static class StepNames
{
    public static Phrase Of(string route) => DraftCommandTable.All.Of(route).Name;
}
