namespace RmsOrleans.Api.Http;

/// <summary>How a load of data is asked for: tried with <c>dryRun</c>, or applied to what its operator has seen.</summary>
/// <param name="Seen">What the operator decided on; null if nothing is to be applied.</param>
internal sealed record LoadConditions(Precondition? Seen)
{
    /// <summary>Null if they are not as they must be; the caller has been told why.</summary>
    /// <param name="needed">What is said to who would apply without having looked.</param>
    public static async Task<LoadConditions?> Read(HttpContext context, Problem needed)
    {
        var query = new QueryParameters(context.Request.Query, "dryRun");
        var isDry = query.Value<bool>("dryRun", "true or false", QueryParameters.ReadBool) ?? false;
        if (!query.Errors.IsEmpty)
            await context.Answer(Problems.BadInput(query.Errors));
        else if (!Precondition.TryRead(context.Request, out var seen))
            await context.Answer(Precondition.Malformed);
        else if (!isDry && (!seen.IsSent || seen.IsAny))
            await context.Answer(needed);
        else
            return new LoadConditions(isDry ? null : seen);
        return null;
    }
}
