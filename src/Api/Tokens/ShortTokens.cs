using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// Tokens of our own for pages, in the place of a provider's that is too large for a cookie: what the program needs to know of it, for as long as it
/// lasts. They are signed with a key for this purpose alone, and only a request that says that it bears one has it looked at as such.
/// </summary>
public sealed class ShortTokens
{
    public const string Audience = "desk";

    private const string Purpose = "rms token of the desk";

    private readonly TokenKeys keys;
    private readonly TimeProvider clock;

    public ShortTokens(TokenKeys keys, IOptions<TokenSettings> settings, TimeProvider clock)
    {
        (this.keys, this.clock) = (keys, clock);
        // Apart from the others: what is remembered there is taken everywhere.
        Events = new BearerEvents(new RememberedTokens(settings, clock), settings, clock);
    }

    internal BearerEvents Events { get; }

    /// <summary>No token is good for longer than <see cref="TokenSettings.LongestLifetime"/>, whatever another clock says.</summary>
    /// <param name="until">When the token ends that it stands for; still to come.</param>
    public string Issue(Actor actor, DateTimeOffset until)
    {
        var lasts = until - clock.GetUtcNow();
        return new TokenIssuer(keys.Signing.For(Purpose), clock) { Audience = Audience }.Issue(
            actor.Subject, actor.Name, actor.Authority, actor.Unit, actor.Roles, lasts < TokenSettings.LongestLifetime ? lasts : TokenSettings.LongestLifetime);
    }

    internal IEnumerable<SecurityKey> KeysOf(string? id) => keys.Of(id).Cast<TokenKey>().Select(key => key.For(Purpose));
}

/// <summary>Says of a request that its token is a short one. Only the desk says so, of its own pages; nothing that comes over the network can.</summary>
public sealed class ShortTokenBorne
{
    private static readonly ShortTokenBorne borne = new();

    private ShortTokenBorne()
    {
    }

    public static void By(HttpContext context) => context.Features.Set(borne);

    public static void NotBy(HttpContext context) => context.Features.Set<ShortTokenBorne>(null);

    internal static bool Is(HttpContext context) => context.Features.Get<ShortTokenBorne>() is not null;
}
