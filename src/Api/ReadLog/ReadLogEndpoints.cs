using System.Buffers.Binary;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;
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
        return Answers.Ok(new ReadList([.. shown.Select(Answer)], next), ReadLogResponseJson.Default.ReadList);
    }

    private static ReadResponse Answer(ReadRow row) => new(
        row.At.In(MoscowDays.Zone), row.What, row.Subject?.Value, row.Number, row.Part,
        new ReaderResponse(row.Reader, row.Name, row.Authority, row.Unit, [.. row.Roles.Split(',')]));
}

/// <summary>
/// A reading. <paramref name="What"/> is the operation by the name that this document has for it, <paramref name="Subject"/> the id of the draft or
/// profile; of the directory <paramref name="Part"/> has the revisions.
/// </summary>
public sealed record ReadResponse(DateTimeOffset At, string What, Guid? Subject, RegistrationNumber? Number, string? Part, ReaderResponse Reader);

/// <summary>Who read.</summary>
public sealed record ReaderResponse(string Subject, string Name, AuthorityCode Authority, string? Unit, ImmutableArray<string> Roles);

/// <summary>A page of the read log; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record ReadList(ImmutableArray<ReadResponse> Items, string? Next);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReadList))]
internal sealed partial class ReadLogResponseJson : JsonSerializerContext;

/// <summary>Cursors of the read log as texts.</summary>
internal static class ReadLogCursors
{
    public static string Write(this ReadLogPlace place, ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, place.At);
        BinaryPrimitives.WriteInt64BigEndian(key[sizeof(long)..], place.Position);
        return SummedCursor.Write(key, List(filter));
    }

    /// <summary>Null if this is not a cursor of a list with this filter.</summary>
    public static ReadLogPlace? Read(string text, ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        return SummedCursor.TryRead(text, List(filter), key)
            ? new ReadLogPlace(BinaryPrimitives.ReadInt64BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(key[sizeof(long)..]))
            : null;
    }

    private static string List(ReadLogFilter filter) =>
        $"reads\n{filter.Draft}\n{filter.Number}\n{filter.Reader}\n{filter.What}\n{filter.From?.ToUnixTimeMilliseconds()}\n{filter.Until?.ToUnixTimeMilliseconds()}";
}

/// <summary>Filters of the read log, from the query of a request.</summary>
internal static class ReadLogFilters
{
    public static readonly string[] Parameters = ["draft", "number", "reader", "what", "from", "until", "limit", "cursor"];

    public static readonly string[] Recorded = [.. PermissionTable.All.Where(permission => permission.IsRecorded).Select(permission => permission.Operation.StoredName())];

    private const int LongestReader = 200;

    /// <summary>The filter, the page's size and where it goes on, or every fault of the query.</summary>
    public static (ReadLogFilter Filter, int Limit, ReadLogPlace? After) Read(QueryParameters query)
    {
        var filter = new ReadLogFilter(
            query.Value<DraftId>("draft", new("the id of a draft", "идентификатор проекта"), DraftId.TryParse),
            query.Value<RegistrationNumber>("number", new("a registration number with dashes", "регистрационный номер с дефисами"), RegistrationNumber.TryParse),
            query.Text("reader"),
            query.Text("what"),
            query.Value<DateTimeOffset>("from", TimeText.InAQuery, TimeText.TryRead),
            query.Value<DateTimeOffset>("until", TimeText.InAQuery, TimeText.TryRead));
        if (filter.Reader is { } reader && (reader.Length is 0 or > LongestReader || reader.Any(char.IsControl)))
            query.Refuse("reader", $"Expected 1 to {LongestReader} characters.", $"Ожидается от 1 до {LongestReader} символов.");
        if (filter.What is { } what && !Recorded.Contains(what))
        {
            query.Refuse(
                "what", $"Expected one of {string.Join(", ", Recorded)}.", $"Ожидается одно из значений: {string.Join(", ", Recorded)}.");
        }

        var after = query.Text("cursor") is { } cursor ? ReadLogCursors.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
        {
            query.Refuse(
                "cursor",
                "This is not a cursor of a list with these filters. Begin again without one.",
                "Это не курсор списка с такими условиями отбора. Начните без курсора.");
        }
        return (filter, Pages.Limit(query), after);
    }
}
