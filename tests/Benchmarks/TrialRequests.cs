using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Scans;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>Trial runs over HTTP on a store of sealed declarations: alone, and compared with the profiles in force; how soon the first part is there, how soon a stop, and what the store costs a start.</summary>
internal static class TrialRequests
{
    private const string Runs = "/api/v1/trial-runs";
    private const int MonthsOfStock = 12;
    private const int DeclarationsOfAMonthAtOnce = 20_000;
    private const int LongTexts = 1_500;
    private const int Stops = 50;
    private const int StopsWithin = 600;
    private const int Turns = 3;
    private const string LongMonth = "2025-12";

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"trials {arguments}".TrimEnd();
        var items = arguments.Whole("items", 5_000_000, least: 10_000, most: 100_000_000);
        var profiles = arguments.Whole("profiles", 2_000, least: 200, most: 100_000);
        if (arguments.Text("program", "") is { Length: > 0 } build)
            OurProgram.Measure(build);
        var write = arguments.Has("write");
        arguments.NoOthers();
        var load = Machine.Load();

        await using var stock = await Stock.Make(null);
        await using var empty = await Stock.Make(null);
        var table = new Table("", "measured", "to hold");
        await Fill(stock, items, table);

        var (full, nothing) = (new List<(double Clock, double Processor)>(), new List<(double Clock, double Processor)>());
        for (var turn = 0; turn < Turns; turn++)
        {
            full.Add(await TimeOfStart(stock));
            nothing.Add(await TimeOfStart(empty));
        }
        table.Add("a start with it takes longer than an empty one by, ms by the clock", Text(Middle(full, each => each.Clock) - Middle(nothing, each => each.Clock)), "500");
        table.Add("the same, processor ms", Text(Middle(full, each => each.Processor) - Middle(nothing, each => each.Processor)), "");

        await using (var program = await stock.Start())
        {
            using var http = program.Client(program.Token(AuthorityCode.Fcs.Value, [Role.RmsHead], null));
            var (partial, _, fresh) = await Ask(program, http, ByGoods, "2026-01-01", "2026-12-31");
            table.Add("after a start: from the request to the first part, ms", Text(partial), "1000");
            table.Add("and to the end, processor ms", Text(fresh), "");
            var (_, clock, processor) = await Ask(program, http, ByGoods, "2026-01-01", "2026-12-31");
            table.Add("again, not compared with anything: ms by the clock", Text(clock), "");
            table.Add("the same, processor ms", Text(processor), "");
            var inForce = 0;
            foreach (var count in ((int[])[200, profiles]).Distinct())
            {
                await Publish(program, count - inForce);
                var met = await Ask(program, http, ByGoods, "2026-01-01", "2026-12-31");
                table.Add($"compared with {count} profiles in force, {count - inForce} of them for the first time: first part, ms", Text(met.First), "1000");
                table.Add("to the end, processor ms", Text(met.Processor), "");
                inForce = count;
                var compared = await Ask(program, http, ByGoods, "2026-01-01", "2026-12-31");
                table.Add($"compared with {count} profiles in force, again: first part, ms", Text(compared.First), "1000");
                table.Add("to the end, ms by the clock", Text(compared.Clock), "");
                table.Add("the same, processor ms", Text(compared.Processor), "");
            }
            var stops = await TimesOfStops(http, i => i % 2 == 0 ? Begin(http, ByPatterns, $"{LongMonth}-01", $"{LongMonth}-31") : Begin(http, ByPatterns, "2026-01-01", "2026-12-31"));
            table.Add($"{Stops} stops at different moments, half of them within a pattern over texts of 20,000 characters: the middle one, ms", Text(stops[Stops / 2]), "");
            table.Add("nine in ten of them, ms", Text(stops[(Stops * 9 / 10) - 1]), "");
            table.Add("the longest, ms", Text(stops[^1]), "200");
            var whole = await TimeOfSuggestion(http);
            var ofSuggestions = await TimesOfStops(http, i => BeginSuggestion(http, i), within: Math.Min(StopsWithin, whole * 3 / 4));
            table.Add($"{Stops} stops of suggestions by two fields: the middle one, ms", Text(ofSuggestions[Stops / 2]), "");
            table.Add("the longest, ms", Text(ofSuggestions[^1]), "200");
        }
        Report.Publish("trials", command, write, string.Create(CultureInfo.InvariantCulture, $"; load of the machine {load:F1} before and {Machine.Load():F1} after"), table);
        return 0;
    }

    private static string ByGoods { get; } =
        $$"""{"description":"Goods","indicators":[{"group":"Goods","field":"commodityCode","operator":"startsWith","values":["{{MadeFlow.Code(7)[..4]}}"]},{"group":"GoodsPayments","field":"pricePerKg","operator":"lessThan","values":["20"]}]}""";

    private static string ByPatterns { get; } =
        """{"description":"Patterns","indicators":[{"group":"Goods","field":"goodsDescription","operator":"matches","values":["^(\\w+\\s?)+Ж$"]},{"group":"Goods","field":"goodsDescription","operator":"matches","values":["(a+)+$"]}]}""";

    /// <summary>Loaded over HTTP, and sealed by the command.</summary>
    private static async Task Fill(Stock stock, int items, Table table)
    {
        var flow = new MadeFlow(seed: 1);
        var (made, loaded, processor) = (0, 0L, TimeSpan.Zero);
        await using (var program = await stock.Start("--Declarations:SealItems", "1000000"))
        {
            using var http = program.Client(program.Token(AuthorityCode.Fcs.Value, Role.Operator));
            for (var month = 0; month < MonthsOfStock; month++)
            {
                for (var left = items / MonthsOfStock; left > 0;)
                {
                    var file = new MemoryStream();
                    for (var i = 0; i < DeclarationsOfAMonthAtOnce && left > 0; i++)
                    {
                        var declaration = flow.Next(new DateOnly(2026, 1, 1).AddMonths(month), made++);
                        left -= declaration.Items.Length;
                        loaded += declaration.Items.Length;
                        file.Write(DeclarationJson.Canonical(declaration));
                        file.WriteByte((byte)'\n');
                    }
                    var before = program.Server.ProcessorTime;
                    await Load(http, file.ToArray());
                    processor += program.Server.ProcessorTime - before;
                }
                Console.Error.WriteLine($"{loaded} items are loaded.");
            }
            await Load(http, Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, LongTexts).Select(LongText))));
        }
        var watch = Stopwatch.StartNew();
        var run = await CommandRun.Of(new ProcessStartInfo("dotnet", [OurProgram.Assembly, "declarations", "seal", "--data", stock.Folder]), limit: TimeSpan.FromHours(1));
        if (run.ExitCode != 0)
            throw new BenchmarkFailedException($"seal: {run}");
        table.Add("items loaded over HTTP into SQLite", Text(loaded), "");
        table.Add("of them in a processor second of the program, with their commits", Text(loaded / processor.TotalSeconds), "");
        table.Add("sealing all of them, s by the clock", Text(watch.Elapsed.TotalSeconds), "");
    }

    private static async Task Load(HttpClient http, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/api/v1/declarations/loads?source=made.ndjson", UriKind.Relative), content);
        await OurProgram.MustSucceed(answer);
        var load = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (load["taken"]!.GetValue<long>() != load["lines"]!.GetValue<long>())
            throw new BenchmarkFailedException($"Lines that were made were not taken: {load.ToJsonString()}");
    }

    private static string LongText(int place)
    {
        var words = new StringBuilder();
        while (words.Length < 19_980)
            words.Append(CultureInfo.InvariantCulture, $"word{place}x{words.Length} ");
        return string.Create(CultureInfo.InvariantCulture, $$"""{"number":"10216110/{{1 + (place % 28):d2}}1225/{{place:d7}}","items":[{"item":1,"goodsDescription":"{{words}}"}]}""");
    }

    /// <summary>Until it is ready.</summary>
    private static async Task<(double Clock, double Processor)> TimeOfStart(Stock stock)
    {
        var watch = Stopwatch.StartNew();
        await using var program = await stock.Start();
        return (watch.Elapsed.TotalMilliseconds, program.Server.ProcessorTime.TotalMilliseconds);
    }

    private static async Task Publish(OurProgram program, int count)
    {
        using var drafts = await ApprovedDrafts.Make(program, count, [.. Offices.Take(16).Select(office => office.Code)]);
        for (var i = 0; i < count; i++)
            await drafts.Publish();
        Console.Error.WriteLine($"{count} profiles more are in force.");
    }

    /// <summary>In milliseconds; the processor time is that of the whole program.</summary>
    private static async Task<(double First, double Clock, double Processor)> Ask(OurProgram program, HttpClient http, string area, string from, string to)
    {
        var before = program.Server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var first = 0.0;
        for (var run = await Begin(http, area, from, to); ;)
        {
            var now = JsonNode.Parse(await http.GetStringAsync(new Uri($"{Runs}/{run}", UriKind.Relative)))!;
            var isOver = now["endedAt"] is not null;
            if (first == 0 && (isOver || now["progress"]?["examined"]?.GetValue<long>() > 0))
                first = watch.Elapsed.TotalMilliseconds;
            if (!isOver)
            {
                await Task.Delay(5);
                continue;
            }
            if (now["status"]!.GetValue<string>() != "Done")
                throw new BenchmarkFailedException($"The run has not ended well: {now.ToJsonString()}");
            return (first, watch.Elapsed.TotalMilliseconds, (program.Server.ProcessorTime - before).TotalMilliseconds);
        }
    }

    private static Task<string> Begin(HttpClient http, string area, string from, string to) =>
        BeginBy(http, Runs, $$"""{"riskArea":{{area}},"from":"{{from}}","to":"{{to}}"}""");

    /// <summary>Each is another question, so that none is answered with what another has counted.</summary>
    private static Task<string> BeginSuggestion(HttpClient http, int place) =>
        BeginBy(http, "/api/v1/suggestions", $$"""{"fields":["commodityCode","originCountry"],"from":"2026-01-01","to":"2026-12-31","leastCases":{{1 + place}}}""");

    private static async Task<string> BeginBy(HttpClient http, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Prefer", "respond-async"); // a trial run always does
        using var answer = await http.SendAsync(request);
        await OurProgram.MustSucceed(answer);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    /// <summary>From the question to its table, in milliseconds.</summary>
    private static async Task<int> TimeOfSuggestion(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        var run = await BeginSuggestion(http, Stops);
        while (JsonNode.Parse(await http.GetStringAsync(new Uri($"{Runs}/{run}", UriKind.Relative)))!["endedAt"] is null)
            await Task.Delay(5);
        return (int)watch.ElapsedMilliseconds;
    }

    /// <summary>From the request for a stop to its answer, in milliseconds, the shortest first.</summary>
    /// <param name="within">So long after the request at most, in milliseconds.</param>
    private static async Task<double[]> TimesOfStops(HttpClient http, Func<int, Task<string>> begin, int within = StopsWithin)
    {
        var random = new Random(18);
        var times = new double[Stops];
        var stopped = 0;
        for (var i = 0; i < Stops; i++)
        {
            var run = await begin(i);
            await Task.Delay(random.Next(within));
            var watch = Stopwatch.StartNew();
            using var answer = await http.DeleteAsync(new Uri($"{Runs}/{run}", UriKind.Relative));
            times[i] = watch.Elapsed.TotalMilliseconds;
            await OurProgram.MustSucceed(answer);
            if (JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!.GetValue<string>() == "Stopped")
                stopped++;
        }
        if (stopped < Stops / 2)
            throw new BenchmarkFailedException($"Of {Stops} only {stopped} had not ended before they were stopped.");
        Array.Sort(times);
        return times;
    }

    private static double Middle(List<(double Clock, double Processor)> of, Func<(double Clock, double Processor), double> figure) => of.Select(figure).Order().ElementAt(of.Count / 2);

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
