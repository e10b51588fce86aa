using System.Collections.Immutable;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Http;

/// <summary>Reads the body of a request as a command, or says everything that is wrong with it, form and values together.</summary>
internal sealed class CommandBodies(IDraftChecks checks, IAuthorityRegister authorities, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <param name="whenEmpty">The command that a request without a body means, if it may have none.</param>
    public async ValueTask<(T? Command, Problem? Problem)> Read<T>(HttpContext context, T? whenEmpty = null) where T : DraftCommand
    {
        if (whenEmpty is not null && context.Request.ContentType is null && context.Request.ContentLength is null or 0)
            return (whenEmpty, null);
        if (!context.Request.HasContentType(ContentTypes.Json))
            return (null, Problems.UnsupportedMediaType(ContentTypes.Json));

        using var body = await RequestBody.Read(context);
        if (body.IsTooLarge)
            return (null, RequestBody.TooLarge);

        var read = JsonBody.Read<T>(body.Bytes);
        return read.Faults.IsEmpty ? (read.Value, null) : (null, Faulty(read.Value, read.Faults));
    }

    /// <param name="command">The command with harmless values in the unreadable places; null if there is nothing to check.</param>
    public Problem Faulty(DraftCommand? command, ImmutableArray<Fault> unreadable) => Problems.BadInput(
        command is null ? unreadable : checks.Faults(command, authorities.Current, clock.GetUtcNow(), unreadable));
}
