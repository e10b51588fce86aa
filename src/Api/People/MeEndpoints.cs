using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.People;

/// <summary>Who asks, as the program understands the token, and what that opens.</summary>
internal sealed class MeEndpoints(IReferenceData reference, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly ImmutableArray<string> languages = [.. Enum.GetValues<Language>().Select(Languages.Code)];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapRead("/me", routes.ServiceProvider.GetRequiredService<MeEndpoints>().Get).Described(MeDocuments.Get());

    private IResult Get(HttpContext context)
    {
        var actor = context.Actor();
        var zones = times.ZoneOf(actor.Authority);
        return Answers.Ok(
            new MeResponse(
                actor.Subject, actor.Name, Authority(actor.Authority), actor.Unit, [.. actor.Roles.Select(role => role.Name())],
                [.. actor.Roles.Select(role => role.InWords())], actor.Authority == AuthorityCode.Fcs, Zone(zones), languages, context.Caller().Until.In(zones), May(actor)),
            MeResponseJson.Default.MeResponse);
    }

    /// <summary>What is about one draft or profile that says itself what is possible.</summary>
    private static ImmutableArray<string> May(Actor actor) =>
    [
        .. PermissionTable.All
            .Where(permission => permission is { HasSubject: false, Otherwise: not Otherwise.Open } && permission.HeldBy(actor).Any())
            .Select(permission => permission.Operation.Id()),
    ];

    private MyAuthority Authority(AuthorityCode code) => reference.Current.Authorities.Find(code) is { } known
        ? new(code, new(known.NameEn ?? known.Name, known.NameRu ?? known.Name), known.ShortName)
        : new(code, null, null);

    private ZoneNow Zone(ZoneHistory zones)
    {
        var now = clock.GetUtcNow();
        return new(zones.At(now).Id, now.In(zones).ToString("zzz", CultureInfo.InvariantCulture));
    }
}

/// <summary>Who asks, and what that opens.</summary>
/// <param name="Subject">The stable id of the person or program; the executor of a draft is known by it.</param>
/// <param name="Name">The name in the token.</param>
/// <param name="Unit">The unit in the token; left out where it names none.</param>
/// <param name="Roles">As tokens spell them.</param>
/// <param name="RoleNames">What people call the roles, in the same order and in the language of the answer.</param>
/// <param name="IsFcs">Whether the authority is the Federal Customs Service.</param>
/// <param name="TimeZone">By whose clock times of this authority are shown.</param>
/// <param name="Languages">The languages that can be asked for with <c>Accept-Language</c>.</param>
/// <param name="ExpiresAt">When the token ends.</param>
/// <param name="May">Operations of this document, by their ids, that are not about one draft or profile and are open to the caller.</param>
public sealed record MeResponse(
    string Subject, string Name, MyAuthority Authority, string? Unit, ImmutableArray<string> Roles, ImmutableArray<Phrase> RoleNames, bool IsFcs, ZoneNow TimeZone,
    ImmutableArray<string> Languages, DateTimeOffset ExpiresAt, ImmutableArray<string> May);

/// <summary>An authority as people know it; the names are left out where the register does not have it.</summary>
/// <param name="Code">Its eight digits.</param>
/// <param name="Name">Its name, in the language of the answer.</param>
/// <param name="ShortName">Its short name.</param>
public sealed record MyAuthority(AuthorityCode Code, Phrase? Name, string? ShortName);

/// <summary>A time zone, and how far it is ahead of UTC now.</summary>
/// <param name="Id">As IANA names it.</param>
/// <param name="Offset">Hours and minutes with their sign.</param>
public sealed record ZoneNow(string Id, string Offset);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MeResponse))]
internal sealed partial class MeResponseJson : JsonSerializerContext;

internal static class MeDocuments
{
    public static RouteDocument Get() => new RouteDocument("Callers", Operation.GetCaller, "Who asks")
        .Text("As the token says it, with what it opens. What can be done with a draft, `possible` of that draft says.")
        .Answer<MeResponse>(200, "The caller.", Example)
        .Refuses(Refusals.Unauthenticated);

    private static JsonNode Example() => JsonNode.Parse(
        """
        {
          "subject": "coordinator-3", "name": "N. Volkov",
          "authority": { "code": "10216000", "name": "Baltic Customs", "shortName": "Baltic" },
          "unit": "RMS coordination", "roles": ["coordinator"], "roleNames": ["coordinator"], "isFcs": false,
          "timeZone": { "id": "Europe/Moscow", "offset": "+03:00" }, "languages": ["en", "ru"],
          "expiresAt": "2026-11-21T20:00:00+03:00", "may": ["submit", "listDrafts", "listTasks"]
        }
        """)!;
}
