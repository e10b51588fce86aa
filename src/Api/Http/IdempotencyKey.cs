using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Api.Http;

/// <summary>A caller's own key for a request, which makes a retry safe.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 200;
    public const string Expected = "Expected 1 to 200 visible ASCII characters.";

    public static readonly Problem Malformed = Problems.BadInput($"/{Header}", Expected);
    public static readonly Problem NotForABatch = Problems.BadInput($"/{Header}", "A batch bears its keys in its lines, each as idempotencyKey.");

    public static bool IsValid([NotNullWhen(true)] string? key) =>
        key is { Length: > 0 and <= Longest } && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>The key, or null where there is none; false if the header is not a key.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        var values = request.Headers[Header];
        key = values.Count == 1 ? values[0] : null;
        return values.Count == 0 || IsValid(key);
    }
}
