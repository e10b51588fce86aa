using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>So many drafts have in common what the row names, and so many of these are overdue.</summary>
/// <param name="Directorate">Of the office; left out for those that answer to the FCS directly.</param>
/// <param name="Month">YYYY-MM of registration; left out for drafts without a number.</param>
/// <param name="Week">The Monday of the week of registration; left out for drafts without a number.</param>
/// <param name="AuthorityName">Of the authority, or else of the directorate.</param>
public sealed record DraftCountResponse(
    DraftStatus? Status, AuthorityCode? Authority, AuthorityCode? Directorate, string? Month, long Count, long Overdue, DateOnly? Week = null, Phrase? AuthorityName = null)
{
    public Phrase? StatusName => Status?.InWords();
}

/// <summary>Counts of drafts, a row for each group that has any.</summary>
public sealed record DraftCountsResponse(ImmutableArray<DraftCountResponse> Items);

/// <summary>How many drafts there are.</summary>
internal sealed class DraftCountEndpoints(DraftCounts counts, IReferenceData reference)
{
    /// <summary>By what can be counted. A directorate is no column of a draft: it follows from the register.</summary>
    public static readonly ImmutableArray<string> Groupings = ["status", "authority", "directorate", "month", "week"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts/counts", routes.ServiceProvider.GetRequiredService<DraftCountEndpoints>().Count).Described(DraftDocuments.Counts());

    private async Task<IResult> Count(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, ["by", .. DraftFilters.Common]);
        var by = ReadBy(query);
        var filter = DraftFilters.ReadFilter(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await counts.By([.. by.Select(Column).Distinct()], filter, context.Actor(), context.RequestAborted);
        return Answers.Ok(new DraftCountsResponse(Answer(rows, by)), DraftResponseJson.Default.DraftCountsResponse);
    }

    private static ImmutableArray<string> ReadBy(QueryParameters query)
    {
        if (query.Text("by") is not { } text)
            return [];

        ImmutableArray<string> by = [.. text.Split(',')];
        if (by.Distinct().Count() != by.Length || by.Any(each => !Groupings.Contains(each)))
        {
            query.Refuse(
                "by",
                $"Expected one or more of {string.Join(", ", Groupings)}, each once, with commas.",
                $"Ожидается одно или несколько значений через запятую, каждое один раз: {string.Join(", ", Groupings)}.");
        }
        return by;
    }

    private static DraftGrouping Column(string grouping) => grouping switch
    {
        "status" => DraftGrouping.Status,
        "month" => DraftGrouping.Month,
        "week" => DraftGrouping.Day,
        _ => DraftGrouping.Authority,
    };

    /// <summary>Rows of one directorate become one, and so do those of one week.</summary>
    private ImmutableArray<DraftCountResponse> Answer(IEnumerable<DraftCount> rows, ImmutableArray<string> by)
    {
        var register = reference.Current.Authorities;
        return
        [
            .. rows
                .GroupBy(row => (
                    row.Status,
                    Authority: by.Contains("authority") ? row.Authority : null,
                    Directorate: by.Contains("directorate") ? DirectorateOf(row.Authority!, register) : null,
                    row.Month,
                    Week: row.Day is null ? default(DateOnly?) : Weeks.MondayOf(DayText.Read(row.Day))))
                .Select(group => new DraftCountResponse(
                    group.Key.Status is { } status ? Enum.Parse<DraftStatus>(status) : null,
                    group.Key.Authority is { } authority ? new AuthorityCode(authority) : null,
                    group.Key.Directorate,
                    group.Key.Month,
                    group.Sum(row => row.Count),
                    group.Sum(row => row.Overdue),
                    group.Key.Week,
                    (group.Key.Authority is { } office ? new AuthorityCode(office) : group.Key.Directorate) is { } named ? register.NameOf(named) : null)),
        ];
    }

    private static AuthorityCode? DirectorateOf(string authority, AuthorityRegister register)
    {
        var code = new AuthorityCode(authority);
        return register.Find(code) is { Kind: AuthorityKind.Directorate } ? code : register.DirectorateOf(code)?.Code;
    }
}
