namespace RmsOrleans.Api.Tokens;

/// <summary>How people sign in to the desk by the identity provider (OpenID Connect, code flow): what the program is to it, and what it asks for.</summary>
public sealed class SignInSettings
{
    /// <summary>The name under which the provider knows the desk; without it nobody signs in by the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its password there, from a file or the environment. A client that the provider takes for public has none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for, with spaces between; <c>openid</c> is in any case.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>For whom the access token is to be, where the provider wants that said (<c>resource</c>, RFC 8707).</summary>
    public string? Resource { get; set; }

    /// <summary>Where browsers find the program, such as <c>https://rms.customs.example</c>; without it by what each request says of itself.</summary>
    public string? PublicAddress { get; set; }
}
