using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Desk.Profiles;

/// <summary>The profiles that whoever looks may know of: all, one, and one version of it.</summary>
internal static class ProfilePages
{
    private static readonly Phrase expected = new("Expected a number such as 13/100000/21122026/00001.", "Ожидается номер вида 13/100000/21122026/00001.");

    private static readonly Phrase ofADraft = new("This is the number of a draft; look in the journal.", "Это номер проекта; ищите его в журнале.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/profiles", List);
        routes.Page("/profiles/{number}", Show);
        routes.Page("/profiles/{number}/versions/{n}", ShowVersion);
        routes.Page("/profiles/{number}/print", Print);
    }

    /// <summary>What a profile says.</summary>
    public static FormSchema Schema => FormSchema.Of(typeof(UpdateProfile)).Only(each => each.Path is "/content" or "/note");

    private static async Task<IResult> List(DeskRequest desk)
    {
        Phrase? fault = null;
        if (desk.Query("number")?.Trim() is { } text)
        {
            if (RegistrationNumber.TryParse(text, out var number) && !number.IsOfADraft)
                return DeskRequest.GoTo(ProfilePlaces.Of(number));
            fault = number.IsOfADraft ? ofADraft : expected;
        }

        var address = ListAddress.Of(desk, "status", "kind", "territory", "authority", "area");
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/profiles"));
        var profiles = answer.IsGood ? answer.Read(DeskJson.Default.ProfileList) : null;
        return desk.Page<ProfilesPage>(
            answer.IsGood ? StatusCodes.Status200OK : answer.Status,
            (nameof(ProfilesPage.Profiles), profiles), (nameof(ProfilesPage.Chosen), address.Chosen), (nameof(ProfilesPage.Number), desk.Query("number")),
            (nameof(ProfilesPage.NumberFault), fault), (nameof(ProfilesPage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(ProfilesPage.More), address.More(profiles?.Next)));
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var asked = ProfilePlaces.Asked(desk);
        var answer = await desk.Get(asked);
        var profile = answer.Read(DeskJson.Default.ProfileStatusResponse);
        var journal = await desk.Get($"{asked}/journal?limit=200", DeskJson.Default.ProfileJournalResponse);
        var efficiency = await desk.Get($"{asked}/efficiency", DeskJson.Default.ProfileEfficiencyResponse);
        var draft = await desk.Ask(HttpMethods.Get, $"/registrations/{profile.DraftNumber.ToPath()}");
        return desk.Page<ProfilePage>(
            (nameof(ProfilePage.Profile), profile), (nameof(ProfilePage.Tag), answer.Tag), (nameof(ProfilePage.Texts), await Texts(desk, profile, profile.Version)), (nameof(ProfilePage.Journal), journal),
            (nameof(ProfilePage.Efficiency), efficiency),
            (nameof(ProfilePage.IsDraftKnown), draft.IsGood), (nameof(ProfilePage.Done), desk.Query("done")));
    }

    private static async Task<IResult> ShowVersion(DeskRequest desk)
    {
        var asked = $"{ProfilePlaces.Asked(desk)}/versions/{Uri.EscapeDataString(desk.Path("n"))}";
        var against = desk.Query("against") is { } other ? $"from={Uri.EscapeDataString(other)}&" : "";
        var cursor = desk.Query("cursor") is { } after ? $"cursor={Uri.EscapeDataString(after)}" : "";
        var profile = await desk.Get(ProfilePlaces.Asked(desk), DeskJson.Default.ProfileStatusResponse);
        var answer = await desk.Get(asked);
        var changes = await desk.Get($"{asked}/changes?{against}{cursor}", DeskJson.Default.ProfileChangesResponse);
        return desk.Page<ProfileVersionPage>(
            (nameof(ProfileVersionPage.Profile), profile), (nameof(ProfileVersionPage.Version), answer.Read(DeskJson.Default.ProfileVersionResponse)),
            (nameof(ProfileVersionPage.Texts), FormTexts.Of(Schema, JsonNode.Parse(answer.Body.Span)!.AsObject(), desk.Viewer!.Zone)), (nameof(ProfileVersionPage.Changes), changes));
    }

    private static async Task<IResult> Print(DeskRequest desk)
    {
        var part = desk.Query("part") is { } only ? $"&part={Uri.EscapeDataString(only)}" : "";
        return new PrintedPage(await desk.Get($"{ProfilePlaces.Asked(desk)}/print?language={(desk.Language == Language.Ru ? "ru" : "en")}{part}"));
    }

    private static async Task<FormTexts> Texts(DeskRequest desk, ProfileStatusResponse profile, int version) =>
        FormTexts.Of(Schema, JsonNode.Parse((await desk.Get($"{ProfilePlaces.Asked(desk)}/versions/{version}")).Body.Span)!.AsObject(), desk.Viewer!.Zone);
}
