using System.Text.Json.Nodes;
using RmsOrleans.Desk.Forms;

namespace RmsOrleans.Desk.Drafts;

/// <summary>One draft: how it stands, what can be done with it, what it says, and what happened to it.</summary>
internal static class DraftPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/drafts/{id}", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var id = desk.Path("id");
        var answer = await desk.Get($"/drafts/{id}");
        var draft = answer.Read(DeskJson.Default.DraftResponse);
        var journal = await desk.Get($"/drafts/{id}/journal?limit=200", DeskJson.Default.JournalResponse);
        var explained = draft.Deadline is null ? null : await desk.Ask(HttpMethods.Get, $"/drafts/{id}/deadline");
        return desk.Page<DraftPage>(
            (nameof(DraftPage.Draft), draft),
            (nameof(DraftPage.Texts), FormTexts.Of(Schema, JsonNode.Parse(answer.Body.Span)!.AsObject(), desk.Viewer!.Zone)),
            (nameof(DraftPage.Journal), journal),
            (nameof(DraftPage.Explained), explained is { IsGood: true } ? explained.Read(DeskJson.Default.DraftDeadlineResponse) : null),
            (nameof(DraftPage.Done), desk.Query("done")));
    }

    /// <summary>What a draft says.</summary>
    public static FormSchema Schema => FormSchema.Of(typeof(Edit));
}
