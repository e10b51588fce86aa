using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Json;

/// <summary>What was asked, whatever its spelling.</summary>
internal static class CanonicalJson
{
    /// <summary>Hexadecimal SHA-256 of a command; two bodies that mean the same have the same hash.</summary>
    public static string Hash(DraftCommand command) => throw new NotImplementedException();
}
