using System.Globalization;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>
/// The long series, as a program: <c>dotnet run --project tests/Cluster.Tests -- ROUNDS postgres|sqlite</c>. It prints a row for each
/// round as a table in Markdown. <c>kills MOMENTS postgres|sqlite</c> kills nodes while declarations are loaded and tried. Exit code 1 when something that was promised does not hold.
/// </summary>
internal static class SeriesProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["busy", .. var settings])
            return await OnABusyMachine(settings);
        if (arguments is ["kills", var moments, "postgres" or "sqlite"] && int.TryParse(moments, out var many) && many is >= 1 and <= 500)
            return await Kills(many, arguments[2] == "postgres");

        if (arguments is not [var count, "postgres" or "sqlite"] || !int.TryParse(count, out var rounds) || rounds is < 1 or > 500)
        {
            await Console.Error.WriteLineAsync("Usage: [kills] ROUNDS postgres|sqlite");
            return 2;
        }

        try
        {
            if (arguments[1] == "postgres")
                await OnPostgres(rounds);
            else
                await OnSqlite(rounds);
            return 0;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"Not clean: {failure}");
            return 1;
        }
    }

    /// <summary>Of loads of declarations, and of trial runs.</summary>
    private static async Task<int> Kills(int moments, bool onPostgres)
    {
        try
        {
            foreach (var kills in (Func<Site, int, int, Action<string>?, Task>[])[DeclarationKillTests.Loads, DeclarationKillTests.Trials])
            {
                if (onPostgres)
                {
                    await DeclarationKillTests.OnPostgres(site => kills(site, 3, moments, Console.WriteLine));
                    continue;
                }
                using var site = Site.OnSqlite;
                await kills(site, 1, moments, Console.WriteLine);
            }
            return 0;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"Not clean: {failure}");
            return 1;
        }
    }

    private static async Task OnPostgres(int rounds)
    {
        var cluster = PostgresCluster.Own();
        try
        {
            await cluster.InitializeAsync();
            using var site = await Site.OnPostgres(cluster);
            await Run(site, cluster, 3, rounds, Faults.OfACluster);
            var meanwhile = await BusyMachine.IsBorne(cluster);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"At a load of {BusyMachine.Load} for {BusyMachine.Length.TotalSeconds:F0} s, with {meanwhile} submissions meanwhile, no silo was declared dead."));
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task<int> OnABusyMachine(string[] settings)
    {
        var cluster = PostgresCluster.Own();
        try
        {
            await cluster.InitializeAsync();
            Console.WriteLine($"No silo was declared dead; {await BusyMachine.IsBorne(cluster, settings)} submissions.");
            return 0;
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task OnSqlite(int rounds)
    {
        using var site = Site.OnSqlite;
        await Run(site, null, 1, rounds, Faults.OfOne);
    }

    private static async Task Run(Site site, PostgresCluster? cluster, int nodes, int rounds, Fault[] faults)
    {
        await using var series = await Series.Start(site, cluster, nodes, rounds, RoundScale.Long);
        Console.WriteLine("| round | fault | drafts | led through a life | appeals answered | instructions given | messages sent again | seconds | result |");
        Console.WriteLine("| ----: | ----- | -----: | -----------------: | ---------------: | -----------------: | ------------------: | ------: | ------ |");
        for (var round = 0; round < rounds; round++)
        {
            var (fault, node) = (faults[round % faults.Length], round / faults.Length % nodes);
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"| {round + 1} | {series.Faults.InWords(fault, node)} | "));
            var result = await series.Run(round, fault, node);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{result.Drafts} | {result.Led} | {result.Appeals} | {result.Instructions} | {result.Repeated} | {result.Took.TotalSeconds:F0} | clean |"));
        }

        var end = await series.End();
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{end.Missed} deadlines passed, each was marked once, the latest {end.Latest.TotalSeconds:F0} s after it was due. {end.Profiles} profiles were numbered without gap or double."));
        Console.WriteLine($"`verify`: {end.Verification}");
    }
}
