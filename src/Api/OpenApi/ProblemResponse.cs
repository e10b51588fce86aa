using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.OpenApi;

/// <summary>Problem details (RFC 9457). Decide by `type`; a problem may get more members one day.</summary>
/// <param name="Status">The status of the answer, as HTTP has it.</param>
/// <param name="Title">What is wrong, in short; the same for all problems of a type.</param>
/// <param name="Number">The number that a draft has already.</param>
internal sealed record ProblemResponse(
    int Status,
    string Type,
    string Title,
    string? Detail,
    RegistrationNumber? Number,
    DateTimeOffset? RegisteredAt,
    Dictionary<string, string[]>? Errors,
    ReadinessEntry[]? Checks,
    string? TraceId);

/// <summary>What became of one line of a batch: its number, or the members of a problem.</summary>
/// <param name="Status">What the line would have been answered by itself: 201, 200 when it was done before, or that of the problem.</param>
/// <param name="Line">The number of the line in the body, from 1 on; blank lines count.</param>
/// <param name="Number">The registration number that was given, or that the draft has already.</param>
/// <param name="Title">What is wrong, in short; only of a line that was refused.</param>
internal sealed record SubmissionLineResponse(
    int Line,
    int Status,
    string? Id,
    RegistrationNumber? Number,
    ImmutableArray<Warning>? Warnings,
    string? Type,
    string? Title,
    string? Detail,
    DateTimeOffset? RegisteredAt,
    Dictionary<string, string[]>? Errors,
    string? TraceId);

/// <summary>Every type of problem that the table of problems can make, found there, so that a new one is listed by itself.</summary>
internal static class ProblemTypes
{
    private const string OfOtherStatuses = "urn:rms-orleans:problem:http-";

    public static ImmutableArray<Problem> All { get; } =
    [
        .. Enum.GetValues<RefusalReason>().Select(reason => Problems.Of(new Refusal(reason, Phrase.Same(""))))
            .Concat(Enumerable.Range(400, 200).Select(status => Problems.Of(status)))
            .Append(Problems.Of(new InvalidOperationException()))
            .Concat(Made())
            .Where(problem => !problem.Type.StartsWith(OfOtherStatuses, StringComparison.Ordinal))
            .GroupBy(problem => problem.Type, StringComparer.Ordinal)
            .Select(each => each.First())
            .OrderBy(problem => problem.Status).ThenBy(problem => problem.Type, StringComparer.Ordinal),
    ];

    public static string Listed { get; } =
        "By this a client decides; it never changes its meaning. There may be more of them one day, and what is not known is to be treated by its status.\n\n"
        + string.Concat(All.Select(problem => $"- `{problem.Type}` ({problem.Status}): {problem.Title.En}\n"))
        + $"- `{OfOtherStatuses}…`, with the status: the server refused the request before it came to a route.";

    /// <summary>What the methods of the table make of nothing in particular.</summary>
    private static IEnumerable<Problem> Made() => Fields().Concat(
        from method in typeof(Problems).GetMethods()
        where method is { IsStatic: true, IsGenericMethod: false } && method.ReturnType == typeof(Problem) && method.Name != nameof(Problems.Of)
        select (Problem)method.Invoke(null, [.. method.GetParameters().Select(parameter => Plain(parameter.ParameterType))])!);

    private static IEnumerable<Problem> Fields() => typeof(Problems).GetFields().Select(field => field.GetValue(null)).OfType<Problem>();

    private static object? Plain(Type type) =>
        type == typeof(string) ? ""
        : type == typeof(Phrase) ? Phrase.Same("")
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetField(nameof(ImmutableArray<>.Empty))!.GetValue(null)
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;
}
