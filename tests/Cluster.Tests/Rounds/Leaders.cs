using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>Clients who submit a draft of the office and then lead it through a life, each step under a key of its own and asked again until it is answered.</summary>
internal sealed class Leaders(Office office, HttpClient coordinator, HttpClient fcs)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private int begun;

    /// <summary>The life that a draft was led through, by the id of the draft.</summary>
    public ConcurrentDictionary<string, Life> Led { get; } = new();

    /// <summary>The numbers of profiles, as acknowledged.</summary>
    public ConcurrentBag<string> Profiles { get; } = [];

    /// <summary>So many at once until they are told to stop; nobody leaves a draft half-way.</summary>
    public Task Lead(int clients, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
            await Lead(Interlocked.Increment(ref begun) % 2 == 0 ? Life.ToInexpedient : Life.ToAdoption);
    }));

    private async Task Lead(Life life)
    {
        var key = office.NextKey();
        await office.SubmitUntilAnswered(coordinator, key);
        var draft = office.Drafts[key];
        var seen = Life.Submission.Lines.Count;
        foreach (var (route, body) in life.Steps)
            seen = await Take(draft, route, body, seen);
        Led[draft] = life;
    }

    /// <summary>Gives the line that the step wrote.</summary>
    private async Task<int> Take(string draft, string route, object? body, int seen)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            end.Token.ThrowIfCancellationRequested();
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/drafts/{draft}/{route}");
                request.Headers.Add("Idempotency-Key", $"step-{seen}");
                request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
                request.Content = body is null ? null : JsonContent.Create(body);
                using var answer = await fcs.SendAsync(request, end.Token);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, end.Token); // as it was told
                    continue;
                }

                Assert.True(answer.IsSuccessStatusCode, $"{route}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(end.Token)}");
                if ((await answer.Content.ReadFromJsonAsync<JsonElement>(end.Token)).TryGetProperty("profile", out var profile) && profile.GetString() is { } number)
                    Profiles.Add(number);
                return int.Parse(answer.Headers.ETag!.Tag.Trim('"'), null);
            }
            catch (HttpRequestException)
            {
                // It is not known whether it was done.
            }
        }
    }
}
