using System.Globalization;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Http;

/// <summary>What every answer says to browsers and caches, unless its endpoint says otherwise.</summary>
internal sealed class SecurityHeaders(IOptions<EdgeSettings> settings)
{
    private readonly string? transport = settings.Value.HstsMaxAge > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)settings.Value.HstsMaxAge.TotalSeconds}")
        : null;

    public void AddTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (transport is not null && context.Request.IsHttps)
            headers.StrictTransportSecurity = transport;
    }
}
