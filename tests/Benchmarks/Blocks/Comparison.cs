using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>
/// States of the program, measured in turn, and that again in each round, forwards and backwards: the speed of a machine changes within
/// minutes, but less within a round.
/// </summary>
internal sealed class Comparison
{
    public const string Explained =
        "The states were measured in turn in each round, in every second one backwards, each time by a new process. Shown are medians of the rounds; a share is that of the first state in the same round, with its lowest and highest.";

    public const string ExplainedTurns =
        "All states were up at once and were measured in turn in each round, in every second one backwards; while one had its turn the others stood still. Shown are medians of the rounds; a share is that of the first state in the same round, with its lowest and highest; the median of the shares counts.";

    private readonly List<(string State, List<RegistrationsRun> Runs)> states = [];

    public static async Task<Comparison> Make(int rounds, params IReadOnlyList<(string State, Func<int, Task<RegistrationsRun>> Measure)> states)
    {
        var comparison = new Comparison();
        comparison.states.AddRange(states.Select(state => (state.State, new List<RegistrationsRun>())));
        for (var round = 1; round <= rounds; round++)
        {
            var inTurn = states.Zip(comparison.states);
            foreach (var ((name, measure), (_, runs)) in round % 2 == 1 ? inTurn : inTurn.Reverse())
            {
                runs.Add(await measure(round));
                Console.Error.WriteLine($"round {round}, {name}: {runs[^1]}");
            }
        }
        return comparison;
    }

    /// <param name="what">What tells the states apart.</param>
    public Table Table(string what)
    {
        var table = new Table([
            what, "registrations/s", "p50 ms", "p99 ms", "server CPU µs", "share of the first", .. states[0].Runs[0].Others.Select(other => other.Name)]);
        foreach (var (state, runs) in states)
        {
            table.Add([
                state,
                Number(Median(runs, run => run.Result.Rate)),
                Number(Median(runs, run => run.Result.P50.TotalMilliseconds), 2),
                Number(Median(runs, run => run.Result.P99.TotalMilliseconds), 2),
                Number(Median(runs, run => run.ProcessorTime.TotalMicroseconds)),
                Share(runs),
                .. runs[0].Others.Select((other, i) => Number(Median(runs, run => run.Others[i].Value), other.Digits))]);
        }
        return table;
    }

    private string Share(List<RegistrationsRun> runs)
    {
        if (runs == states[0].Runs)
            return "";
        var shares = runs.Zip(states[0].Runs, (run, first) => run.Result.Rate / first.Result.Rate).ToList();
        return $"{Number(Median(shares, share => share), 3)} ({Number(shares.Min(), 2)} to {Number(shares.Max(), 2)})";
    }

    private static double Median<T>(IEnumerable<T> each, Func<T, double> value)
    {
        var sorted = each.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
