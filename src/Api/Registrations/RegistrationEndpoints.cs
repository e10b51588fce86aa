using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Registrations;

/// <summary>
/// The status of what bears a number, a draft or a profile, and the number of what it has become or come from.
/// </summary>
/// <param name="Status">A status of a draft or of a profile.</param>
public sealed record RegistrationResponse(
    RegistrationNumber Number,
    DraftId Draft,
    int Version,
    string Status,
    Phrase StatusName,
    DateTimeOffset? PreparedAt,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DeadlineResponse? Deadline,
    bool Overdue,
    RegistrationNumber? Profile,
    RegistrationNumber? DraftNumber,
    string? ValidFrom,
    string? ValidTo);

/// <summary>Status by number: one indexed read, and one more for a draft that has become a profile; no content, not logged.</summary>
internal sealed class RegistrationEndpoints(IRegisteredDrafts drafts, DraftVisibility visibility, ProfileQueries profiles, LocalTimes times)
{
    private static readonly Problem nothing = Problems.NotFound(new("Nothing bears this number.", "Под этим номером ничего не зарегистрировано."));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapReading("/registrations/{number}", routes.ServiceProvider.GetRequiredService<RegistrationEndpoints>().Status)
            .Described(RegistrationDocuments.Registration());

    private async Task Status(HttpContext context)
    {
        if (!context.Request.TryReadNumber(out var number))
            await context.Answer(nothing);
        else if (number.IsOfADraft)
            await StatusOfDraft(context, number);
        else
            await StatusOfProfile(context, number);
    }

    /// <summary>Those of the numbers that the caller may know of.</summary>
    public async Task<Dictionary<RegistrationNumber, RegistrationResponse>> Statuses(IReadOnlyCollection<RegistrationNumber> numbers, HttpContext context)
    {
        var found = await Task.WhenAll(numbers.Where(number => number.IsOfADraft).Distinct().Select(async number => (Number: number, Draft: await drafts.Find(number))));
        var seen = found.Where(each => each.Draft is { } draft && Sees(context, draft)).Select(each => (each.Number, Draft: each.Draft!)).ToArray();
        var become = await profiles.Of([.. seen.Where(each => each.Draft.Status == DraftStatus.Adopted).Select(each => each.Draft.Id)], context.RequestAborted);
        var known = seen.ToDictionary(each => each.Number, each => Of(each.Number, each.Draft, become.TryGetValue(each.Draft.Id, out var profile) ? profile : null));
        foreach (var profile in await profiles.Find([.. numbers.Where(number => !number.IsOfADraft).Distinct()], context.Actor(), context.RequestAborted))
            known[profile.Number] = Of(profile);
        return known;
    }

    private bool Sees(HttpContext context, RegisteredDraft draft) => visibility.Sees(Operation.GetRegistration, context.Actor(), draft.Authority, isRegistered: true);

    private async Task StatusOfDraft(HttpContext context, RegistrationNumber number)
    {
        if (await drafts.Find(number) is not { } draft || !Sees(context, draft))
        {
            await context.Answer(nothing);
            return;
        }
        if (context.KnowsAlready(draft.LastLine))
            return;

        await Answer(context, Of(number, draft, draft.Status == DraftStatus.Adopted ? await profiles.Of(draft.Id, context.RequestAborted) : null));
    }

    private RegistrationResponse Of(RegistrationNumber number, RegisteredDraft draft, RegistrationNumber? profile)
    {
        var zone = times.ZoneOf(draft.Authority);
        return new(
            number, draft.Id, draft.Version, draft.Status.ToString(), draft.Status.InWords(), draft.PreparedAt.In(zone), draft.RegisteredAt.In(zone), draft.ChangedAt.In(zone),
            DeadlineResponse.Of(draft.ReadDeadline(), times), draft.Overdue, profile, null, null, null);
    }

    private async Task StatusOfProfile(HttpContext context, RegistrationNumber number)
    {
        if (await profiles.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
        {
            await context.Answer(nothing);
            return;
        }
        if (context.KnowsAlready(profile.LastLine))
            return;

        await Answer(context, Of(profile));
    }

    private static RegistrationResponse Of(ProfileHead profile) => new(
        profile.Number, profile.Draft, profile.Version, profile.Status.ToString(), profile.Status.InWords(), null, profile.RegisteredAt.In(MoscowDays.Zone),
        profile.ChangedAt.In(MoscowDays.Zone), null, false, null, profile.DraftNumber, DayText.Of(profile.ValidFrom), DayText.Of(profile.ValidTo));

    private static Task Answer(HttpContext context, RegistrationResponse answer) =>
        context.Answer(StatusCodes.Status200OK, answer, RegistrationResponseJson.Default.RegistrationResponse);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistrationResponse))]
[JsonSerializable(typeof(RegistrationList))]
[JsonSerializable(typeof(StatusList))]
internal sealed partial class RegistrationResponseJson : JsonSerializerContext;

/// <summary>The status of a number.</summary>
internal static class RegistrationDocuments
{
    public static RouteDocument Registration() => new RouteDocument("Registrations", Operation.GetRegistration, "Status by number")
        .Text("Of a draft or a profile: status, dates and deadline only, and the number of what it has become or come from; cheap, and not logged.")
        .Path("number", "The registration number, with dashes.", Examples.NumberInPath)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<RegistrationResponse>(200, "As it stands.", () => Examples.Registration(Examples.Number), ("ETag", DocumentTexts.Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Registrations", Operation.ListRegistrations, "Registered drafts, as a rule the newest first")
        .Text("Each once, with the number of the profile that it has become. A cursor belongs to its filter and order.")
        .Narrowed()
        .Sorted(DraftFilters.SortsOfRegistrations)
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<RegistrationList>(200, "A page; without `next` it is the last.", Examples.Registrations)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Statuses() => new RouteDocument("Registrations", Operation.GetStatuses, "Status of many numbers")
        .Text($"Of drafts and profiles, at most {RegistrationListEndpoints.MostNumbers}, each told once, in the order in which they are asked for. What the caller knows nothing of is named, and is no error.")
        .Body<AskForStatuses>(Examples.AskForStatuses)
        .Answer<StatusList>(200, "As they stand.", Examples.Statuses)
        .Refuses(Refusals.BadBody, Refusals.Unauthenticated, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);
}
