using System.Text.Json.Serialization;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Unfinished;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>A declaration in all versions that are kept.</summary>
/// <param name="Number">As it is printed.</param>
/// <param name="Authority">The one that registered it.</param>
/// <param name="Versions">In the order of their numbers.</param>
/// <param name="Events">What became of it, in the order of time.</param>
public sealed record DeclarationResponse(string Number, string Authority, ImmutableArray<DeclarationVersionResponse> Versions, ImmutableArray<DeclarationEventResponse> Events);

/// <summary>A version of a declaration.</summary>
/// <param name="Version">From 1.</param>
/// <param name="First">Whether it has the lowest number of all: as the declaration was lodged.</param>
/// <param name="Latest">Whether it has the highest number of all.</param>
/// <param name="Load">The number of the load that brought it.</param>
/// <param name="Revision">Of the data, by which it came.</param>
/// <param name="Content">The declaration in its JSON form, with what follows from the rest, and with outcomes of control where they are known.</param>
public sealed record DeclarationVersionResponse(
    int Version, bool First, bool Latest, long Load, long Revision, [property: JsonConverter(typeof(AsTyped))] JsonElement Content);

/// <summary>Something that happened to a declaration.</summary>
/// <param name="Code">Two digits, such as 10 for the release.</param>
/// <param name="Automatic">Whether no official did it.</param>
public sealed record DeclarationEventResponse(string Code, DateTimeOffset At, bool Automatic);

/// <summary>How many declarations there are, month by month and authority by authority.</summary>
/// <param name="Revision">Of the data.</param>
/// <param name="Items">Of the authorities that the caller sees, in the order of months.</param>
/// <param name="Removed">Months that are no longer kept.</param>
public sealed record DeclarationCoverageList(long Revision, ImmutableArray<DeclarationCoverage> Items, ImmutableArray<RemovedMonth> Removed);

/// <summary>What there is of a month and an authority.</summary>
/// <param name="Month">Such as 2026-12, by the day of the number.</param>
/// <param name="Authority">Where the goods lie.</param>
/// <param name="Known">Whether the register of authorities knows it; what it does not know counts for its office.</param>
/// <param name="Declarations">How many, each once, whatever versions it has.</param>
/// <param name="Goods">How many items they have.</param>
/// <param name="ChangedAt">When the last of them came.</param>
public sealed record DeclarationCoverage(string Month, string Authority, Phrase? AuthorityName, bool Known, long Declarations, long Goods, DateTimeOffset ChangedAt);

/// <summary>A month whose declarations were removed, since they are older than is kept.</summary>
/// <param name="Month">Such as 2026-12.</param>
/// <param name="Declarations">How many there were.</param>
/// <param name="KeptMonths">How many months beside the current one were kept then.</param>
/// <param name="RemovedAt">When they were removed.</param>
public sealed record RemovedMonth(string Month, long Declarations, int KeptMonths, DateTimeOffset RemovedAt);

/// <summary>Single declarations, and what there is of which month.</summary>
internal sealed class DeclarationEndpoints(DeclarationQueries queries, DeclarationRights rights, IReferenceData reference, Reads reads)
{
    private const int MostRemoved = 100;

    private const int FirstMonth = 200001;
    private const int LastMonth = 209912;

    private static readonly Problem noSuch = Problems.NotFound(new("There is no such declaration.", "Такой декларации нет."));

    private static readonly Phrase month = new("a month such as 2026-12", "месяц вида 2026-12");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DeclarationEndpoints>();
        routes.MapRead("/declarations/coverage", endpoints.Coverage).Described(DeclarationDocuments.Coverage());
        routes.MapRead("/declarations/{number}", endpoints.Find).Described(DeclarationDocuments.Find());
    }

    private async Task<IResult> Find(HttpContext context)
    {
        var text = (context.Request.RouteValues["number"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace('-', '/');
        var actor = context.Actor();
        if (!DeclarationNumber.TryParse(text, out var number) || await queries.Find(number, context.RequestAborted) is not { } found || !Sees(actor, number, found))
            return noSuch;

        var answer = new DeclarationResponse(
            number.ToString(), number.Authority,
            [.. found.Versions.Select(version => new DeclarationVersionResponse(
                version.Declaration.Version, version.IsFirst, version.IsLatest, version.Load, version.Revision, Content(version.Declaration)))],
            [.. found.Events.Select(each => new DeclarationEventResponse(each.Code, each.At.In(MoscowDays.Zone), each.Automatic))]);
        await reads.NoteDeclarations(context, Operation.GetDeclaration, number.ToString());
        return Answers.Ok(answer, DeclarationResponseJson.Default.DeclarationResponse);
    }

    private bool Sees(Actor actor, DeclarationNumber number, StoredDeclaration found) => rights.Sees(
        Operation.GetDeclaration, actor,
        [number.Authority, .. found.Versions.Select(version => version.Declaration.Head[Fields.Get(Fields.ControlAuthority)]!.Value.Text)]);

    private async Task<IResult> Coverage(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "from", "to");
        var from = query.Value<int>("from", month, ReadMonth) ?? FirstMonth;
        var to = query.Value<int>("to", month, ReadMonth) ?? LastMonth;
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        var revision = await queries.Revision(context.RequestAborted);
        var rows = await queries.Covered(from, to, context.RequestAborted);
        var removed = await queries.Removed(MostRemoved, context.RequestAborted);
        return Answers.Ok(
            new DeclarationCoverageList(
                revision,
                [.. rows.Where(row => rights.Sees(Operation.GetDeclarationCoverage, actor, row.Authority)).Select(Answer)],
                [.. removed.Where(_ => PermissionTable.Of(Operation.GetDeclarationCoverage).OpensAll(actor)).Select(row => new RemovedMonth(Text(row.Month), row.Declarations, row.KeptMonths, row.RemovedAt.In(MoscowDays.Zone)))]),
            DeclarationResponseJson.Default.DeclarationCoverageList);
    }

    private DeclarationCoverage Answer(DeclarationCoverageRow row)
    {
        var known = AuthorityCode.TryParse(row.Authority, out var code) && reference.Current.Authorities.Find(code) is not null;
        return new(Text(row.Month), row.Authority, known ? reference.Current.Authorities.NameOf(code) : null, known, row.Declarations, row.Items, row.ChangedAt.In(MoscowDays.Zone));
    }

    private static JsonElement Content(Declaration declaration)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Answers.Readable))
            DeclarationJson.Write(json, declaration, isWhole: true);
        using var read = JsonDocument.Parse(bytes.ToArray());
        return read.RootElement.Clone();
    }

    private static string Text(int month) => $"{month / 100:0000}-{month % 100:00}";

    private static bool ReadMonth(string text, out int value)
    {
        var isMonth = DateOnly.TryParseExact(text, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day);
        value = DeclarationRow.MonthOf(day);
        return isMonth;
    }
}
