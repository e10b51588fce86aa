using System.Diagnostics;
using System.Globalization;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Every authority of the country asks the directory for what is new, each at its own moment of the period, while profiles are registered
/// at a steady pace. A request that sets out late counts as slow: its time runs from the moment at which it was due.
/// </summary>
internal static class DirectoryPolls
{
    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"directory {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var authorities = arguments.Whole("authorities", 900);
        var period = TimeSpan.FromSeconds(arguments.Whole("every", 10, most: 3600));
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 60, most: 3600));
        var aMinute = arguments.Whole("profiles-a-minute", 60, most: 6000);
        var write = arguments.Has("write");
        arguments.NoOthers();
        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase());

        var readers = new DirectoryReaders(authorities);
        await program.ImportAuthorities(readers.Import());
        var warmUp = period + period;
        using var drafts = await ApprovedDrafts.Make(program, (int)((time + warmUp) / TimeSpan.FromMinutes(1) * aMinute) + 1, readers.OfficesAmong);
        var polls = readers.Codes.Select(code => new DirectoryPoll(code, program.Client(program.Token(code, Role.System)))).ToList();
        try
        {
            var scopes = new List<string>();
            await Round(polls, drafts, scopes, period, warmUp, aMinute);
            var before = program.Server.ProcessorTime;
            var measured = await Round(polls, drafts, scopes, period, time, aMinute);
            var used = program.Server.ProcessorTime - before;
            await CheckAllKnow(polls, readers, scopes);

            Report.Publish(
                $"directory {storage}", command, write, "", Table(measured),
                string.Create(CultureInfo.InvariantCulture, $"All {scopes.Count} profiles, those of the warm-up too, reached every authority that they concern, and no other. The program used {used / time:P0} of one core."));
            return 0;
        }
        finally
        {
            polls.ForEach(poll => poll.Dispose());
        }
    }

    private static async Task<Latencies> Round(
        List<DirectoryPoll> polls, ApprovedDrafts drafts, List<string> scopes, TimeSpan period, TimeSpan time, int aMinute)
    {
        var latencies = new Latencies();
        var publishing = Publish();
        await Task.WhenAll(polls.Select((poll, i) => Poll(poll, period * i / polls.Count)));
        await publishing;
        return latencies;

        async Task Publish()
        {
            var pace = TimeSpan.FromMinutes(1) / aMinute;
            foreach (var due in Moments(pace, pace))
            {
                scopes.Add(await At(due, drafts.Publish));
                latencies.Publishing.Add(Stopwatch.GetElapsedTime(due));
            }
        }

        async Task Poll(DirectoryPoll poll, TimeSpan first)
        {
            foreach (var due in Moments(first, period))
            {
                var (took, changed, more) = await At(due, () => poll.Ask(due));
                latencies.Add(took, changed);
                while (more)
                    (_, _, more) = await poll.Ask(Stopwatch.GetTimestamp());
            }
        }

        IEnumerable<long> Moments(TimeSpan first, TimeSpan every)
        {
            for (var at = first; at < time; at += every)
                yield return latencies.Began + (long)(at.TotalSeconds * Stopwatch.Frequency);
        }
    }

    private static async Task<T> At<T>(long due, Func<Task<T>> act)
    {
        if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var early && early > TimeSpan.Zero)
            await Task.Delay(early);
        return await act();
    }

    /// <summary>What was published has reached everyone whom it concerns, and nobody else.</summary>
    private static async Task CheckAllKnow(List<DirectoryPoll> polls, DirectoryReaders readers, List<string> scopes)
    {
        foreach (var poll in polls)
        {
            while ((await poll.Ask(Stopwatch.GetTimestamp())).More)
            {
            }
            var concerning = scopes.Count(scope => readers.IsWithin(poll.Authority, scope));
            if (poll.Registered != concerning)
                throw new BenchmarkFailedException($"{poll.Authority} heard of {poll.Registered} profiles; {concerning} concern it.");
        }
    }

    private static Table Table(Latencies measured)
    {
        var table = new Table("", "requests", "p50 ms", "p99 ms", "max ms");
        Add("unchanged: 304, no body", measured.Unchanged);
        Add("changed: 200", measured.Changed);
        Add("all polls", measured.All);
        Add("registration of a profile", measured.Publishing);
        return table;

        void Add(string name, LatencyHistogram of) => table.Add(
            name, of.Count.ToString(CultureInfo.InvariantCulture), Figures.Milliseconds(of.Percentile(0.5), 1), Figures.Milliseconds(of.Percentile(0.99), 1), Figures.Milliseconds(of.Max, 1));
    }

    private sealed class Latencies
    {
        private readonly Lock gate = new();

        public long Began { get; } = Stopwatch.GetTimestamp();

        public LatencyHistogram Unchanged { get; } = new();

        public LatencyHistogram Changed { get; } = new();

        public LatencyHistogram All { get; } = new();

        public LatencyHistogram Publishing { get; } = new();

        public void Add(TimeSpan took, bool changed)
        {
            lock (gate)
            {
                All.Add(took);
                (changed ? Changed : Unchanged).Add(took);
            }
        }
    }
}
