using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Declarations are checked over HTTP at a steady pace, whatever the program does meanwhile. A request that sets out late counts as slow: its time runs from the moment at which it was due.
/// How long the computing takes, the program itself says by its metric.
/// </summary>
internal static class CheckRequests
{
    private const string ComputingTime = "rms.checks.computing_time";

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"check-requests {arguments}".TrimEnd();
        var profiles = arguments.Whole("profiles", 2_000, most: 100_000);
        var rate = arguments.Whole("rate", 1_000, most: 100_000);
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 30, most: 3600));
        var warmUp = TimeSpan.FromSeconds(arguments.Whole("warm-up", 15, most: 3600));
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var receiver = await OtlpReceiver.Start();
        await using var program = await OurProgram.Start(
            null, "--OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", $"{receiver.Address}/v1/metrics", "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL", "2000");
        var offices = Offices.Take(16);
        using (var drafts = await ApprovedDrafts.Make(program, profiles, [.. offices.Select(office => office.Code)]))
        {
            for (var i = 0; i < profiles; i++)
                await drafts.Publish();
        }
        Console.Error.WriteLine($"{profiles} profiles are in force.");

        var serial = 0;
        using var http = program.Client(program.Token(offices[0].Code, Role.Inspector));
        await Round(warmUp);
        await AllAreKnown();
        var before = Histogram(receiver);
        var (used, load) = (program.Server.ProcessorTime, Machine.Load());
        var measured = await Round(time);
        used = program.Server.ProcessorTime - used;
        var seen = receiver.Messages("metrics").Count();
        await Patience.Until("two more exports of metrics", () => Task.FromResult(receiver.Messages("metrics").Count()), count => count >= seen + 2);
        var computed = Histogram(receiver).Less(before);

        var table = new Table("", "count", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
        table.Add("answers, from when each was due", Text(measured.Count), Figures.Milliseconds(measured.Percentile(0.5), 1), Figures.Milliseconds(measured.Percentile(0.99), 1), Figures.Milliseconds(measured.Percentile(0.999), 1), Figures.Milliseconds(measured.Max, 1));
        table.Add("computing, by the program's metric: at most", Text(computed.Count), computed.AtMost(0.5), computed.AtMost(0.99), computed.AtMost(0.999), "");
        Report.Publish(
            "check-requests", command, write, string.Create(CultureInfo.InvariantCulture, $"; {profiles} profiles in force, {rate} checks a second for {time.TotalSeconds:F0} s, load of the machine {load:F1} before and {Machine.Load():F1} after"), table,
            string.Create(CultureInfo.InvariantCulture, $"The program used {used / time:P0} of one core, {used.TotalMilliseconds / measured.Count:F2} ms for each check with its commit. The figures of the metric are the upper bounds of its buckets."));
        return 0;

        // A profile of the country's reaches the index of the node within seconds; what is checked before it finds fewer.
        async Task AllAreKnown() => await Patience.Until(
            "all profiles in the index", () => Task.FromResult(Gauge(receiver, "rms.checks.profiles")), known => known >= profiles, every: TimeSpan.FromSeconds(1));

        async Task<LatencyHistogram> Round(TimeSpan length)
        {
            var (latencies, gate, waiting) = (new LatencyHistogram(), new Lock(), new List<Task>());
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < rate * length.TotalSeconds; i++)
            {
                var due = began + (long)(i * (Stopwatch.Frequency / (double)rate));
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var early && early > TimeSpan.FromMilliseconds(1))
                    await Task.Delay(early);
                waiting.Add(Check(Interlocked.Increment(ref serial), due));
            }
            await Task.WhenAll(waiting);
            return latencies;

            async Task Check(int number, long due)
            {
                using var body = new ByteArrayContent(Body(offices[0].Code, number));
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync(new Uri("/api/v1/checks", UriKind.Relative), body);
                await OurProgram.MustSucceed(answer);
                lock (gate)
                    latencies.Add(Stopwatch.GetElapsedTime(due));
            }
        }
    }

    private static byte[] Body(string authority, int serial)
    {
        var random = new Random(serial);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"moment":"00","declaration":{"number":"{{{authority}}}/{{{DateTime.UtcNow.AddHours(3):ddMMyy}}}/{{{serial:d7}}}","dispatchCountry":"CN","traderTaxId":"78{{{random.Next(10_000_000, 10_020_000)}}}","items":[{"item":1,"commodityCode":"{{{random.Next(10, 97):00}}}{{{random.Next(1, 30):00}}}{{{random.Next(10, 14):00}}}0000",
            "goodsDescription":"Ceramic tiles, glazed, spare parts of a machine","procedure":"40","originCountry":"{{{(random.Next(2) == 0 ? "CN" : "DE")}}}","netWeightKg":1000,"grossWeightKg":1100,"statisticalValueUsd":{{{random.Next(100, 900)}}} }]}}
            """));
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The latest points of a metric, by the numbers of the fields in opentelemetry/proto/metrics/v1/metrics.proto.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Points(OtlpReceiver receiver, string name, int kind) => (
        from message in receiver.Messages("metrics").Reverse()
        from resource in ProtobufFields.Of(message, 1)
        from scope in ProtobufFields.Of(resource, 2)
        from metric in ProtobufFields.Of(scope, 2)
        where ProtobufFields.Of(metric, 1).Any(each => Encoding.UTF8.GetString(each.Span) == name)
        from data in ProtobufFields.Of(metric, kind)
        from point in ProtobufFields.Of(data, 1)
        select point).Take(1);

    private static long Gauge(OtlpReceiver receiver, string name) =>
        Points(receiver, name, 5).SelectMany(point => ProtobufFields.Of(point, 6)).Select(value => BinaryPrimitives.ReadInt64LittleEndian(value.Span)).FirstOrDefault();

    private static Buckets Histogram(OtlpReceiver receiver) => Points(receiver, ComputingTime, 9).Select(point => new Buckets(
        [.. ProtobufFields.Of(point, 7).SelectMany(packed => Enumerable.Range(0, packed.Length / 8).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(packed.Span[(i * 8)..])))],
        [.. ProtobufFields.Of(point, 6).SelectMany(packed => Enumerable.Range(0, packed.Length / 8).Select(i => BinaryPrimitives.ReadInt64LittleEndian(packed.Span[(i * 8)..])))])).FirstOrDefault() ?? new([], []);

    /// <param name="Bounds">In seconds; the last bucket has none.</param>
    private sealed record Buckets(double[] Bounds, long[] Counts)
    {
        public long Count => Counts.Sum();

        public Buckets Less(Buckets before) => before.Counts.Length == 0 ? this : this with { Counts = [.. Counts.Zip(before.Counts, (now, then) => now - then)] };

        /// <summary>The upper bound of the bucket in which this share lies, in milliseconds.</summary>
        public string AtMost(double share)
        {
            var (wanted, sum) = ((long)Math.Ceiling(share * Count), 0L);
            for (var i = 0; i < Bounds.Length; i++)
            {
                if ((sum += Counts[i]) >= wanted)
                    return (Bounds[i] * 1000).ToString("0.###", CultureInfo.InvariantCulture);
            }
            return string.Create(CultureInfo.InvariantCulture, $"> {Bounds.LastOrDefault() * 1000:0.###}");
        }
    }
}
