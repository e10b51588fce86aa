using System.Text.Json.Nodes;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>How long drafts had each status.</summary>
/// <param name="Drafts">How many drafts were looked at.</param>
/// <param name="Cut">Whether the period may have more drafts; then these are those that were registered last.</param>
public sealed record DurationsResponse(int Drafts, bool Cut, ImmutableArray<StatusDuration> Items);

/// <summary>How long drafts had a status, of the times that are over.</summary>
/// <param name="Count">So many times; a draft may have had a status more than once.</param>
/// <param name="MedianDays">Half of them were as long or shorter: days by the clock, with parts of a day.</param>
/// <param name="LongestDays">The longest of them.</param>
public sealed record StatusDuration(DraftStatus Status, int Count, double MedianDays, double LongestDays)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>How long drafts had each status, of those that were registered in a period.</summary>
internal sealed class DurationEndpoints(StatusDurations durations)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts/durations", routes.ServiceProvider.GetRequiredService<DurationEndpoints>().List).Described(DurationDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. DraftFilters.Common]);
        var filter = DraftFilters.ReadFilter(query);
        foreach (var name in (string[])["registeredFrom", "registeredTo"])
        {
            if (query.Text(name) is null)
                query.Refuse(name, "Say the first and the last day of the period.", "Укажите первый и последний день периода.");
        }
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var (stays, drafts) = await durations.Of(filter, context.Actor(), context.RequestAborted);
        return Answers.Ok(
            new DurationsResponse(drafts, drafts == StatusDurations.MostDrafts, [.. stays.GroupBy(stay => stay.Status, stay => stay.Time).OrderBy(group => group.Key).Select(Of)]),
            DraftResponseJson.Default.DurationsResponse);
    }

    private static StatusDuration Of(IGrouping<DraftStatus, TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return new StatusDuration(times.Key, sorted.Length, Days((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2), Days(sorted[^1]));
    }

    private static double Days(TimeSpan time) => Math.Round(time.TotalDays, 2);
}

internal static class DurationDocuments
{
    public static RouteDocument List() => new RouteDocument("Drafts", Operation.GetDraftDurations, "How long drafts have had each status")
        .Text(
            $"Of the drafts that were registered in a period and that the caller may know of, at most {StatusDurations.MostDrafts:N0}: how often each status is over, and the median "
            + "of its days. A status that a draft still has is not counted.")
        .Narrowed()
        .Answer<DurationsResponse>(200, "As it stands.", Example)
        .Refuses(Refusals.BadInput("/registeredFrom", "Say the first and the last day of the period."), Refusals.Unauthenticated, Refusals.Away);

    private static JsonNode Example() => JsonNode.Parse(
        """
        {
          "drafts": 120, "cut": false,
          "items": [ { "status": "UnderConsideration", "statusName": "Under consideration", "count": 118, "medianDays": 6.5, "longestDays": 14.02 } ]
        }
        """)!;
}
