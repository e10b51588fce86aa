using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// An office's own program that takes webhooks: it answers each with 204, and keeps for each draft what it was told. A message that comes
/// again is counted; one that comes before the one ahead of it is a fault.
/// </summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, List<string>> statuses = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly SemaphoreSlim news = new(0);
    private WebApplication app = null!;
    private int repeated;

    /// <summary>How many messages came that had come before.</summary>
    public int Repeated => repeated;

    public static async Task<WebhookReceiver> Open()
    {
        var receiver = new WebhookReceiver();
        receiver.app = await Loopback.Serve("/hook", receiver.Take);
        return receiver;
    }

    /// <summary>From now on the caller's authority is told here.</summary>
    public async Task Subscribe(HttpClient http)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/webhooks", new { url = $"{app.Urls.Single()}/hook", secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until it was told of these statuses of the draft, in this order, and of no other.</summary>
    public async Task WasTold(string draft, IReadOnlyList<string> expected)
    {
        while (Of(draft).Length < expected.Count)
            Assert.True(await news.WaitAsync(Patience.Longest), $"Of draft {draft} only {string.Join(", ", Of(draft))} came.");
        Assert.Equal(expected, Of(draft));
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(5)));
    }

    /// <summary>Waits until so many messages more have come.</summary>
    public async Task WasTold(int more)
    {
        for (; more > 0; more--)
            Assert.True(await news.WaitAsync(Patience.Longest), "No message came.");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string[] Of(string draft)
    {
        if (!statuses.TryGetValue(draft, out var told))
            return [];
        lock (told)
            return [.. told];
    }

    private async Task Take(HttpContext context)
    {
        var message = await context.Request.ReadFromJsonAsync<JsonElement>();
        var (draft, sequence) = (message.GetProperty("draft").GetString()!, message.GetProperty("sequence").GetInt32());
        var told = statuses.GetOrAdd(draft, _ => []);
        lock (told)
        {
            if (sequence <= told.Count)
                repeated++;
            else if (sequence == told.Count + 1)
                told.Add(message.GetProperty("status").GetString()!);
            else
                faults.Enqueue($"Message {sequence} of draft {draft} came after {told.Count}.");
        }
        news.Release();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
