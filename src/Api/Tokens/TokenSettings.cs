using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Api.Tokens;

/// <summary>How callers prove who they are.</summary>
public sealed class TokenSettings
{
    public const string Section = "Authentication";

    /// <summary>No token is issued for longer.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(12);

    /// <summary>Clocks of two machines that differ by more are wrong.</summary>
    public static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(1);

    /// <summary>A program that runs knows of a rotation of its key at the latest after so long.</summary>
    public static readonly TimeSpan RotationNoticed = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The identity provider whose tokens are taken, by the address that its discovery document lies under
    /// (<c>/.well-known/openid-configuration</c>).
    /// </summary>
    public string? Authority { get; set; }

    /// <summary>For whom its tokens must be.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether tokens of the program's own key are taken; by default only where there is no provider and no PostgreSQL.</summary>
    public bool? BuiltInIssuer { get; set; }

    /// <summary>The provider's claims.</summary>
    public ClaimNames Claims { get; set; } = new();

    /// <summary>Our roles by the provider's names for them; a name that is ours needs no entry.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>Where the key is that signs tokens; without it <c>token-key</c> in the data folder. Nodes with separate folders share one file.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How far the clocks of two machines may differ.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many validated tokens are remembered at the most.</summary>
    [Range(2, 1_000_000)]
    public int Remembered { get; set; } = 10_000;

    /// <summary>How people sign in to the desk by the provider.</summary>
    public SignInSettings SignIn { get; set; } = new();

    public bool HasProvider => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>Whether people sign in to the desk by the provider.</summary>
    public bool HasSignIn => HasProvider && !string.IsNullOrWhiteSpace(SignIn.ClientId);

    /// <summary>Everybody who can read the key can make any token, which is well on one machine alone.</summary>
    public bool IssuesItself(IConfiguration configuration) =>
        BuiltInIssuer ?? (!HasProvider && string.IsNullOrWhiteSpace(configuration["Storage:Postgres"]));

    /// <summary>Whether this program has a key: to issue tokens, or for what goes with signing in to the desk.</summary>
    public bool HasKey(IConfiguration configuration) => IssuesItself(configuration) || HasSignIn;

    /// <summary>What a command finds that issues tokens.</summary>
    /// <exception cref="TokenKeyException">Tokens come from elsewhere.</exception>
    public static TokenSettings OfBuiltInIssuer(IConfiguration configuration) => Read(configuration, settings => settings.IssuesItself(configuration));

    /// <summary>What a command finds that changes the key.</summary>
    /// <exception cref="TokenKeyException">There is nothing that it would be for.</exception>
    public static TokenSettings OfKey(IConfiguration configuration) => Read(configuration, settings => settings.HasKey(configuration));

    /// <summary>The file of the key.</summary>
    public string KeyPath(IConfiguration configuration) => TokenKeyFile.PathOf(KeyFile, $"{Section}:{nameof(KeyFile)}", "token-key", configuration);

    private static TokenSettings Read(IConfiguration configuration, Func<TokenSettings, bool> isMeant)
    {
        var settings = configuration.GetSection(Section).Get<TokenSettings>() ?? new TokenSettings();
        return isMeant(settings) ? settings : throw new TokenKeyException($"tokens come from elsewhere here; see {Section}:{nameof(BuiltInIssuer)}.");
    }
}
