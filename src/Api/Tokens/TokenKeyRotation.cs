namespace RmsOrleans.Api.Tokens;

/// <summary>Gives the key that signs tokens a successor.</summary>
/// <param name="File">Where.</param>
/// <param name="Key">The id of the new one.</param>
/// <param name="FormerUntil">When the tokens signed before are taken no longer; null if they are revoked.</param>
public sealed record TokenKeyRotation(string File, string Key, DateTimeOffset? FormerUntil)
{
    /// <summary>In the file that these settings name, as the program itself would find it.</summary>
    /// <param name="revoke">Former keys are dropped, with all tokens that they signed.</param>
    public static TokenKeyRotation Rotate(IConfiguration configuration, bool revoke)
    {
        var path = TokenSettings.OfBuiltInIssuer(configuration).KeyPath(configuration);
        if (!System.IO.File.Exists(path))
            throw new TokenKeyException($"there is no token key {path}; the program makes one at its first start.");
        return Rotate(path, revoke, TimeProvider.System);
    }

    internal static TokenKeyRotation Rotate(string path, bool revoke, TimeProvider clock)
    {
        var keys = TokenKeyFile.Change(path, before => revoke ? StoredKeys.New() : before.Rotated(clock.GetUtcNow()));
        return new(path, keys.Signing.KeyId, keys.Former.FirstOrDefault()?.Until);
    }
}
