namespace RmsOrleans.Desk.Pages;

/// <summary>Where pages are.</summary>
internal static class Places
{
    /// <summary>All of them stand below it.</summary>
    public const string Prefix = "/desk";
}
