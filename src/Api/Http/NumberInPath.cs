namespace RmsOrleans.Api.Http;

internal static class NumberInPath
{
    /// <summary>The registration number in the path: with dashes, or as it is printed. Its slashes are escaped then, and the server leaves them so.</summary>
    public static bool TryReadNumber(this HttpRequest request, out RegistrationNumber number) =>
        RegistrationNumber.TryParse((request.RouteValues["number"] as string)?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), out number);
}
