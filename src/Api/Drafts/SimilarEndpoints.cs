using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Drafts that are like one that is being written, the likest first.</summary>
public sealed record SimilarDraftsResponse(ImmutableArray<SimilarDraftResponse> Items);

/// <summary>A draft that has something in common with what is asked about.</summary>
/// <param name="Reason">Why it was found inexpedient, withdrawn or discarded; left out where it was none of these.</param>
/// <param name="Score">How like it is, from 0 to 1: what it has in common, of all that is asked about; what few drafts have counts for more.</param>
/// <param name="Shared">What the indicators of both speak of.</param>
public sealed record SimilarDraftResponse(
    DraftId Id,
    RegistrationNumber? Number,
    DraftStatus Status,
    string Title,
    AuthorityCode Authority,
    Phrase AuthorityName,
    DateTimeOffset PreparedAt,
    DateTimeOffset? RegisteredAt,
    string? Reason,
    double Score,
    ImmutableArray<SharedIndicator> Shared)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>A field of which the indicators of both drafts speak.</summary>
/// <param name="Value">The value that both name; left out for amounts and days, of which only the field is compared.</param>
public sealed record SharedIndicator(string Field, string? Value)
{
    public Phrase FieldName => FieldNames.Of(Field);
}

/// <summary>Whether something like it has been considered before.</summary>
internal sealed class SimilarEndpoints(
    SimilarDrafts similar, DraftQueries drafts, DraftVisibility visibility, CommandBodies bodies, Reads reads, LocalTimes times, IReferenceData reference)
{
    /// <summary>Drafts that are shown.</summary>
    public const int Most = 10;

    private const int LongestText = 20_000;
    private const int MostIndicators = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Post, "/drafts/similar", routes.ServiceProvider.GetRequiredService<SimilarEndpoints>().Find).Described(SimilarDocuments.Find());

    private async Task<IResult> Find(HttpContext context)
    {
        var (asked, problem) = await bodies.ReadPlain<AskForSimilar>(context);
        if (asked is null)
            return problem!;
        var errors = Errors(asked);
        if (!errors.IsEmpty)
            return Problems.BadInput(errors);

        var actor = context.Actor();
        DraftHead? about = null;
        if (asked.Draft is not null)
        {
            if (!DraftId.TryParse(asked.Draft, out var id) || await drafts.Find(id, actor, context.RequestAborted) is not { } known)
                return DraftProblems.NoSuchDraft;
            if (visibility.RefuseContent(Operation.FindSimilarDrafts, actor, known) is { } refusal)
                return new RefusalAnswer(refusal);
            about = known;
        }

        var likeness = about is null
            ? Likeness.Of(asked.Title ?? "", asked.Description ?? "", asked.Indicators ?? [])
            : await similar.Of(about, context.RequestAborted);
        var found = await similar.Find(likeness, Operation.FindSimilarDrafts, actor, about?.Id, Most, context.RequestAborted);
        var reasons = await similar.Reasons(found.Select(each => each.Row), context.RequestAborted);
        foreach (var row in found.Select(each => each.Row).Where(row => reasons.ContainsKey(row.Id)))
            await reads.Note(context, Operation.FindSimilarDrafts, row, "reason");
        return Answers.Ok(new SimilarDraftsResponse([.. found.Select(each => Item(each, reasons))]), SimilarResponseJson.Default.SimilarDraftsResponse);
    }

    private static ImmutableArray<ValidationError> Errors(AskForSimilar asked)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (asked is { Draft: not null } and not { Title: null, Description: null, Indicators: null })
        {
            errors.Add(new ValidationError(
                "/draft", "Ask about a draft that is stored, or about what is being written, not about both.",
                "Укажите либо сохранённый проект, либо набираемое содержание, но не то и другое."));
        }
        Check("/title", asked.Title);
        Check("/description", asked.Description);
        if (asked.Indicators is { Length: > MostIndicators })
            errors.Add(new ValidationError("/indicators", $"At most {MostIndicators} are compared.", $"Сравнивается не более {MostIndicators}."));
        return errors.ToImmutable();

        void Check(string pointer, string? text)
        {
            if (text is { Length: > LongestText })
                errors.Add(new ValidationError(pointer, $"At most {LongestText} characters.", $"Не более {LongestText} символов."));
        }
    }

    private SimilarDraftResponse Item(SimilarDraft found, Dictionary<DraftId, string> reasons)
    {
        var row = found.Row;
        var zone = times.ZoneOf(row.Authority);
        return new SimilarDraftResponse(
            row.Id, row.Number, row.Status, row.Title, row.Authority, reference.Current.Authorities.NameOf(row.Authority), row.PreparedAt.In(zone),
            row.RegisteredAt?.In(zone), reasons.GetValueOrDefault(row.Id), Math.Round(found.Score, 3),
            [.. found.Marks.Select(mark => new SharedIndicator(mark.Field, mark.Value.Length > 0 ? mark.Value : null))]);
    }
}

internal static class SimilarDocuments
{
    public static RouteDocument Find() => new RouteDocument("Drafts", Operation.FindSimilarDrafts, "Drafts that are like one that is being written")
        .Text(
            $"What has been considered before: at most {SimilarEndpoints.Most} drafts that the caller may read, the likest first, by words of title and description "
            + "and by what their indicators speak of. Ask with what is being written, as far as it goes, or with a `draft` that is stored. A reason that is shown is noted in the read log.")
        .Body<AskForSimilar>(Asked)
        .Answer<SimilarDraftsResponse>(200, "What was found; there may be nothing.", Example)
        .Refuses(
            Refusals.BadInput("/title", "At most 20000 characters."), Refusals.Unauthenticated, Refusals.ForPeople, Refusals.NoDraft, RequestBody.TooLarge,
            Refusals.MediaType, Refusals.Away);

    private static JsonNode Asked() => JsonNode.Parse(
        """
        {
          "title": "Understated customs value of ceramic tiles", "description": "Tiles declared below the price of their raw materials.",
          "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["690721"] } ]
        }
        """)!;

    private static JsonNode Example() => JsonNode.Parse(
        $$"""
        {
          "items": [
            {
              "id": "{{Examples.Id}}", "number": "{{Examples.Number}}", "status": "Inexpedient", "statusName": "Inexpedient",
              "title": "Understated customs value of ceramic tiles", "authority": "10216000", "authorityName": "Baltic Customs",
              "preparedAt": "2026-11-21T12:04:31.512+03:00", "registeredAt": "2026-11-21T12:04:31.512+03:00",
              "reason": "The price level is that of the region.", "score": 0.81,
              "shared": [ { "field": "commodityCode", "fieldName": "Commodity code", "value": "690721" } ]
            }
          ]
        }
        """)!;
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SimilarDraftsResponse))]
internal sealed partial class SimilarResponseJson : JsonSerializerContext;
