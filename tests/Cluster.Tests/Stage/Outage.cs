using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>What is seen of a program whose storage takes no writes.</summary>
internal static class Outage
{
    private const string StorageAway = "urn:rms-orleans:problem:storage-away";

    /// <summary>Who submits is turned away, and who asks for readiness is told why.</summary>
    public static async Task IsSeen(HttpClient http, Office office, string check, string reason)
    {
        await office.WasTurnedAway();
        Assert.Equal(StorageAway, Assert.Single(office.TurnedAwayWith.Keys));
        await ReadinessSays(http, check, reason);
    }

    /// <summary>Statuses and lists are still answered.</summary>
    public static async Task LeavesReading(HttpClient http, Office office)
    {
        var number = office.Acknowledged.First().Value.Replace('/', '-');
        using var status = await http.GetAsync($"/api/v1/registrations/{number}");
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
        using var list = await http.GetAsync("/api/v1/drafts");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    /// <summary>The program has gone on by itself: it gives numbers again, and says so.</summary>
    public static async Task IsOver(HttpClient http, Office office, Task clients)
    {
        await office.HasAcknowledged(office.Acknowledged.Count + 200, clients);
        await ReadinessSays(http, "writes", null);
        Assert.Equal(StorageAway, Assert.Single(office.TurnedAwayWith.Keys));
    }

    /// <summary>Asks until it does: now and then something small still finds its place on a full disk.</summary>
    private static async Task ReadinessSays(HttpClient http, string check, string? reason)
    {
        var (status, said) = await Patience.Until(
            $"readiness to say of {check}: {reason ?? "well"}",
            async () =>
            {
                using var answer = await http.GetAsync("/health/ready");
                var checks = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").EnumerateArray();
                return (answer.StatusCode, Said: checks.Single(each => each.GetProperty("name").GetString() == check));
            },
            answer => (answer.Said.TryGetProperty("reason", out var given) ? given.GetString() : null) == reason);
        Assert.Equal(reason is null, said.GetProperty("well").GetBoolean());
        Assert.True(reason is null || status == HttpStatusCode.ServiceUnavailable);
    }
}
