using System.Security.Claims;
using RmsOrleans.Grains.Actors;

namespace RmsOrleans.Api.Tokens;

/// <summary>The principal of a validated token, with its actor read once.</summary>
internal sealed class Caller(ClaimsIdentity identity, Actor actor) : ClaimsPrincipal(identity)
{
    public Actor Actor => actor;
}

internal static class Callers
{
    /// <summary>Who asks. Only behind an endpoint that needs a token.</summary>
    public static Actor Actor(this HttpContext context) =>
        context.User is Caller caller ? caller.Actor : throw new InvalidOperationException("This endpoint was reached without a token.");
}
