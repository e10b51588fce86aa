using RmsOrleans.Api.Json;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Registrations;

/// <summary>A registered draft as a row of a list; <paramref name="Profile"/> is the number of the profile that it has become.</summary>
/// <param name="Profile">The number of the profile that the draft has become.</param>
public sealed record RegistrationListItem(
    RegistrationNumber Number,
    DateTimeOffset RegisteredAt,
    DraftId Draft,
    int Version,
    DraftStatus Status,
    AuthorityCode Authority,
    ProfileKind Kind,
    string Title,
    Territory Territory,
    DeadlineResponse? Deadline,
    bool Overdue,
    RegistrationNumber? Profile)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>A page of registrations; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record RegistrationList(ImmutableArray<RegistrationListItem> Items, string? Next);

/// <summary>The statuses of the numbers that were asked for, in their order; <paramref name="Unknown"/> are those that the caller knows nothing of.</summary>
/// <param name="Unknown">As they were sent.</param>
public sealed record StatusList(ImmutableArray<RegistrationResponse> Items, ImmutableArray<string> Unknown);

/// <summary>What is registered, and how many numbers stand.</summary>
internal sealed class RegistrationListEndpoints(DraftListQueries queries, ProfileQueries profiles, RegistrationEndpoints one, CommandBodies bodies, LocalTimes times)
{
    /// <summary>Numbers that one request can ask for.</summary>
    public const int MostNumbers = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<RegistrationListEndpoints>();
        routes.MapRead("/registrations", endpoints.List).Described(RegistrationDocuments.List());
        routes.Map(HttpMethods.Post, "/registrations/statuses", endpoints.Statuses).Described(RegistrationDocuments.Statuses());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. DraftFilters.Common, "sort", "limit", "cursor"]);
        var (filter, limit, after) = DraftFilters.Read(query, DraftFilters.SortsOfRegistrations);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, context.Actor(), after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var become = await profiles.Of(shown, context.RequestAborted);
        var next = rows.Count > limit ? filter.Order.CursorOf(shown[^1]).Write(filter) : null;
        return Answers.Ok(new RegistrationList([.. shown.Select(row => Item(row, become))], next), RegistrationResponseJson.Default.RegistrationList);
    }

    private RegistrationListItem Item(DraftHead row, IReadOnlyDictionary<DraftId, RegistrationNumber> become) => new(
        row.Number!.Value, row.RegisteredAt!.Value.In(times.ZoneOf(row.Authority)), row.Id, row.Version, row.Status, row.Authority, row.Kind, row.Title,
        row.Territory, DeadlineResponse.Of(row.Deadline, times), row.Overdue, become.TryGetValue(row.Id, out var profile) ? profile : null);

    private async Task<IResult> Statuses(HttpContext context)
    {
        var (asked, problem) = await bodies.ReadPlain<AskForStatuses>(context);
        if (asked is null)
            return problem!;
        var errors = Errors(asked);
        if (!errors.IsEmpty)
            return Problems.BadInput(errors);

        var numbers = asked.Numbers.Select(text => RegistrationNumber.TryParse(text, out var number) ? number : default).ToArray();
        var known = await one.Statuses(numbers, context);
        var items = numbers.Distinct().Where(known.ContainsKey).Select(number => known[number]);
        var unknown = asked.Numbers.Where((_, i) => !known.ContainsKey(numbers[i])).Distinct();
        return Answers.Ok(new StatusList([.. items], [.. unknown]), RegistrationResponseJson.Default.StatusList);
    }

    private static ImmutableArray<ValidationError> Errors(AskForStatuses asked)
    {
        if (asked.Numbers.Length is 0 or > MostNumbers)
            return [new ValidationError("/numbers", $"Expected 1 to {MostNumbers} numbers.", $"Ожидается от 1 до {MostNumbers} номеров.")];

        return [.. asked.Numbers.Index().Where(each => !RegistrationNumber.TryParse(each.Item, out _))
            .Select(each => new ValidationError(
                $"/numbers/{each.Index}",
                "Expected a registration number such as 00/10216/21112026/00001.",
                "Ожидается регистрационный номер вида 00/10216/21112026/00001."))];
    }
}
