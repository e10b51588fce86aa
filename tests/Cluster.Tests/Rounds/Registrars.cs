using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>
/// Officials of an office who register appeals and lead them to their answers, with an extension on the way, and who give instructions to several persons at once. Each request bears a key of
/// its own and is asked again until it is answered.
/// </summary>
internal sealed class Registrars(HttpClient http, string subject)
{
    public const int Executors = 3;

    /// <summary>Of the time after which a client is told to come again it waits so much.</summary>
    private const double Impatience = 0.1;

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] appealLines = ["EntryRegistered", "EntryStepTaken", "EntryStepTaken", "EntryTermChanged", "EntryStepTaken"];
    private static readonly string[] instructionLines = ["EntryRegistered", "EntryStepTaken", "EntrySpreadExtended"];
    private static readonly string[] executionLines = ["EntryRegistered", "EntryTermChanged"];

    private int begun;

    /// <summary>Number to id, as acknowledged.</summary>
    public ConcurrentDictionary<string, string> Appeals { get; } = new();

    public ConcurrentDictionary<string, string> Instructions { get; } = new();

    /// <summary>A day that is over wherever the office is.</summary>
    private static string Yesterday => $"{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}";

    private object Person => new { subject, name = "Test Official" };

    /// <summary>So many at once until they are told to stop; nobody leaves an entry half-way.</summary>
    public Task Work(int clients, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
        {
            var i = Interlocked.Increment(ref begun);
            await (i % 3 == 0 ? Instruct(i) : Answer(i));
        }
    }));

    /// <summary>What was acknowledged is there once, under its number and with each of its lines once; numbers have no gap.</summary>
    public async Task AreWhole()
    {
        await AreWhole("appeal", Appeals, appealLines);
        await AreWhole("instruction", Instructions, instructionLines);
        var executions = await AreWhole("instruction-execution", null, executionLines);
        Assert.Equal(Executors * Instructions.Count, executions.Count);
    }

    private async Task Answer(int i)
    {
        var (id, number) = await Register("appeal", i, new { values = new { applicantKind = "citizen", content = $"Appeal {i}" } });
        await Send($"/entries/{id}/steps/registration", $"a-{i}-1", new { });
        await Send($"/entries/{id}/steps/executor", $"a-{i}-2", new { responsible = Person });
        await Send($"/entries/{id}/terms/answer/extension", $"a-{i}-3", new { amount = 10, unit = "calendarDays", reason = "An expert is asked.", applicantToldOn = Yesterday });
        await Send($"/entries/{id}/steps/answer", $"a-{i}-4", new { values = new { answer = "Answered." }, paper = new { number = $"{i}", date = Yesterday } });
        Assert.True(Appeals.TryAdd(number, id), number);
    }

    private async Task Instruct(int i)
    {
        var authority = subject[..8];
        var (id, number) = await Register("instruction", i, new { values = new { giver = "The head", urgency = "usual", text = $"Instruction {i}" }, signedOn = Yesterday });
        var executors = Enumerable.Range(0, Executors).Select(each => new { authority, responsible = new { subject = $"person-{each}", name = $"Person {each}" } });
        await Send($"/entries/{id}/steps/communication", $"i-{i}-1", new { responsible = Person, executors });
        await Send($"/entries/{id}/terms/execution/extension", $"i-{i}-2", new { amount = 1, unit = "months", reason = "There is more to do.", ofExecutors = true });
        Assert.True(Instructions.TryAdd(number, id), number);
    }

    private async Task<(string Id, string Number)> Register(string kind, int i, object body)
    {
        var entry = await Send($"/registers/{kind}/entries", $"{kind}-{i}", body);
        return (entry.GetProperty("id").GetString()!, entry.GetProperty("number").GetString()!);
    }

    private async Task<JsonElement> Send(string path, string key, object body)
    {
        var asking = Stopwatch.StartNew();
        while (true)
        {
            Assert.True(asking.Elapsed < patience, $"{path} under {key} was not answered in {patience}.");
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}") { Content = JsonContent.Create(body) };
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value * Impatience); // as it was told
                    continue;
                }
                Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                return await answer.Content.ReadFromJsonAsync<JsonElement>();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(pause); // it is not known whether it was done
            }
        }
    }

    /// <param name="told">Null where only what the register shows is known.</param>
    /// <returns>Numbers and ids, as the register shows them.</returns>
    private async Task<Dictionary<string, string>> AreWhole(string kind, IReadOnlyDictionary<string, string>? told, string[] lines)
    {
        var shown = new Dictionary<string, string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Ask($"/api/v1/registers/{kind}/entries?limit=200{cursor}");
            foreach (var entry in page.GetProperty("items").EnumerateArray())
                shown.Add(entry.GetProperty("number").GetString()!, entry.GetProperty("id").GetString()!);
            cursor = page.TryGetProperty("next", out var next) ? $"&cursor={WebUtility.UrlEncode(next.GetString())}" : null;
        }
        if (told is not null)
            Assert.Equal(told.OrderBy(each => each.Key, StringComparer.Ordinal), shown.OrderBy(each => each.Key, StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, shown.Count), shown.Keys.Select(number => int.Parse(number.Split('-')[1].Split('/')[0], null)).Order());
        await Parallel.ForEachAsync(shown, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (entry, _) =>
        {
            var journal = await Ask($"/api/v1/entries/{entry.Value}/journal");
            Assert.Equal(lines, journal.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("type").GetString()));
        });
        return shown;
    }

    private async Task<JsonElement> Ask(string path)
    {
        using var answer = await Patience.Until($"{path} to be answered", () => http.GetAsync(path), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
