using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.ReadLog;

namespace RmsOrleans.Api.ReadLog;

/// <summary>The read log, for auditors. To read it is not noted.</summary>
internal sealed class ReadLogEndpoints(ReadLogQueries queries)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/read-log", Admission.To(Operation.ListReads, routes.ServiceProvider.GetRequiredService<ReadLogEndpoints>().List))
        .Described(ReadLogDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, ReadLogFilters.Parameters);
        var (filter, limit, after) = ReadLogFilters.Read(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? new ReadLogPlace(shown[^1].At.ToUnixTimeMilliseconds(), shown[^1].Position).Write(filter) : null;
        return Answers.Ok(new ReadList([.. shown.Select(Answer)], next), ReadLogAnswerJson.Default.ReadList);
    }

    private static ReadAnswer Answer(ReadRow row) => new(
        row.At.In(MoscowDays.Zone), row.What, row.Subject?.Value, row.Number, row.Part,
        new ReaderAnswer(row.Reader, row.Name, row.Authority, row.Unit, [.. row.Roles.Split(',')]));
}
