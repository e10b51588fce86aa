namespace RmsOrleans.Desk.Pages;

/// <summary>Where pages are.</summary>
internal static class Places
{
    /// <summary>All of them stand below it.</summary>
    public const string Prefix = "/desk";

    /// <summary>The page of a draft, to which other nouns lead as well.</summary>
    public static string Draft(DraftId id) => $"{Prefix}/drafts/{id}";

    /// <summary>The page of a profile, likewise.</summary>
    public static string Profile(RegistrationNumber number) => $"{Prefix}/profiles/{number.ToPath()}";
}
