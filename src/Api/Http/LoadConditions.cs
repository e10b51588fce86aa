namespace RmsOrleans.Api.Http;

/// <summary>How a load of data is asked for: tried with <c>dryRun</c>, or applied to what its operator has seen.</summary>
/// <param name="Seen">What the operator decided on; null if nothing is to be applied.</param>
/// <param name="IsAllowed">Whether the request says that what is doubtful is meant.</param>
internal sealed record LoadConditions(Precondition? Seen, bool IsAllowed)
{
    /// <param name="needed">What is said to who would apply without having looked.</param>
    /// <param name="allow">The parameter by which a request says that what is doubtful is meant; null if there is none.</param>
    public static (LoadConditions? Conditions, Problem? Problem) Read(HttpContext context, Problem needed, string? allow = null)
    {
        var query = new QueryParameters(context.Request.Query, allow is null ? ["dryRun"] : ["dryRun", allow]);
        var isDry = query.Value<bool>("dryRun", QueryParameters.TrueOrFalse, QueryParameters.ReadBool) ?? false;
        var isAllowed = allow is not null && (query.Value<bool>(allow, QueryParameters.TrueOrFalse, QueryParameters.ReadBool) ?? false);
        if (!query.Errors.IsEmpty)
            return (null, Problems.BadInput(query.Errors));
        if (!Precondition.TryRead(context.Request, out var seen))
            return (null, Precondition.Malformed);
        return !isDry && (!seen.IsSent || seen.IsAny) ? (null, needed) : (new LoadConditions(isDry ? null : seen, isAllowed), null);
    }
}
