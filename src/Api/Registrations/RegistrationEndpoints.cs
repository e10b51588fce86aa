using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Registrations;

/// <summary>
/// The status of what bears a number, a draft or a profile, and the number of what it has become or come from.
/// </summary>
/// <param name="Status">A status of a draft or of a profile.</param>
public sealed record RegistrationAnswer(
    RegistrationNumber Number,
    DraftId Draft,
    int Version,
    string Status,
    DateTimeOffset? PreparedAt,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DeadlineAnswer? Deadline,
    bool Overdue,
    RegistrationNumber? Profile,
    RegistrationNumber? DraftNumber,
    string? ValidFrom,
    string? ValidTo);

/// <summary>Status by number: one indexed read, and one more for a draft that has become a profile; no content, not logged.</summary>
internal sealed class RegistrationEndpoints(IRegisteredDrafts drafts, Visibility visibility, ProfileQueries profiles, LocalTimes times)
{
    private static readonly Problem nothing = Problems.NotFound("Nothing bears this number.");

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

    private async Task StatusOfDraft(HttpContext context, RegistrationNumber number)
    {
        if (await drafts.Find(number) is not { } draft || !visibility.Sees(Operation.GetRegistration, context.Actor(), draft.Authority, isRegistered: true))
        {
            await context.Answer(nothing);
            return;
        }
        if (context.KnowsAlready(draft.LastLine))
            return;

        var zone = times.ZoneOf(draft.Authority);
        var profile = draft.Status == DraftStatus.Adopted ? await profiles.Of(draft.Id, context.RequestAborted) : null;
        await Answer(context, new RegistrationAnswer(
            number, draft.Id, draft.Version, draft.Status.ToString(), draft.PreparedAt.In(zone), draft.RegisteredAt.In(zone), draft.ChangedAt.In(zone),
            DeadlineAnswer.Of(draft.ReadDeadline(), times), draft.Overdue, profile, null, null, null));
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

        await Answer(context, new RegistrationAnswer(
            number, profile.Draft, profile.Version, profile.Status.ToString(), null, profile.RegisteredAt.In(MoscowDays.Zone),
            profile.ChangedAt.In(MoscowDays.Zone), null, false, null, profile.DraftNumber, DayJson.Text(profile.ValidFrom), DayJson.Text(profile.ValidTo)));
    }

    private static Task Answer(HttpContext context, RegistrationAnswer answer) =>
        context.Answer(StatusCodes.Status200OK, answer, RegistrationAnswerJson.Default.RegistrationAnswer);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RegistrationAnswer))]
internal sealed partial class RegistrationAnswerJson : JsonSerializerContext;

/// <summary>The status of a number.</summary>
internal static class RegistrationDocuments
{
    public static RouteDocument Registration() => new RouteDocument("Registrations", Operation.GetRegistration, "Status by number")
        .Text("Of a draft or a profile: status, dates and deadline only, and the number of what it has become or come from; cheap, and not logged.")
        .Path("number", "The registration number, with dashes.", Examples.NumberInPath)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<RegistrationAnswer>(200, "As it stands.", () => Examples.Registration(Examples.Number), ("ETag", DocumentTexts.Tag), ("Vary", "Authorization"), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);
}
