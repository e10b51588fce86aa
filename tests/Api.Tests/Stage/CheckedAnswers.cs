using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Whatever a test is answered is what the approved document says of the route: its status, its content type, and the schema of its body.</summary>
internal sealed class CheckedAnswers : DelegatingHandler
{
    private const string Problem = "application/problem+json";

    private static readonly ApprovedDocument document = ApprovedDocument.Read();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var route = document.RouteOf(request.Method, request.RequestUri!.AbsolutePath);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var what = $"{request.Method} {request.RequestUri.PathAndQuery}: {(int)answer.StatusCode} {type}";
        if (request.Method == HttpMethod.Head || route is null && type != Problem || answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent)
            return answer;

        var schema = route is null ? ApprovedDocument.Component("ProblemResponse") : route.SchemaOf((int)answer.StatusCode, type, what);
        switch (type)
        {
            case "application/json" or Problem when answer.Content.Headers.ContentLength is not null:
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                document.Check(schema, await answer.Content.ReadAsStringAsync(cancellationToken), what);
                break;
            case "application/x-ndjson":
                answer.Content = new CheckedLines(answer.Content, line => document.Check((JsonObject)schema["contentSchema"]!, line, what));
                break;
            case "text/event-stream":
                answer.Content = new CheckedLines(answer.Content, line =>
                {
                    if (line.StartsWith("data: ", StringComparison.Ordinal))
                        document.Check((JsonObject)schema["contentSchema"]!, line[6..], what);
                });
                break;
        }
        return answer;
    }

    /// <summary>Checks lines as they are read, so that a stream stays one.</summary>
    private sealed class CheckedLines : StreamContent
    {
        public CheckedLines(HttpContent inner, Action<string> check)
            : base(new Lines(inner.ReadAsStream(), check))
        {
            foreach (var (name, values) in inner.Headers)
                Headers.TryAddWithoutValidation(name, values);
        }
    }

    private sealed class Lines(Stream inner, Action<string> check) : Stream
    {
        private readonly MemoryStream line = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Checked(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Checked(buffer[..await inner.ReadAsync(buffer, cancellationToken)].Span);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }

        private int Checked(ReadOnlySpan<byte> read)
        {
            foreach (var each in read)
            {
                if (each != (byte)'\n')
                {
                    line.WriteByte(each);
                    continue;
                }
                check(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
                line.SetLength(0);
            }
            return read.Length;
        }
    }
}

/// <summary>The document that is checked in, as answers are compared with it.</summary>
internal sealed class ApprovedDocument
{
    private readonly JsonObject schemas;
    private readonly DocumentedRoute[] routes;
    private readonly ConcurrentDictionary<string, JsonSchema> known = new();

    private ApprovedDocument(JsonObject document)
    {
        schemas = document["components"]!["schemas"]!.AsObject();
        routes = [.. from path in document["paths"]!.AsObject()
                     from operation in path.Value!.AsObject()
                     orderby path.Key.Count(each => each == '{')
                     select new DocumentedRoute(operation.Key, path.Key, operation.Value!.AsObject())];
    }

    public static ApprovedDocument Read([CallerFilePath] string here = "") =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "openapi.approved.json")))!.AsObject());

    public static JsonObject Component(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    /// <summary>A path that is written out comes before one with parameters.</summary>
    public DocumentedRoute? RouteOf(HttpMethod method, string path) => routes.Where(route => route.Is(method, path)).MinBy(route => route.Parameters);

    public void Check(JsonObject schema, string json, string what)
    {
        var compiled = known.GetOrAdd(schema.ToJsonString(), Compile);
        using var body = JsonDocument.Parse(json);
        var result = compiled.Evaluate(body.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        if (!result.IsValid)
            Assert.Fail($"{what} is not as the document says. {string.Join(" ", Faults(result).Take(5))} It is {json}");
    }

    /// <summary>A schema of its own, with those that it refers to.</summary>
    private JsonSchema Compile(string schema)
    {
        var definitions = new JsonObject();
        var whole = Rewritten(JsonNode.Parse(schema)!.AsObject(), definitions);
        whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        whole["$defs"] = definitions;
        return JsonSchema.FromText(whole.ToJsonString());
    }

    private JsonObject Rewritten(JsonObject schema, JsonObject definitions)
    {
        const string Place = "#/components/schemas/";
        foreach (var name in References(schema))
        {
            if (definitions.ContainsKey(name))
                continue;
            definitions[name] = new JsonObject();
            definitions[name] = Rewritten(schemas[name]!.DeepClone().AsObject(), definitions);
        }
        return JsonNode.Parse(schema.ToJsonString().Replace(Place, "#/$defs/", StringComparison.Ordinal))!.AsObject();

        static IEnumerable<string> References(JsonObject schema) => Regex.Matches(schema.ToJsonString(), $"\"{Place}([^\"]+)\"").Select(match => match.Groups[1].Value);
    }

    private static IEnumerable<string> Faults(EvaluationResults result) =>
        from detail in (result.Details ?? []).Append(result)
        from error in detail.Errors ?? new Dictionary<string, string>()
        select $"{detail.InstanceLocation}: {error.Value}";
}

/// <summary>A route of the document.</summary>
internal sealed class DocumentedRoute(string method, string path, JsonObject operation)
{
    private readonly Regex pattern = new($"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]+}", "[^/]+")}$", RegexOptions.CultureInvariant);

    public int Parameters { get; } = path.Count(character => character == '{');

    public bool Is(HttpMethod sent, string to) => string.Equals(sent.Method, method, StringComparison.OrdinalIgnoreCase) && pattern.IsMatch(to);

    /// <summary>The schema of an answer; what the document lists neither by its status nor as a problem is a fault.</summary>
    public JsonObject SchemaOf(int status, string? type, string what)
    {
        var response = operation["responses"]![$"{status}"] ?? (status >= 400 ? operation["responses"]!["default"] : null);
        Assert.True(response is not null, $"{what} is an answer that the document does not have.");
        var content = type is null ? null : response["content"]?[type];
        Assert.True(content is not null || type is null, $"{what} is of a content type that the document does not have.");
        return content?["schema"]?.AsObject() ?? [];
    }
}
