using System.Text.Json.Nodes;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Drafts;

/// <summary>The versions of a draft, what is different between them, and its sheets for printing.</summary>
internal static class VersionPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/drafts/{id}/versions/{n}", Show);
        routes.Page("/drafts/{id}/print", Print);
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var asked = $"/drafts/{Uri.EscapeDataString(desk.Path("id"))}/versions/{Uri.EscapeDataString(desk.Path("n"))}";
        var against = desk.Query("against") is { } other ? $"from={Uri.EscapeDataString(other)}&" : "";
        var cursor = desk.Query("cursor") is { } after ? $"cursor={Uri.EscapeDataString(after)}" : "";
        var draft = await desk.Get($"/drafts/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.DraftResponse);
        var version = await desk.Get(asked);
        return desk.Page<VersionPage>(
            (nameof(VersionPage.Draft), draft),
            (nameof(VersionPage.Version), version.Read(DeskJson.Default.VersionResponse)),
            (nameof(VersionPage.Texts), FormTexts.Of(DraftPages.Schema, JsonNode.Parse(version.Body.Span)!.AsObject(), desk.Viewer!.Zone)),
            (nameof(VersionPage.Changes), await desk.Get($"{asked}/changes?{against}{cursor}", DeskJson.Default.ChangesResponse)));
    }

    private static async Task<IResult> Print(DeskRequest desk)
    {
        var part = desk.Query("part") is { } only ? $"&part={Uri.EscapeDataString(only)}" : "";
        return new PrintedPage(await desk.Get($"/drafts/{Uri.EscapeDataString(desk.Path("id"))}/print?language={desk.Language.Code()}{part}"));
    }
}
