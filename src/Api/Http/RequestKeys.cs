using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Http;

internal static class RequestKeys
{
    /// <summary>A caller's key with the meaning of what was asked.</summary>
    public static RequestKey? Of(string? key, ProfileCommand command) => key is null ? null : new RequestKey(key, CanonicalJson.Hash(command));

    /// <inheritdoc cref="Of(string, ProfileCommand)"/>
    public static RequestKey? Of(string? key, DraftCommand command) => key is null ? null : new RequestKey(key, CanonicalJson.Hash(command));
}
