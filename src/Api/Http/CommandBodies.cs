using System.Diagnostics.CodeAnalysis;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Http;

/// <summary>Reads the body of a request as a command, or says everything that is wrong with it, form and values together.</summary>
internal sealed class CommandBodies(IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <param name="whenEmpty">The command that a request without a body means, if it may have none.</param>
    public async ValueTask<(T? Command, Problem? Problem)> Read<T>(HttpContext context, T? whenEmpty = null) where T : DraftCommand
    {
        return IsEmpty(context) && whenEmpty is not null ? (whenEmpty, null) : await Read<T>(context, Faulty);
    }

    public ValueTask<(T? Command, Problem? Problem)> ReadOfProfile<T>(HttpContext context) where T : ProfileCommand => Read<T>(
        context, (command, unreadable) => Problems.BadInput(command is null ? unreadable : command.Errors(reference.Current, unreadable)));

    public ValueTask<(T? Command, Problem? Problem)> ReadOfControl<T>(HttpContext context) where T : ControlCommand => Read<T>(
        context, command => command.Errors(reference.Current, []), (command, unreadable) => Problems.BadInput(command is null ? unreadable : command.Errors(reference.Current, unreadable)));

    /// <summary>A body with nothing to be checked but its form.</summary>
    /// <param name="whenEmpty">What a request without a body means, if it may have none.</param>
    public async ValueTask<(T? Body, Problem? Problem)> ReadPlain<T>(HttpContext context, T? whenEmpty = null) where T : class =>
        IsEmpty(context) && whenEmpty is not null ? (whenEmpty, null) : await Read<T>(context, (_, unreadable) => Problems.BadInput(unreadable));

    /// <param name="command">The command with harmless values in the unreadable places; null if there is nothing to check.</param>
    public Problem Faulty(DraftCommand? command, ImmutableArray<ValidationError> unreadable) => Problems.BadInput(
        command is null ? unreadable : command.Errors(reference.Current, clock.GetUtcNow(), unreadable));

    /// <summary>Form and values of a command that did not come as the whole body.</summary>
    public (T? Command, Problem? Problem) Check<T>(ReadOnlyMemory<byte> json) where T : DraftCommand
    {
        var read = JsonBody.Read<T>(json);
        var errors = read.Value?.Errors(reference.Current, clock.GetUtcNow(), read.Errors) ?? read.Errors;
        return errors.IsEmpty ? (read.Value, null) : (null, Problems.BadInput(errors));
    }

    private static bool IsEmpty(HttpContext context) => context.Request.ContentType is null && context.Request.ContentLength is null or 0;

    /// <param name="errors">Of a command whose form is in order; those of drafts and profiles are judged where they are decided.</param>
    private static async ValueTask<(T? Body, Problem? Problem)> Read<T>(
        HttpContext context, Func<T, ImmutableArray<ValidationError>> errors, Func<T?, ImmutableArray<ValidationError>, Problem> faulty) where T : class
    {
        var (body, problem) = await Read(context, faulty);
        return body is not null && errors(body) is { IsEmpty: false } found ? (null, Problems.BadInput(found)) : (body, problem);
    }

    private static async ValueTask<(T? Body, Problem? Problem)> Read<T>(HttpContext context, Func<T?, ImmutableArray<ValidationError>, Problem> faulty) where T : class
    {
        if (!context.Request.HasContentType(ContentTypes.Json))
            return (null, Problems.UnsupportedMediaType(ContentTypes.Json));

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
            return (null, problem);

        var read = JsonBody.Read<T>(body.Bytes);
        return read.Errors.IsEmpty ? (read.Value, null) : (null, faulty(read.Value, read.Errors));
    }
}

internal static class RequestKeys
{
    /// <summary>A caller's key with the meaning of what was asked, by a command of <see cref="CanonicalJson.Names"/>.</summary>
    public static RequestKey? Of(string? key, object command) => key is null ? null : new RequestKey(key, CanonicalJson.Hash(command));
}

/// <summary>A caller's own key for a request, which makes a retry safe.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 200;
    public static readonly Phrase Expected = new("Expected 1 to 200 visible ASCII characters.", "Ожидается от 1 до 200 видимых символов ASCII.");

    public static readonly Problem Malformed = Problems.BadInput($"/{Header}", Expected);
    public static readonly Problem NotForABatch = Problems.BadInput($"/{Header}", new(
        "A batch bears its keys in its lines, each as idempotencyKey.", "В пакете ключи указываются в строках, в каждой – как idempotencyKey."));

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
