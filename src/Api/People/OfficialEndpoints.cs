using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Storage.People;

namespace RmsOrleans.Api.People;

/// <summary>People to choose: as executors, signers, chairmen.</summary>
internal sealed class OfficialEndpoints(OfficialQueries queries, LocalTimes times)
{
    private const int LongestText = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/officials", routes.ServiceProvider.GetRequiredService<OfficialEndpoints>().List).Described(OfficialDocuments.List());

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "authority", "unit", "role", "text", "limit");
        var filter = new OfficialFilter(
            query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse),
            Text(query, "unit"),
            query.Value<Role>("role", QueryParameters.OneOf(RoleNames.All), RoleNames.TryParse),
            Text(query, "text"));
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var people = await queries.Find(context.Actor(), filter, limit, context.RequestAborted);
        return Answers.Ok(new OfficialList([.. people.Select(Answer)]), OfficialResponseJson.Default.OfficialList);
    }

    private static string? Text(QueryParameters query, string name)
    {
        var text = query.Text(name);
        if (text is not null && (text.Length > LongestText || VisibleText.IsBlank(text) || text.Any(char.IsControl)))
            query.Refuse(name, $"Expected 1 to {LongestText} characters.", $"Ожидается от 1 до {LongestText} символов.");
        return text;
    }

    private OfficialResponse Answer(Storage.People.Official person) => new(
        person.Name, person.Subject, person.Position, person.Authority, person.Unit, person.Roles,
        [.. person.Roles.Select(role => RoleNames.TryParse(role, out var known) ? known.InWords() : Phrase.Same(role))],
        person.SeenAt.In(times.ZoneOf(person.Authority)));
}

/// <summary>People to choose, those first who were seen last.</summary>
public sealed record OfficialList(ImmutableArray<OfficialResponse> Items);

/// <summary>A person whom the journal names.</summary>
/// <param name="Subject">What the person's token says; left out of whom only a paper names.</param>
/// <param name="Position">As the person's latest signature has it; left out where none has.</param>
/// <param name="Unit">The unit that was named last; left out where none was.</param>
/// <param name="Roles">Those that the person has been seen in, the latest first.</param>
/// <param name="RoleNames">What people call the roles, in the same order and in the language of the answer.</param>
/// <param name="LastSeen">When the journal named the person last, as far as the caller may know.</param>
public sealed record OfficialResponse(
    string Name, string? Subject, string? Position, AuthorityCode Authority, string? Unit, ImmutableArray<string> Roles, ImmutableArray<Phrase> RoleNames,
    DateTimeOffset LastSeen);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OfficialList))]
internal sealed partial class OfficialResponseJson : JsonSerializerContext;

internal static class OfficialDocuments
{
    public static RouteDocument List() => new RouteDocument("Callers", Operation.ListOfficials, "People to choose: executors, signers, chairmen")
        .Text(
            "Whom the journals of drafts and profiles name: who acted, and whom papers name as author, signer or executor. A caller sees those of the own authority and "
            + "the executors of the FCS; the FCS sees all whom registered drafts and profiles name. It follows the journal within seconds.")
        .Query("authority", "Of this authority.", "10000000", form: ParameterForm.Authority)
        .Query("unit", "Seen in this unit, by its code or one of its names.", "Tariff control")
        .Query("role", "Seen in this role, as tokens spell it.", "executor", form: ParameterForm.OneOf([.. RoleNames.All]))
        .Query("text", "With all these words, or parts of words, in the name.", "zimin")
        .Query("limit", "People: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Answer<OfficialList>(200, "Those first who were seen last.", Example)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    private static JsonNode Example() => JsonNode.Parse(
        """
        {
          "items": [
            {
              "name": "R. A. Zimin", "subject": "executor-7", "position": "Chief inspector", "authority": "10000000", "unit": "Tariff control",
              "roles": ["executor"], "roleNames": ["executor"], "lastSeen": "2026-11-21T12:04:31.512+03:00"
            }
          ]
        }
        """)!;
}
