using System.Security.Claims;

namespace RmsOrleans.Api.Tokens;

/// <summary>The principal of a validated token, with its actor read once.</summary>
internal sealed class Caller(ClaimsIdentity identity, Actor actor, DateTimeOffset until, CancellationToken revoked) : ClaimsPrincipal(identity)
{
    public Actor Actor => actor;

    /// <summary>When the token ends; a stream that it opened ends with it.</summary>
    public DateTimeOffset Until => until;

    /// <summary>Cancelled when the token's key is dropped before that.</summary>
    public CancellationToken Revoked => revoked;
}

internal static class Callers
{
    /// <summary>Who asks. Only behind an endpoint that needs a token.</summary>
    public static Actor Actor(this HttpContext context) => context.Caller().Actor;

    public static Caller Caller(this HttpContext context) =>
        context.User as Caller ?? throw new InvalidOperationException("This endpoint was reached without a token.");
}
