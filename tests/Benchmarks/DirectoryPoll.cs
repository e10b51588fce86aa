using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks;

/// <summary>One authority that asks for what is new since its last answer, on a kept connection of its own.</summary>
internal sealed class DirectoryPoll(string authority, HttpClient http) : IDisposable
{
    private long since;
    private EntityTagHeaderValue? tag;

    public string Authority => authority;

    /// <summary>How many profiles it has heard of.</summary>
    public int Registered { get; private set; }

    /// <summary>One request. A 304 that has a body fails the benchmark.</summary>
    /// <returns>How long its answer took, counted from <paramref name="due"/>, and whether anything had changed.</returns>
    public async Task<(TimeSpan Took, bool Changed, bool More)> Ask(long due)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/directory?since={since}", UriKind.Relative));
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(tag);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(due);
        if (answer.StatusCode == HttpStatusCode.NotModified && body.Length == 0)
            return (took, false, false);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new BenchmarkFailedException($"{authority} was answered {(int)answer.StatusCode} with {body.Length} bytes.");

        using var read = JsonDocument.Parse(body);
        var items = read.RootElement.GetProperty("items").EnumerateArray().ToList();
        var more = read.RootElement.GetProperty("more").GetBoolean();
        Registered += items.Count(item => item.GetProperty("change").GetString() == "ProfileRegistered");
        since = read.RootElement.GetProperty("revision").GetInt64();
        tag = more ? null : answer.Headers.ETag;
        return (took, true, more);
    }

    public void Dispose() => http.Dispose();
}
