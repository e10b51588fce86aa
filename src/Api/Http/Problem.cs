using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Http;

/// <summary>Problem details (RFC 9457). Clients decide by <paramref name="Type"/>, which never changes its meaning.</summary>
internal sealed record Problem(int Status, string Type, Phrase Title, Phrase? Detail = null) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>What is wrong with the input: for each JSON pointer, what is wrong there.</summary>
    public ImmutableArray<ValidationError> Errors { get; init; } = [];

    /// <summary>How each of the things is that the program needs, when it is not ready.</summary>
    public ImmutableArray<ReadinessEntry> Checks { get; init; } = [];

    /// <summary>Seconds after which the same request may be sent again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The encodings that a body may have, where its own is refused.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>The number that a draft has already.</summary>
    public string? Number { get; init; }

    /// <summary>When it was given, by the clock of its authority.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Finds a surprise in the log.</summary>
    public string? TraceId { get; init; }

    /// <param name="line">The line of a batch that this answers.</param>
    public void Write(Utf8JsonWriter writer, Language language, int? line = null)
    {
        writer.WriteStartObject();
        if (line is { } number)
            writer.WriteNumber("line"u8, number);
        writer.WriteNumber("status"u8, Status);
        writer.WriteString("type"u8, Type);
        writer.WriteString("title"u8, Title.In(language));
        if (Detail is not null)
            writer.WriteString("detail"u8, Detail.In(language));
        if (Number is not null)
            writer.WriteString("number"u8, Number);
        if (RegisteredAt is { } registeredAt)
            writer.WriteString("registeredAt"u8, registeredAt);
        if (!Errors.IsEmpty)
            WriteErrors(writer, language);
        if (!Checks.IsEmpty)
            WriteChecks(writer, language);
        if (TraceId is not null)
            writer.WriteString("traceId"u8, TraceId);
        writer.WriteEndObject();
    }

    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Answer(this);

    public JsonNode ToJson()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, Language.En);
        return JsonNode.Parse(json.ToArray())!;
    }

    private void WriteChecks(Utf8JsonWriter writer, Language language)
    {
        writer.WritePropertyName("checks"u8);
        JsonSerializer.Serialize(writer, Checks, ProblemJson.Default.ImmutableArrayReadinessEntry.In(language));
    }

    private void WriteErrors(Utf8JsonWriter writer, Language language)
    {
        writer.WriteStartObject("errors"u8);
        foreach (var place in Errors.GroupBy(error => error.Pointer, StringComparer.Ordinal))
        {
            writer.WriteStartArray(place.Key);
            foreach (var error in place)
                writer.WriteStringValue(error.Message.In(language));
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}

/// <summary>What problems bear beside their texts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<ReadinessEntry>))]
internal sealed partial class ProblemJson : JsonSerializerContext;
