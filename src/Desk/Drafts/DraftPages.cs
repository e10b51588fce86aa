using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;

namespace RmsOrleans.Desk.Drafts;

/// <summary>One draft: how it stands, what can be done with it, what it says, and what happened to it.</summary>
internal static class DraftPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/drafts/{id}", Show);
        routes.Page("/drafts/{id}/profile", ShowProfile);
    }

    /// <summary>What a draft says.</summary>
    public static FormSchema Schema => FormSchema.Of(typeof(Edit));

    /// <summary>What the profile in the making says.</summary>
    public static FormSchema ProfileSchema => FormSchema.Of(typeof(EditProfile));

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var id = Uri.EscapeDataString(desk.Path("id"));
        var answer = await desk.Get($"/drafts/{id}");
        var draft = answer.Read(DeskJson.Default.DraftResponse);
        var cursor = desk.Query("cursor") is { } after ? $"&cursor={Uri.EscapeDataString(after)}" : "";
        var journal = await desk.Get($"/drafts/{id}/journal?limit=200{cursor}", DeskJson.Default.JournalResponse);
        var explained = draft.Deadline is null ? null : await desk.Ask(HttpMethods.Get, $"/drafts/{id}/deadline");
        var files = await desk.Get($"/drafts/{id}/attachments", DeskJson.Default.AttachmentList);
        return desk.Page<DraftPage>(
            (nameof(DraftPage.Draft), draft), (nameof(DraftPage.Tag), answer.Tag),
            (nameof(DraftPage.Texts), FormTexts.Of(Schema, JsonNode.Parse(answer.Body.Span)!.AsObject(), desk.Viewer!.Zone)),
            (nameof(DraftPage.Journal), journal),
            (nameof(DraftPage.Explained), explained is { IsGood: true } ? explained.Read(DeskJson.Default.DraftDeadlineResponse) : null),
            (nameof(DraftPage.Files), files.Items.Count(file => !file.Removed)),
            (nameof(DraftPage.Done), desk.Query("done")));
    }

    private static async Task<IResult> ShowProfile(DeskRequest desk)
    {
        var answer = await desk.Get($"/drafts/{Uri.EscapeDataString(desk.Path("id"))}");
        var draft = answer.Read(DeskJson.Default.DraftResponse);
        var whole = JsonNode.Parse(answer.Body.Span)!.AsObject();
        return draft.Profile is null
            ? FailedPage.Of(desk, StatusCodes.Status404NotFound, desk.In(NoProfile))
            : desk.Page<ProfileInTheMakingPage>(
                (nameof(ProfileInTheMakingPage.Draft), draft), (nameof(ProfileInTheMakingPage.Tag), answer.Tag),
                (nameof(ProfileInTheMakingPage.Texts), FormTexts.Of(ProfileSchema, whole["profile"]!.AsObject(), desk.Viewer!.Zone)),
                (nameof(ProfileInTheMakingPage.OfDraft), FormTexts.Of(ProfileSchema, whole, desk.Viewer.Zone)));
    }

    private static readonly Phrase NoProfile = new("There is no profile in the making yet.", "Профиль по этому проекту ещё не готовится.");
}
