using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>The traces of one submission and of one resolution, as they leave the program.</summary>
public sealed partial class ExportedTraceTests
{
    private const string Assignment = """{ "subject": "10000000/test", "name": "Rodion Zimin", "unit": "Tariff control" }""";
    private const string Resolution = """{ "resolution": "FinalisationByFcs", "analysis": "The share of hits among Spanish tiles" }""";

    [Fact(Timeout = Limits.OneTest)]
    public async Task Are_those_of_the_page_and_carry_no_content_and_no_name()
    {
        using var site = Site.OnSqlite;
        await using var receiver = await OtlpReceiver.Start();
        await using var program = await site.Start(
            "--OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--Telemetry:SampleRatio", "1");
        var submission = await File.ReadAllTextAsync(Samples.Ceramics);
        var office = new Credentials(new AuthorityCode("10216000"), "RMS coordination", Role.Coordinator);
        var fcs = new Credentials(AuthorityCode.Fcs, "Tariff control", Role.Coordinator, Role.Executor);
        using var http = new HttpClient { BaseAddress = program.Address };

        var submitted = ActivityTraceId.CreateRandom();
        await Send(office, "submissions", submission, ActivityTraceId.CreateRandom()); // the first of an authority also sets its watch
        var draft = (await Send(office, "submissions", submission, submitted))["id"]!.GetValue<string>();
        await Send(fcs, $"drafts/{draft}/executor", Assignment, ActivityTraceId.CreateRandom());
        var resolved = ActivityTraceId.CreateRandom();
        await Send(fcs, $"drafts/{draft}/resolution", Resolution, resolved);
        await program.Stop();

        var spans = receiver.Messages(OtlpReceiver.Traces).SelectMany(ExportedSpan.Read).ToList();
        AssertIsOnThePage("One submission", [.. spans.Where(span => span.Trace == $"{submitted}")]);
        AssertIsOnThePage("One resolution", [.. spans.Where(span => span.Trace == $"{resolved}")]);
        var attributes = string.Join('\n', spans.SelectMany(span => span.Attributes).Where(IsFree).Select(attribute => $"{attribute.Key}={attribute.Value}"));
        Assert.Contains("rms.sequence=00-10216", attributes, StringComparison.Ordinal);
        Assert.All(
            [.. Words(submission), .. Words(Assignment), .. Words(Resolution), "Test Official"],
            word => Assert.DoesNotContain(word, attributes, StringComparison.OrdinalIgnoreCase));

        async Task<JsonNode> Send(Credentials by, string path, string body, ActivityTraceId trace)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = by.Token(site.Folder);
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            using var answer = await http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        }
    }

    /// <summary>A status is no content, and has the name of the resolution that brings it.</summary>
    private static bool IsFree(KeyValuePair<string, string> attribute) => !attribute.Key.StartsWith("rms.status.", StringComparison.Ordinal);

    /// <summary>All but the times must be the same.</summary>
    private static void AssertIsOnThePage(string heading, IReadOnlyCollection<ExportedSpan> spans)
    {
        var page = File.ReadAllText(Path.Combine(Installation.Repository!, "docs", "operations.md"));
        var tree = ExportedSpan.Tree(spans);
        var shown = new Regex($"### {heading}\n[^`]*```\n(?<tree>[^`]*)```").Match(page).Groups["tree"].Value;
        Assert.True(Times().Replace(tree, "") == Times().Replace(shown, ""), $"The page shows for {heading}:\n{shown}\nExported was:\n{tree}");
    }

    /// <summary>The texts of a body that say something: codes of authorities stand in keys of grains, and short ones in everything.</summary>
    private static IEnumerable<string> Words(string body) =>
        Texts(JsonNode.Parse(body)).Where(text => text.Length > 4 && text.Any(char.IsLetter));

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) && text != "10000000/test" => [text],
        _ => [],
    };

    [GeneratedRegex(@" +[\d.]+ +[\d.]+$", RegexOptions.Multiline)]
    private static partial Regex Times();
}
