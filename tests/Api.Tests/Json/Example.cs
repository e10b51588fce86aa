using System.Collections.Immutable;
using System.Text;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Json;

/// <summary>The submission that the description of the interface shows, as text.</summary>
internal static class Example
{
    private static readonly DateTimeOffset whenSubmitted = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static string Text { get; } = Read();

    /// <summary>The example with one piece of its text replaced.</summary>
    public static string With(string piece, string by) =>
        Text.Split(piece).Length == 2 ? Text.Replace(piece, by, StringComparison.Ordinal) : throw new InvalidOperationException($"'{piece}' does not stand in the example once.");

    public static BodyRead<Submit> Read(string json) => JsonBody.Read<Submit>(Encoding.UTF8.GetBytes(json));

    public static Submit Submission(string json) => Read(json) is { Errors.IsEmpty: true, Value: { } submission }
        ? submission
        : throw new InvalidOperationException($"The body has faults: {string.Join(", ", Read(json).Errors)}");

    /// <summary>What is wrong with a body, in its structure and by the rules.</summary>
    public static ImmutableArray<ValidationError> Errors(string json)
    {
        var read = Read(json);
        return read.Value is null ? read.Errors : read.Value.Errors(TestReference.Shipped, whenSubmitted, read.Errors);
    }

    private static string Read()
    {
        using var stream = typeof(Example).Assembly.GetManifestResourceStream("submission.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
