using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Declarations;

/// <summary>Declarations over HTTP: loaded as they come, once each, told with all faults, and seen by whom they concern.</summary>
public sealed class DeclarationTests : IDisposable
{
    private const string Loads = "/api/v1/declarations/loads";

    private static readonly string samples = ApprovedFile.InRepository("samples/declarations");

    private readonly TheProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task The_public_set_is_taken_whole_and_once_whatever_the_order()
    {
        var files = new[] { "kcs-2020.csv.gz", "kcs-2021q1.csv.gz" }.ToDictionary(name => name, name => Unpacked(Path.Combine(samples, name)));

        var first = new[] { await LoadCsv(files["kcs-2020.csv.gz"]), await LoadCsv(files["kcs-2021q1.csv.gz"]) };
        Assert.Equal([(37_385, 37_385), (8_134, 8_134)], first.Select(load => (Number(load, "lines"), Number(load, "taken"))));
        Assert.Equal(("2020-01-01", "2020-12-31"), (first[0].Text("periodFrom"), first[0].Text("periodTo")));

        // The same in another order, and compressed.
        var lines = files["kcs-2021q1.csv.gz"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var again = new[] { await LoadCsv(string.Join('\n', [lines[0], .. lines[1..].Reverse()])), await LoadCsv(files["kcs-2020.csv.gz"], gzip: true) };
        Assert.Equal([(0, 8_134), (0, 37_385)], again.Select(load => (Number(load, "taken"), Number(load, "unchanged"))));
        Assert.Equal([first[1]["revision"]!.GetValue<long>(), first[1]["revision"]!.GetValue<long>()], again.Select(load => load["revision"]!.GetValue<long>()));

        var coverage = await program.As(Officials.Operator).GetAsync("/api/v1/declarations/coverage").Body(HttpStatusCode.OK);
        Assert.Equal(45_519, coverage["items"]!.AsArray().Sum(item => Number(item!, "declarations")));
        Assert.Equal(15, coverage["items"]!.AsArray().Select(item => item!.Text("month")).Distinct().Count());
        var baltic = await program.As(Ceramics.Author).GetAsync("/api/v1/declarations/coverage").Body(HttpStatusCode.OK);
        Assert.Equal(16_910, baltic["items"]!.AsArray().Sum(item => Number(item!, "declarations")));

        // Each has its outcome with it.
        var one = await program.As(Officials.Auditor).GetAsync("/api/v1/declarations/10702000-010120-9706180-0").Body(HttpStatusCode.OK);
        var item = one["versions"]![0]!["content"]!["items"]![0]!;
        Assert.Equal(("440890", 108m, false, true), (item.Text("commodityCode"), item["netWeightKg"]!.GetValue<decimal>(), item["outcome"]!["finding"]!.GetValue<bool>(), item["outcome"]!["controlled"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Faults_are_told_in_the_callers_language_and_page_by_page()
    {
        var lines = Enumerable.Range(1, 120).Select(line => line == 7 ? Line(7) : "{").ToArray();
        var load = await Send(Wire.Lines(lines), "?source=%D0%B4%D0%B5%D0%BA%D0%B0%D0%B1%D1%80%D1%8C.ndjson").Body(HttpStatusCode.OK);
        Assert.Equal((1, 119, "декабрь.ndjson", "Done", true), (Number(load, "taken"), Number(load, "refused"), load.Text("source"), load.Text("state"), load["applied"]!.GetValue<bool>()));
        Assert.Equal((100, 100), (load["faults"]!.AsArray().Count, Number(load, "nextFaults")));

        var client = program.As(Officials.Operator);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ru");
        var rest = await client.GetAsync($"{Loads}/{load["id"]}?after=100").Body(HttpStatusCode.OK);
        Assert.Equal((19, null, "завершена"), (rest["faults"]!.AsArray().Count, rest["nextFaults"], rest.Text("stateName")));
        Assert.Equal(("NotJson", 120L), (rest["faults"]![18]!.Text("code"), rest["faults"]![18]!["line"]!.GetValue<long>()));
        Assert.StartsWith("Начиная с байта", rest["faults"]![18]!.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_is_told_of_as_it_goes_on_and_the_events_end_with_it()
    {
        const int Batch = DeclarationLoading.BatchSize;
        var held = new TaskCompletionSource();
        var loading = Send(new HeldLines([.. Enumerable.Range(1, Batch).Select(serial => Line(serial)), "{"], Line(Batch + 1), held.Task), "?source=long.ndjson");
        var client = program.As(Officials.Operator);
        var begun = await Patience.Until(
            "the first batch to be taken", async () => (await client.GetAsync(Loads).Body(HttpStatusCode.OK))["items"]!.AsArray().FirstOrDefault(),
            load => load is not null && Number(load, "taken") > 0);

        using var answer = await client.GetAsync($"{Loads}/{begun!["id"]}/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var first = await Next(events);
        held.SetResult();
        var last = first;
        while (last.Text("state") == "Running")
            last = await Next(events);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.InRange(Number(first, "taken"), 1, Batch);
        Assert.Equal(("Running", null), (first.Text("state"), first["endedAt"]));
        Assert.Equal(("Done", Batch + 1, 1), (last.Text("state"), Number(last, "taken"), Number(last, "refused")));
        Assert.Equal("", (await events.ReadToEndAsync()).Trim());
        Assert.Equal(HttpStatusCode.OK, (await loading).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"{Loads}/{begun["id"]}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Loads}/999/events")).StatusCode);

        static async Task<JsonNode> Next(StreamReader events)
        {
            while (true)
            {
                var line = await events.ReadLineAsync() ?? throw new EndOfStreamException("No event said that the load had ended.");
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return JsonNode.Parse(line[6..])!;
            }
        }
    }

    [Fact]
    public async Task What_is_tried_leaves_nothing()
    {
        var before = await program.Store();
        var tried = await Send(Wire.Lines(Line(1), "{}"), "?dryRun=true").Body(HttpStatusCode.OK);
        Assert.Equal((1, 1, false, null), (Number(tried, "taken"), Number(tried, "refused"), tried["applied"]!.GetValue<bool>(), tried["id"]));
        Assert.Empty((await program.As(Officials.Operator).GetAsync(Loads).Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task A_program_of_an_authority_loads_what_is_its_own_and_sees_its_loads_alone()
    {
        var load = await program.AsSystemOf("10216000").SendAsync(Request(Wire.Lines(Line(1), Line(2, "10702030"), Line(3, "10702030", control: "10216020")))).Body(HttpStatusCode.OK);
        Assert.Equal((2, 1), (Number(load, "taken"), Number(load, "refused")));
        Assert.Equal("OtherAuthority", Assert.Single(load["faults"]!.AsArray())!.Text("code"));
        Assert.Equal(1, Number(await program.AsSystemOf("10000000").SendAsync(Request(Wire.Lines(Line(2, "10702030")))).Body(HttpStatusCode.OK), "taken"));

        Assert.Single((await program.AsSystemOf("10216000").GetAsync(Loads).Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(2, (await program.As(Officials.Auditor).GetAsync(Loads).Body(HttpStatusCode.OK))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_declaration_is_seen_by_whom_it_concerns_and_each_reading_is_noted()
    {
        await Send(Wire.Lines(Line(1, "10216020", control: "10702030"), Line(1, "10216020", version: 2, control: "10702030")));
        await Send(Wire.Lines("""{"number":"10216020/011226/0000001","code":"10","at":"2026-12-02T10:00:00Z","automatic":true}"""), "?kind=Events");
        const string path = "/api/v1/declarations/10216020-011226-0000001";

        var seen = await program.As(Ceramics.Author).GetAsync(path).Body(HttpStatusCode.OK);
        Assert.Equal(
            [(1, true, false), (2, false, true)],
            seen["versions"]!.AsArray().Select(version => (version!["version"]!.GetValue<int>(), version["first"]!.GetValue<bool>(), version["latest"]!.GetValue<bool>())));
        Assert.Equal(("10", "2026-12-02T13:00:00+03:00"), (seen["events"]![0]!.Text("code"), seen["events"]![0]!.Text("at")[..19] + seen["events"]![0]!.Text("at")[^6..]));

        foreach (var (actor, status) in ((Actor, HttpStatusCode)[])
            [
                (Officials.OfVladivostok, HttpStatusCode.OK), (Officials.OfTheDirectorate, HttpStatusCode.OK), (Officials.OfTheFcs, HttpStatusCode.OK), (Officials.Auditor, HttpStatusCode.OK),
                (Ceramics.CoordinatorOf(new("10502000")), HttpStatusCode.NotFound), (Officials.Operator, HttpStatusCode.NotFound),
            ])
            Assert.Equal((actor, status), (actor, (await program.As(actor).GetAsync(path)).StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.Author).GetAsync("/api/v1/declarations/10216020%2F011226%2F0000001")).StatusCode);
        foreach (var other in (string[])["10216020-011226-0000002", "10216020", "x", "10216020-311326-1"])
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfTheFcs).GetAsync($"/api/v1/declarations/{other}")).StatusCode);

        var reads = await program.As(Officials.Auditor).GetAsync("/api/v1/read-log?what=getDeclaration").Body(HttpStatusCode.OK);
        Assert.Equal(6, reads["items"]!.AsArray().Count);
        Assert.All(reads["items"]!.AsArray(), read => Assert.Equal("10216020/011226/0000001", read!.Text("part")));
    }

    [Fact]
    public async Task What_cannot_be_loaded_at_all_is_refused()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send(Wire.Text("{}", "application/json"))).StatusCode);
        foreach (var (query, pointer) in ((string, string)[])[("", "/mapping"), ("?mapping=none", "/mapping"), ("?mapping=kcs&kind=Events", "/kind"), ("?mapping=kcs&colour=red", "/colour")])
            Assert.NotNull((await Send(Wire.Text("a\n1\n", "text/csv"), query).Body(HttpStatusCode.BadRequest))["errors"]![pointer]);
        Assert.NotNull((await Send(Wire.Lines("{}"), "?mapping=kcs").Body(HttpStatusCode.BadRequest))["errors"]!["/mapping"]);

        var failed = await Send(Wire.Text("a\n1\n", "text/csv"), "?mapping=kcs").Body(HttpStatusCode.OK);
        Assert.Equal(("Failed", "MissingColumns"), (failed.Text("state"), failed.Text("failure")));
        var parquet = Wire.Text("no parquet", "application/vnd.apache.parquet");
        parquet.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.apache.parquet");
        Assert.Equal("NotParquet", (await Send(parquet, "?mapping=kcs").Body(HttpStatusCode.OK)).Text("failure"));

        var broken = new ByteArrayContent([1, 2, 3]);
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        broken.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(broken)).StatusCode);
    }

    [Fact]
    public async Task Mappings_are_those_that_ship_and_those_in_the_folder()
    {
        var mappings = await program.As(Officials.Operator).GetAsync("/api/v1/declarations/mappings").Body(HttpStatusCode.OK);
        Assert.Equal([("fcs-statistics", "Prices"), ("kcs", "Declarations")], mappings["items"]!.AsArray().Select(mapping => (mapping!.Text("name"), mapping!.Text("kind"))));
        var kcs = mappings["items"]![1]!;
        Assert.Contains(kcs["columns"]!.AsArray(), column => column!.GetValue<string>() == "HS6 Code");
    }

    /// <summary>Lines of which the last comes when the test lets it.</summary>
    private sealed class HeldLines : HttpContent
    {
        private readonly string[] lines;
        private readonly string last;
        private readonly Task held;

        public HeldLines(string[] lines, string last, Task held)
        {
            (this.lines, this.last, this.held) = (lines, last, held);
            Headers.ContentType = new("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            await stream.FlushAsync();
            await held;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(last));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static string Line(int serial, string authority = "10216020", int version = 1, string? control = null) =>
        $$"""{"number":"{{authority}}/011226/{{serial:0000000}}","version":{{version}}{{(control is null ? "" : $",\"controlAuthority\":\"{control}\"")}},"items":[{"item":1,"goodsDescription":"tiles"}]}""";

    private static HttpRequestMessage Request(HttpContent content, string query = "") => new(HttpMethod.Post, $"{Loads}{query}") { Content = content };

    private Task<HttpResponseMessage> Send(HttpContent content, string query = "") => program.As(Officials.Operator).SendAsync(Request(content, query));

    private Task<JsonNode> LoadCsv(string text, bool gzip = false)
    {
        if (!gzip)
            return Send(Wire.Text(text, "text/csv"), "?mapping=kcs").Body(HttpStatusCode.OK);
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(text));
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        return Send(content, "?mapping=kcs").Body(HttpStatusCode.OK);
    }

    private static int Number(JsonNode body, string member) => body[member]!.GetValue<int>();

    private static string Unpacked(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
