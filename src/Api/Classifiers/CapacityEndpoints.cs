using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Classifiers;

/// <summary>How many inspections a working day authorities can carry out, as they have said.</summary>
/// <param name="Revision">Of the classifiers, with which it is loaded.</param>
/// <param name="Items">In the order of the file.</param>
public sealed record CapacityList(long Revision, ImmutableArray<CapacityResponse> Items);

/// <summary>The capacity of an authority in a period.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; left out while it is open.</param>
/// <param name="Inspections">A working day.</param>
public sealed record CapacityResponse(AuthorityCode Authority, Phrase AuthorityName, DateOnly From, DateOnly? To, int Inspections);

/// <summary>Capacity is loaded as classifiers are; every caller reads it.</summary>
internal sealed class CapacityEndpoints(IReferenceData reference)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/capacity", routes.ServiceProvider.GetRequiredService<CapacityEndpoints>().List).Described(CapacityDocuments.List());

    private IResult List(HttpContext context)
    {
        var known = reference.Current;
        return context.KnowsAlready(known.Classifiers.Revision) ? Results.Empty : Answers.Ok(
            new CapacityList(
                known.Classifiers.Revision,
                [.. known.Classifiers.Capacities.Select(row => new CapacityResponse(row.Authority, known.Authorities.NameOf(row.Authority), row.From, row.To, row.Inspections))]),
            CapacityJson.Default.CapacityList);
    }
}

internal static class CapacityDocuments
{
    private const string Tag = "\"0\"";
    private const string TheTag = "The revision of the classifiers.";
    private const string File = "authority,from,to,inspections\n10216000,2026-01-01,2026-12-31,40\n10216000,2027-01-01,,55\n10702030,2026-01-01,,12\n";

    public static RouteDocument List() => new RouteDocument("Classifiers", Operation.GetCapacity, "Inspections a working day that authorities can carry out")
        .Text("As a file for a load: `GET /classifiers/capacity`.")
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Tag)
        .Answer<CapacityList>(200, "As it stands.", () => JsonNode.Parse("""
            { "revision": 3, "items": [{ "authority": "10216000", "authorityName": "Baltic Customs", "from": "2026-01-01", "to": "2026-12-31", "inspections": 40 }] }
            """)!, ("ETag", TheTag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Load() => new RouteDocument("Classifiers", Operation.LoadCapacity, "Load the capacity of authorities")
        .Text(
            "The rows sent take the place of all; all of them or none, and every faulty line is named. First see with `dryRun=true` what would change; its ETag is the If-Match of the load. "
            + "Trial runs show the inspections that they would add against it, and a profile that causes more is flagged as flooding. Of an authority that no row speaks of there is no bound.")
        .Query("dryRun", "true: only say what would change.", "true", form: ParameterForm.Flag)
        .Header("If-Match", "The ETag of the classifiers as you saw them; a dry run needs none.", example: Tag)
        .TextBody(ContentTypes.Csv, "UTF-8, with the header authority,from,to,inspections; days as 2026-12-01, without a last day while it is open.", File)
        .Answer<ClassifierLoadResponse>(200, "Loaded, or what a load would do.", () => JsonNode.Parse("""
            { "name": "capacity", "revision": 3, "applied": true, "added": ["10216000,2027-01-01,,55"], "removed": [] }
            """)!, ("ETag", TheTag))
        .Refuses(
            Refusals.BadInput("/lines/3", "The register of authorities has no 99999999."), Refusals.Unauthenticated, Refusals.NotFor("This needs the role operator."),
            Refusals.Refused(RefusalReason.Stale, "The classifiers have changed: you saw revision 0, and they have 1. Look again at what would change."),
            RequestBody.TooLarge, Problems.UnsupportedMediaType(ContentTypes.Csv), ClassifierLoadEndpoints.Needed, Refusals.Away);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CapacityList))]
internal sealed partial class CapacityJson : JsonSerializerContext;
