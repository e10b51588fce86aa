using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>What the register of an authority must show after whatever happened.</summary>
internal static class Register
{
    /// <summary>
    /// Every number that was acknowledged is there with the draft it was given to; none is missing or double; every key ended as one draft.
    /// </summary>
    public static async Task IsWhole(RunningProgram program, AuthorityCode authority, Office office)
    {
        using var http = program.Client(authority, Role.Coordinator);
        await IsWhole(http, authority, office);
    }

    public static async Task IsWhole(HttpClient http, AuthorityCode authority, Office office)
    {
        var key = SequenceKey.ForDrafts(authority, 5);
        var certificate = await Ask(http, $"/api/v1/sequences/{key}/certificate");
        Assert.Equal(office.Acknowledged.Count, certificate.GetProperty("count").GetInt32());
        Assert.Equal(0, certificate.GetProperty("missingCount").GetInt32());
        Assert.Equal(0, certificate.GetProperty("repeatedCount").GetInt32());
        Assert.True(certificate.GetProperty("chainAgrees").GetBoolean());

        var titles = await Titles(http);
        Assert.Equal(office.Acknowledged.Count, titles.Count);
        Assert.All(office.Acknowledged, told => Assert.Equal(Office.TitleOf(told.Key), titles[told.Value]));
    }

    /// <summary>Whoever was not answered has come again with the same key; then the register, and the whole store, are as they must be.</summary>
    public static async Task EndsWhole(HttpClient http, AuthorityCode authority, Office office, Site site)
    {
        await office.AskAgain(http);
        await IsWhole(http, authority, office);
        var verified = await site.Verify();
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    /// <summary>Every draft of the authority, by number, through the pages of the list.</summary>
    private static async Task<Dictionary<string, string>> Titles(HttpClient http)
    {
        var titles = new Dictionary<string, string>();
        var cursor = "";
        do
        {
            var page = await Ask(http, $"/api/v1/drafts?limit=200{cursor}");
            foreach (var draft in page.GetProperty("items").EnumerateArray())
                titles.Add(draft.GetProperty("number").GetString()!, draft.GetProperty("title").GetString()!);
            cursor = page.TryGetProperty("next", out var next) && next.GetString() is { } more ? $"&cursor={WebUtility.UrlEncode(more)}" : "";
        }
        while (cursor != "");
        return titles;
    }

    /// <summary>Asks again where the storage was away; anything else but success fails.</summary>
    private static async Task<JsonElement> Ask(HttpClient http, string path)
    {
        using var answer = await Patience.Until($"{path} to be answered", () => http.GetAsync(path), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
