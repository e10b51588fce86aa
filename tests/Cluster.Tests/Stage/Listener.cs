using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// Follows the events of an authority's drafts. When a stream ends or falls silent it goes on from the last id that it has, at the next
/// program. Of each draft it must hear every line once and in order.
/// </summary>
internal sealed class Listener(AuthorityCode authority, AuthenticationHeaderValue token)
{
    /// <summary>A program shows more often than this that the stream lives; see <see cref="Settings"/>.</summary>
    private static readonly TimeSpan longestSilence = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<string, List<Heard>> drafts = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly SemaphoreSlim news = new(0);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? lastId;

    /// <summary>What the programs must be started with.</summary>
    public static string[] Settings => ["--Feeds:KeepAlive", "00:00:01"];

    /// <summary>What is written from then on it hears.</summary>
    public Task HasBegun => begun.Task;

    /// <summary>Until it is told to stop. Told to listen again, it goes on where it stopped.</summary>
    /// <param name="next">The program to ask when it has to come again.</param>
    public async Task Listen(Func<Task<RunningProgram>> next, CancellationToken stop)
    {
        using var http = new HttpClient();
        while (!stop.IsCancellationRequested)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
            try
            {
                await Read(http, await next().WaitAsync(stop), silence);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                // It comes again.
            }
        }
    }

    /// <summary>Waits until it has heard of the draft's line with this number; gives all that it has heard of it, in the order of lines.</summary>
    public async Task<IReadOnlyList<Heard>> HasHeard(string draft, int lines)
    {
        while (Of(draft).Length < lines)
            Assert.True(await news.WaitAsync(Patience.Longest), $"Of draft {draft} only {string.Join(", ", Of(draft).Select(heard => heard.What))} was heard. {Faults}");
        Assert.True(faults.IsEmpty, Faults);
        return Of(draft);
    }

    private string Faults => string.Join('\n', faults.Take(5));

    private Heard[] Of(string draft)
    {
        if (!drafts.TryGetValue(draft, out var heard))
            return [];
        lock (heard)
            return [.. heard];
    }

    private async Task Read(HttpClient http, RunningProgram program, CancellationTokenSource silence)
    {
        silence.CancelAfter(longestSilence);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(program.Address, $"/api/v1/events?authority={authority}"));
        request.Headers.Authorization = token;
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, silence.Token); // as it was told
        else if (!answer.IsSuccessStatusCode)
            faults.Enqueue($"The stream was answered {(int)answer.StatusCode}.");
        else
            await Read(new StreamReader(await answer.Content.ReadAsStreamAsync(silence.Token)), silence);
    }

    private async Task Read(StreamReader lines, CancellationTokenSource silence)
    {
        var (id, data) = (lastId, (string?)null);
        while (await lines.ReadLineAsync(silence.Token) is { } line)
        {
            silence.CancelAfter(longestSilence);
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0)
                (id, data) = End(id, data);
        }
    }

    /// <summary>An event counts when it has come to its end, and then its id with it.</summary>
    private (string? Id, string? Data) End(string? id, string? data)
    {
        if (data is not null)
            Hear(JsonDocument.Parse(data).RootElement);
        lastId = id;
        begun.TrySetResult();
        return (id, null);
    }

    private void Hear(JsonElement told)
    {
        var draft = told.GetProperty("id").GetString()!;
        var (line, what) = (told.GetProperty("line").GetInt32(), told.GetProperty("what").GetString()!);
        var heard = drafts.GetOrAdd(draft, _ => []);
        lock (heard)
        {
            if (heard.Count > 0 && line != heard[^1].Line + 1)
                faults.Enqueue($"Of draft {draft} line {line} ({what}) was heard after line {heard[^1].Line}.");
            heard.Add(new Heard(line, what, told.GetProperty("at").GetDateTimeOffset()));
        }
        news.Release();
    }
}

/// <summary>One line of a draft's journal, as an event.</summary>
internal sealed record Heard(int Line, string What, DateTimeOffset At);
