using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Samples.Tests;

/// <summary>The files of <c>samples/</c>, read and decided on as the program does it.</summary>
internal static class SampleFiles
{
    private static readonly DateTimeOffset whenSubmitted = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static byte[] OfficeDay => File.ReadAllBytes(Path.Combine(folder, "office-day.ndjson"));

    public static SubmissionLine[] OfficeDayLines =>
        [.. File.ReadLines(Path.Combine(folder, "office-day.ndjson")).Select(line => Parse<SubmissionLine>(System.Text.Encoding.UTF8.GetBytes(line)))];

    public static Submit Read(string name) => Parse<Submit>(File.ReadAllBytes(Path.Combine(folder, name)));

    public static Decision Decide(Submit submission) => DraftLifecycle.Decide(
        draft: null,
        submission,
        new Circumstances(
            whenSubmitted, Ceramics.CoordinatorOf(submission.Authority), RequestConditions.None, TestReference.Shipped, new ConsiderationSettings()));

    /// <summary>What the rules have against it.</summary>
    public static IEnumerable<string> Errors(Submit submission) => Decide(submission) switch
    {
        Decision.Happens { Registers: true } => [],
        Decision.Refused refused => refused.Refusal.Errors.Select(error => $"{error.Pointer}: {error.Message}").Prepend(refused.Refusal.Detail.En),
        var other => [other.GetType().Name],
    };

    private static T Parse<T>(byte[] utf8) where T : class
    {
        var body = JsonBody.Read<T>(utf8);
        Assert.Empty(body.Errors);
        return body.Value!;
    }
}
