namespace RmsOrleans.Api.Http;

/// <summary>What a request says of a command beside its body.</summary>
/// <param name="Key">The caller's own, if it has one.</param>
/// <param name="Seen">On what the caller decided.</param>
internal readonly record struct CommandHeaders(bool IsDry, string? Key, Precondition Seen)
{
    /// <summary>What is wrong with it; null if nothing is.</summary>
    public static Problem? Read(HttpRequest request, out CommandHeaders headers)
    {
        headers = default;
        if (DryRun.Read(request, out var isDry) is { } fault)
            return fault;
        if (!IdempotencyKey.TryRead(request, out var key))
            return IdempotencyKey.Malformed;
        if (!Precondition.TryRead(request, out var seen))
            return Precondition.Malformed;
        headers = new(isDry, key, seen);
        return null;
    }
}
