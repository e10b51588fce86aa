namespace RmsOrleans.Desk.Profiles;

/// <summary>Where the pages of a profile are.</summary>
internal static class ProfilePlaces
{
    public static string Of(RegistrationNumber number) => Places.Profile(number);

    public static string Version(RegistrationNumber number, int version, int? against = null) =>
        $"{Of(number)}/versions/{version}{(against is null ? "" : $"?against={against}")}";

    /// <summary>The form of a command.</summary>
    public static string Step(RegistrationNumber number, string route) => $"{Of(number)}/{route}";

    /// <summary>The profile that a page is about, below <c>/api/v1</c>.</summary>
    public static string Asked(DeskRequest desk) => $"/profiles/{Uri.EscapeDataString(desk.Path("number"))}";
}
