using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace RmsOrleans.Api.Http;

/// <summary>
/// The span of a request that failed is kept although its trace is not sampled: it is recorded when the answer is known, before it ends. No other
/// span of that trace is there, so it says what those below it would have said. What clients do wrong is counted by metrics and not kept.
/// </summary>
internal static class RequestSpan
{
    private const string ProblemType = "rms.problem";

    private static readonly ActivitySource lines = new(Activities.SourceName);

    /// <summary>Null where no traces are exported.</summary>
    public static Activity? Of(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { } span && span.Source.HasListeners() ? span : null;

    /// <summary>Which command it was that is about to end in a surprise: no answer will tell.</summary>
    public static void Names(HttpContext context, string command, DraftId? draft) =>
        Of(context)?.SetTag(CommandTags.Command, command).SetTag(CommandTags.Draft, draft?.ToString());

    /// <summary>The span, if the request failed so that it is kept.</summary>
    public static Activity? Keep(HttpContext context, Problem problem)
    {
        if (!IsKept(problem) || Of(context) is not { } span)
            return null;

        Keep(span, context);
        return EndsWith(span, problem);
    }

    /// <summary>The span of one line of a batch, below that of its request, which is kept as well. Whoever gets it ends it.</summary>
    public static Activity? KeepLine(Activity? request, HttpContext context, int line, DateTimeOffset began, Problem problem)
    {
        if (!IsKept(problem) || request is null)
            return null;

        Keep(request, context);
        var parent = new ActivityContext(request.TraceId, request.SpanId, ActivityTraceFlags.Recorded, isRemote: true); // of a local one the sampler may make nothing
        if (lines.StartActivity("line of a batch", ActivityKind.Internal, parent, startTime: began) is not { } span)
            return null;

        Record(span);
        span.SetTag("rms.line", line).SetTag("http.response.status_code", problem.Status);
        return EndsWith(span, problem);
    }

    /// <summary>A node that is not ready says so to its balancer every second; that is no request that failed.</summary>
    private static bool IsKept(Problem problem) =>
        problem.Status is StatusCodes.Status409Conflict or >= StatusCodes.Status500InternalServerError && problem.Checks.IsEmpty;

    /// <summary>What ASP.NET Core says of a request when it begins; what it says when it ends, it says then.</summary>
    private static void Keep(Activity span, HttpContext context)
    {
        if (span.IsAllDataRequested)
            return;

        Record(span);
        span.SetTag("http.request.method", context.Request.Method).SetTag("url.scheme", context.Request.Scheme).SetTag("url.path", context.Request.Path.Value);
    }

    private static void Record(Activity span)
    {
        span.IsAllDataRequested = true;
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
    }

    private static Activity EndsWith(Activity span, Problem problem)
    {
        var isFailure = problem.Status != StatusCodes.Status409Conflict;
        span.SetTag(CommandTags.Outcome, isFailure ? "failed" : "refused").SetTag(ProblemType, problem.Type);
        return isFailure ? span.SetStatus(ActivityStatusCode.Error) : span;
    }
}
