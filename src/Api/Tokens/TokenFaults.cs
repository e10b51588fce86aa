using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Tokens;

/// <summary>What the settings of tokens must be like together.</summary>
internal sealed class TokenFaults(IConfiguration configuration) : IValidateOptions<TokenSettings>
{
    public ValidateOptionsResult Validate(string? name, TokenSettings settings)
    {
        string[] errors = [.. Errors(settings)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(TokenSettings settings)
    {
        const string section = TokenSettings.Section;
        if (!settings.HasProvider && !settings.IssuesItself(configuration))
        {
            yield return $"nobody issues tokens: set {section}:{nameof(settings.Authority)} to an identity provider, "
                + $"or {section}:{nameof(settings.BuiltInIssuer)}=true to take tokens of the program's own key also on PostgreSQL.";
        }
        if (settings.HasProvider && !IsSafe(settings.Authority!))
            yield return $"{section}:{nameof(settings.Authority)} must be an https address (http only on this machine).";
        if (settings.HasProvider && string.IsNullOrWhiteSpace(settings.Audience))
            yield return $"{section}:{nameof(settings.Audience)} is needed with {section}:{nameof(settings.Authority)}: tokens for others would be taken.";
        if (!settings.HasProvider && !string.IsNullOrWhiteSpace(settings.SignIn.ClientId))
            yield return $"{section}:{nameof(settings.SignIn)}:{nameof(SignInSettings.ClientId)} is a client of a provider; name it in {section}:{nameof(settings.Authority)}.";
        if (!string.IsNullOrWhiteSpace(settings.SignIn.PublicAddress) && !IsOrigin(settings.SignIn.PublicAddress))
        {
            yield return $"{section}:{nameof(settings.SignIn)}:{nameof(SignInSettings.PublicAddress)} must be an https address without a path, "
                + "such as https://rms.customs.example (http only on this machine).";
        }
        foreach (var (theirs, ours) in settings.Roles.Where(role => !RoleNames.TryParse(role.Value, out _)))
            yield return $"{section}:{nameof(settings.Roles)}:{theirs} is '{ours}'; roles are {string.Join(", ", RoleNames.All)}.";
    }

    private static bool IsOrigin(string address) => IsSafe(address) && new Uri(address) is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

    /// <summary>Whoever could change the discovery document could make any token.</summary>
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
