using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Silo.Commands;

internal static class StoreReports
{
    /// <summary>Says what is there now and whether it is whole.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(this StoreReport report, string done)
    {
        foreach (var error in report.Errors)
            Console.WriteLine(error);
        Console.WriteLine($"{done}: {report.Summary}{(report.Errors.Count == 0 ? "" : "; the store is not whole")}.");
        return report.Errors.Count == 0 ? 0 : 1;
    }
}
