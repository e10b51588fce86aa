using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks;

internal sealed record SubmissionsOptions(
    string Storage, int Clients, TimeSpan Time, TimeSpan WarmUp, int Requests, int Authorities, bool IdempotencyKeys, int Repeat, int Turns, string Only, string Beside, bool Write)
{
    public static SubmissionsOptions From(Arguments arguments)
    {
        var options = new SubmissionsOptions(
            arguments.Text("storage", "sqlite"),
            arguments.Whole("clients", 64, most: 1000),
            TimeSpan.FromSeconds(arguments.Whole("seconds", 15, most: 3600)),
            TimeSpan.FromSeconds(arguments.Whole("warm-up", 25, least: 0, most: 600)),
            arguments.Whole("requests", 0, most: 10_000_000),
            arguments.Whole("authorities", 1, most: 500),
            arguments.Has("idempotency-keys"),
            arguments.Whole("repeat", 1, most: 100),
            arguments.Whole("turns", 5, most: 100),
            arguments.Text("only", ""),
            arguments.Text("beside", ""),
            arguments.Has("write"));
        arguments.NoOthers();
        return options.Storage is "sqlite" or "postgres" ? options : throw new BenchmarkFailedException("--storage takes sqlite or postgres.");
    }

    /// <summary>All three, unless <c>--only</c> names some of ceiling, usual and ours.</summary>
    public bool Measures(string what) => Only == "" || Only.Split(',').Contains(what);

    /// <summary>A fixed number of requests is for the many; one client alone always has a time.</summary>
    public bool IsOfRequests(int clients) => Requests > 0 && clients > 1;
}
