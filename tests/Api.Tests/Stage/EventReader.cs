using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>A client that watches a stream of events. It has begun when it has heard the first comment.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly CancellationTokenSource limit = new(Patience.Longest);
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private EventReader(HttpResponseMessage response, StreamReader lines) => (this.response, this.lines) = (response, lines);

    /// <summary>The id that a reader who comes again would send.</summary>
    public string? LastId { get; private set; }

    public int Comments { get; private set; }

    public static async Task<EventReader> Open(TheProgram program, Actor actor, string path, string? lastId = null)
    {
        var request = Wire.Request(HttpMethod.Get, path, null, lastId is null ? [] : [$"Last-Event-ID: {lastId}"]);
        var response = await program.As(actor).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var reader = new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        await reader.Block();
        return reader;
    }

    /// <summary>The next event; null at the end of the stream.</summary>
    /// <param name="name">What each is an event of.</param>
    public async Task<JsonNode?> Next(string name = "draft")
    {
        while (await Block() is { } block)
        {
            if (block.Find(line => line.StartsWith("data: ", StringComparison.Ordinal)) is not { } data)
                continue;
            Assert.Contains($"event: {name}", block);
            return JsonNode.Parse(data[6..])!;
        }
        return null;
    }

    public async Task<List<JsonNode>> Next(int count)
    {
        var events = new List<JsonNode>();
        while (events.Count < count)
            events.Add(await Next() ?? throw new InvalidOperationException($"The stream ended after {events.Count} of {count} events."));
        return events;
    }

    /// <summary>Lines up to the next empty one; null at the end.</summary>
    public async Task<List<string>?> Block()
    {
        var block = new List<string>();
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0)
                return block;
            block.Add(line);
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastId = line[4..];
            if (line[0] == ':')
                Comments++;
        }
        return null;
    }

    public void Dispose()
    {
        response.Dispose();
        limit.Dispose();
    }
}
