using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace RmsOrleans.Api.OpenApi;

/// <summary>
/// The document for people, at <c>/docs</c>. All that the page needs comes from here: its scripts from the package, no fonts, no telemetry,
/// no assistant; and its policy lets a browser ask nobody else, whatever the scripts would like.
/// </summary>
internal static class ApiReference
{
    public const string Path = "/docs";

    public static void MapApiReference(this IEndpointRouteBuilder routes)
    {
        routes.MapScalarApiReference(Path, Describe).ExcludeFromDescription();
    }

    private static void Describe(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        options.WithTitle("RmsOrleans").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocument(ApiDocument.Name).WithNonce(nonce)
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools();
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
