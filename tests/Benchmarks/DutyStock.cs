using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Benchmarks;

/// <summary>The duty service at its fullest: in each of 900 authorities a shift is kept, and five incidents of today are open.</summary>
internal static class DutyStock
{
    public const int Authorities = 900;

    public const int Incidents = 5;

    private const int AtOnce = 16;

    // With the sample these are all.
    private const int Offices = 98;
    private const int PostsOfAnOffice = 8;

    private static readonly string[] severities = ["ordinary", "ordinary", "ordinary", "serious", "emergency"];

    private static readonly string[] zones =
        ["Europe/Moscow", "Europe/Moscow", "Europe/Moscow", "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Europe/Moscow"];

    public static async Task Fill(OurProgram program)
    {
        await program.ImportAuthorities(string.Join('\n', (string[])["code,name,short_name,kind,parent,time_zone", .. Enumerable.Range(0, Offices).SelectMany(Lines)]) + "\n");
        using var http = program.Client(program.Token(Samples.Office.Fcs, Role.DutyOfficer));
        var board = await Ask(http, HttpMethod.Get, "/api/v1/duty/board", null, null);
        var codes = board["items"]!.AsArray().Select(place => place!["authority"]!.GetValue<string>()).ToArray();
        if (codes.Length != Authorities)
            throw new BenchmarkFailedException($"The board has {codes.Length} authorities.");
        await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (code, _) =>
        {
            var token = program.Token(code, Role.DutyOfficer);
            await Ask(http, HttpMethod.Post, "/api/v1/registers/shift/entries", token, """{ "values": { "post": "Оперативно-дежурная служба" } }""");
            for (var i = 0; i < Incidents; i++)
                await Ask(http, HttpMethod.Post, "/api/v1/registers/incident/entries", token, Incident(severities[i % severities.Length]));
        });
    }

    private static IEnumerable<string> Lines(int i)
    {
        var (directorate, zone) = ($"10{(i % zones.Length) + 1}", zones[i % zones.Length]);
        var office = $"{directorate}{20 + (i / zones.Length)}";
        yield return $"{office}000,Customs {office},Таможня {office},Office,{directorate}00000,{zone}";
        for (var post = 1; post <= PostsOfAnOffice; post++)
            yield return $"{office}0{post}0,Post {post} of {office},Пост {post} таможни {office},Post,{office}000,{zone}";
    }

    private static string Incident(string severity) => new JsonObject
    {
        ["values"] = new JsonObject
        {
            ["severity"] = severity,
            ["place"] = "Причал",
            ["happenedAt"] = $"{DateTimeOffset.UtcNow.AddMinutes(-2):yyyy-MM-dd'T'HH:mm:sszzz}",
            ["learnedAt"] = $"{DateTimeOffset.UtcNow.AddMinutes(-1):yyyy-MM-dd'T'HH:mm:sszzz}",
            ["content"] = "Течь контейнера",
        },
    }.ToJsonString();

    private static async Task<JsonNode> Ask(HttpClient http, HttpMethod method, string path, string? token, string? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request);
        await OurProgram.MustSucceed(answer);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
