using System.Net.Sockets;
using RmsOrleans.Benchmarks;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Benchmarks.Scans;

string[] contents =
[
    "submissions [--storage sqlite|postgres] [--clients 64] [--seconds 15] [--warm-up 25] [--requests N] [--authorities 1]",
    "            [--idempotency-keys] [--repeat 1] [--turns 5] [--only ceiling,usual,ours] [--beside DLL] [--write]",
    "status [--storage sqlite|postgres] [--clients 64] [--drafts 1000] [--seconds 15] [--warm-up 15] [--write]",
    "tasks [--storage sqlite|postgres] [--drafts 500] [--turns 5] [--seconds 3] [--warm-up 10] [--beside DLL] [--write]",
    "desk [--storage sqlite|postgres] [--drafts 500] [--turns 5] [--seconds 3] [--warm-up 20] [--people 1000] [--views 10000] [--write]",
    "similar [--storage sqlite|postgres] [--drafts 10000] [--times 200] [--write]",
    "deadlines [--storage sqlite|postgres] [--open 80000] [--due 20000] [--seconds 30] [--write]",
    "growth [--storage sqlite|postgres] [--clients 64] [--drafts 1000000] [--seconds 6] [--warm-up 20] [--rounds 3] [--idempotency-keys] [--write]",
    "registers [--storage sqlite|postgres] [--clients 64] [--entries 1000000] [--seconds 6] [--warm-up 10] [--rounds 3] [--write]",
    "memory [--storage sqlite|postgres] [--clients 64] [--submissions 1000000] [--write]",
    "nodes [--clients 64] [--authorities 20] [--seconds 6] [--warm-up 20] [--rounds 3] [--idempotency-keys] [--write]",
    "telemetry [--storage sqlite|postgres] [--clients 64] [--seconds 6] [--warm-up 20] [--rounds 3] [--idempotency-keys] [--write]",
    "webhooks [--storage sqlite|postgres] [--clients 64] [--seconds 6] [--warm-up 20] [--rounds 3] [--idempotency-keys] [--write]",
    "exports [--drafts 100000] [--write]",
    "checks [--profiles 2000] [--times 20000] [--write]",
    "check-requests [--profiles 2000] [--rate 1000] [--seconds 30] [--warm-up 15] [--write]",
    "directory [--storage sqlite|postgres] [--authorities 900] [--every 10] [--profiles-a-minute 60] [--seconds 60] [--write]",
    "imports [--items 1000000] [--write]",
    "scan [--items 5000000] [--profiles 200] [--alone] [--write]",
    "trials [--items 5000000] [--profiles 2000] [--program DLL] [--write]",
];

try
{
    return args switch
    {
        ["submissions", .. var rest] => await Submissions.Run(new Arguments(rest)),
        ["status", .. var rest] => await StatusQueries.Run(new Arguments(rest)),
        ["tasks", .. var rest] => await TaskLists.Run(new Arguments(rest)),
        ["desk", .. var rest] => await DeskPages.Run(new Arguments(rest)),
        ["similar", .. var rest] => await SimilarLists.Run(new Arguments(rest)),
        ["deadlines", .. var rest] => await Deadlines.Run(new Arguments(rest)),
        ["growth", .. var rest] => await Growth.Run(new Arguments(rest)),
        ["registers", .. var rest] => await Registers.Run(new Arguments(rest)),
        ["memory", .. var rest] => await Memory.Run(new Arguments(rest)),
        ["nodes", .. var rest] => await Nodes.Run(new Arguments(rest)),
        ["telemetry", .. var rest] => await TelemetryCost.Run(new Arguments(rest)),
        ["webhooks", .. var rest] => await WebhookCost.Run(new Arguments(rest)),
        ["exports", .. var rest] => await Exports.Run(new Arguments(rest)),
        ["checks", .. var rest] => await Checks.Run(new Arguments(rest)),
        ["check-requests", .. var rest] => await CheckRequests.Run(new Arguments(rest)),
        ["trials", .. var rest] => await TrialRequests.Run(new Arguments(rest)),
        ["imports", .. var rest] => await Imports.Run(new Arguments(rest)),
        ["directory", .. var rest] => await DirectoryPolls.Run(new Arguments(rest)),
        ["scan", .. var rest] => await Scans.Run(new Arguments(rest)),

        // Started by the benchmarks themselves, as processes of their own.
        ["serve-empty", .. var rest] => await EmptyEndpoint.Serve(new Arguments(rest)),
        ["serve-usual", .. var rest] => await UsualWay.Serve(new Arguments(rest)),
        ["scan-once", .. var rest] => await ScanFigures.Measure(new Arguments(rest)),
        _ => Usage(),
    };
}
catch (BenchmarkFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (Exception failure) when (failure is SocketException or HttpRequestException or TimeoutException)
{
    Console.Error.WriteLine($"A server did not answer: {failure.Message}");
    return 1;
}

int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- BENCHMARK");
    foreach (var line in contents)
        Console.Error.WriteLine("  " + line);
    return 2;
}
