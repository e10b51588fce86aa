using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>Which authorities have the directory, of those that it concerns.</summary>
/// <param name="Revision">How far the directory has come.</param>
/// <param name="Concerned">Authorities that some revision concerns.</param>
/// <param name="Current">Those of them that have loaded the latest revision that concerns them.</param>
/// <param name="Next">Send it as <c>after</c> for the authorities after these, if there are any.</param>
public sealed record CoverageByAuthorityResponse(long Revision, long Concerned, long Current, ImmutableArray<AuthorityCoverage> Items, AuthorityCode? Next);

/// <summary>What one authority has of the directory.</summary>
/// <param name="Kind">Which level of the service it is.</param>
/// <param name="Latest">The latest revision that concerns it.</param>
/// <param name="Loaded">The last revision that it acknowledged; left out if it never has.</param>
/// <param name="SilentSince">When it last acknowledged one.</param>
/// <param name="Behind">How many revisions that concern it came after that; 0 where it has all. No more than 1,000 are counted.</param>
public sealed record AuthorityCoverage(
    AuthorityCode Authority, Phrase AuthorityName, AuthorityKind Kind, long Latest, long? Loaded, DateTimeOffset? SilentSince, long Behind);

/// <summary>Who has loaded the directory, authority by authority.</summary>
internal sealed class CoverageEndpoints(CoverageQueries queries, ProfileVisibility visibility, IReferenceData reference)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/directory/coverage/authorities", routes.ServiceProvider.GetRequiredService<CoverageEndpoints>().List).Described(CoverageDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "behind", "kind", "after", "limit");
        var behind = query.Value<bool>("behind", QueryParameters.TrueOrFalse, QueryParameters.ReadBool) ?? false;
        var kind = query.Name<AuthorityKind>("kind");
        var after = query.Value<AuthorityCode>("after", AuthorityCode.Form, AuthorityCode.TryParse);
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        if (!visibility.Reads(Operation.ListDirectoryCoverage, actor, actor.Authority))
            return DirectoryEndpoints.NotYours;

        var within = PermissionTable.Of(Operation.ListDirectoryCoverage).OpensAll(actor) ? AuthorityCode.Fcs : actor.Authority;
        var sum = await queries.Sum(within, context.RequestAborted);
        var rows = await queries.Page(within, kind, behind, after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        return Answers.Ok(
            new CoverageByAuthorityResponse(
                sum.Revision, sum.Concerned, sum.Current, [.. shown.Select(Item)], rows.Count > limit ? shown[^1].Authority : null),
            ProfileResponseJson.Default.CoverageByAuthorityResponse);
    }

    private AuthorityCoverage Item(AuthorityCoverageRow row) => new(
        row.Authority, reference.Current.Authorities.NameOf(row.Authority), row.Kind, row.Latest, row.Loaded, row.HeardAt?.In(MoscowDays.Zone), row.Behind);
}

internal static class CoverageDocuments
{
    public static RouteDocument List() => new RouteDocument("Directory", Operation.ListDirectoryCoverage, "Which authorities have the directory")
        .Text(
            "Of the authorities at or below yours that it concerns: which revision each has acknowledged, since when it is silent, and how many revisions it lacks; "
            + "before them how many have the latest revision that concerns them, whatever the page and its filters show.")
        .Query("behind", "true: only those that lack a revision.", "true", form: ParameterForm.Flag)
        .Query("kind", $"One of {string.Join(", ", Enum.GetNames<AuthorityKind>())}.", "Office", form: ParameterForm.OneOf(Enum.GetNames<AuthorityKind>()))
        .Query("after", "`next` of the page before.", "10216000", form: ParameterForm.Authority)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<CoverageByAuthorityResponse>(200, "The coverage.", Example)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor("You may read the directory of your own authority and of those below it."), Refusals.Away);

    private static JsonNode Example() => JsonNode.Parse(
        """
        {
          "revision": 812, "concerned": 150, "current": 147,
          "items": [
            {
              "authority": "10216020", "authorityName": "Petrogradsky post", "kind": "Post", "latest": 812, "loaded": 801,
              "silentSince": "2026-12-21T16:21:10.000+03:00", "behind": 4
            }
          ],
          "next": "10216020"
        }
        """)!;
}
