using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The submissions that clients send.</summary>
internal static class OfficeRequests
{
    private const int Fewest = 32;

    /// <summary>What each client sends in turn: for one office after the other, each client beginning with another.</summary>
    public static IReadOnlyList<RequestBytes[]> ForEach(int clients, IReadOnlyList<Office> offices, Func<Office, string?> token, bool withKeys = false) =>
        [.. Enumerable.Range(0, clients).Select(client => For(client, offices, token, withKeys))];

    private static RequestBytes[] For(int client, IReadOnlyList<Office> offices, Func<Office, string?> token, bool withKeys) =>
        [.. Enumerable.Range(client, Math.Max(Fewest, offices.Count))
            .GroupBy(i => offices[i % offices.Count], (office, turns) => (office, count: turns.Count()))
            .SelectMany(group => OfficeDay.Bodies(group.office, group.count).Select((body, turn) => (group.office, body, turn)))
            .OrderBy(each => each.turn)
            .Select(each => RequestBytes.Post(ComparedServer.Path, each.body, token(each.office), withKeys))];
}
