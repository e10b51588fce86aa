using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// An office whose clients submit side by side, each draft under a key and a title of its own, and keep what they were told. A client that
/// gets no answer remembers the key, to ask again.
/// </summary>
internal sealed class Office(string authority)
{
    /// <summary>Of the time after which a client is told to come again it waits so much: rounds are short, but nobody presses.</summary>
    private const double Impatience = 0.1;

    /// <summary>After a connection that was lost.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than any fault lasts.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly JsonNode sample = JsonNode.Parse(File.ReadAllText(Samples.Ceramics))!;
    private readonly SemaphoreSlim acknowledgements = new(0);
    private TaskCompletionSource? turnedAway;
    private int keys;

    /// <summary>Key to number, as acknowledged.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>Key to the id of the draft.</summary>
    public ConcurrentDictionary<string, string> Drafts { get; } = new();

    public ConcurrentDictionary<string, bool> Unanswered { get; } = new();

    /// <summary>The types of the problems that 503 came with.</summary>
    public ConcurrentDictionary<string, bool> TurnedAwayWith { get; } = new();

    /// <summary>So many clients submit until they are told to stop or nobody answers any more.</summary>
    public async Task Submit(HttpClient http, int clients, CancellationToken stop)
    {
        var working = Enumerable.Range(0, clients).Select(_ => SubmitUntilSilence(http, stop)).ToList();
        await foreach (var ended in Task.WhenEach(working))
            await ended;
    }

    /// <summary>So many clients submit until they are told to stop; one that is turned away asks again with its key.</summary>
    public Task SubmitWhateverComes(HttpClient http, int clients, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
            await SubmitUntilAnswered(http, NextKey());
    }));

    public string NextKey() => $"key-{Interlocked.Increment(ref keys)}";

    public async Task SubmitUntilAnswered(HttpClient http, string key)
    {
        var asking = Stopwatch.StartNew();
        while (await Submit(http, key) is { } wait)
        {
            Assert.True(asking.Elapsed < patience, $"{key} was not answered in {patience}.");
            await Task.Delay(wait);
        }
    }

    /// <summary>Waits until a client has been answered 503.</summary>
    public Task WasTurnedAway() => (turnedAway = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Repeats what was not answered, until every request has its answer.</summary>
    public async Task AskAgain(HttpClient http)
    {
        await Ask(http, Unanswered.Keys);
        Assert.Empty(Unanswered);
    }

    public Task Ask(HttpClient http, IEnumerable<string> keys) => Parallel.ForEachAsync(
        keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) => await SubmitUntilAnswered(http, key));

    /// <summary>Waits until so many have been acknowledged; fails if the clients end before that.</summary>
    public async Task HasAcknowledged(int count, Task clients)
    {
        while (Acknowledged.Count < count)
        {
            if (await Task.WhenAny(acknowledgements.WaitAsync(), clients) == clients)
            {
                await clients;
                Assert.Fail($"The clients ended after {Acknowledged.Count} acknowledgements.");
            }
        }
    }

    private async Task SubmitUntilSilence(HttpClient http, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await Submit(http, NextKey()) is null)
        {
        }
    }

    /// <summary>Null if it was answered; else how long to wait before it is asked again.</summary>
    private async Task<TimeSpan?> Submit(HttpClient http, string key)
    {
        Unanswered[key] = true;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions") { Content = Body(key) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable)
            {
                Assert.NotNull(answer.Headers.RetryAfter?.Delta);
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                TurnedAwayWith[(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()!] = true;
                turnedAway?.TrySetResult();
                return answer.Headers.RetryAfter.Delta * Impatience;
            }

            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var number = receipt.GetProperty("number").GetString()!;
            Drafts[key] = receipt.GetProperty("id").GetString()!;
            Assert.Equal(number, Acknowledged.GetOrAdd(key, number));
            Unanswered.TryRemove(key, out _);
            acknowledgements.Release();
            return null;
        }
        catch (HttpRequestException)
        {
            return pause;
        }
    }

    private StringContent Body(string key)
    {
        var body = sample.DeepClone();
        body["authority"] = authority;
        body["content"]!["title"] = TitleOf(key);
        return new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
    }

    public static string TitleOf(string key) => $"Draft of {key}";
}
