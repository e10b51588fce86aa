using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Drafts;

/// <summary>What has been considered before and is like a draft, or like one that is being written.</summary>
internal static class SimilarPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/drafts/{id}/similar", Show);

    /// <summary>Of a content as it stands in a form; what of it is not readable yet does not count.</summary>
    public static async Task<ImmutableArray<SimilarDraftResponse>> To(DeskRequest desk, JsonNode? content)
    {
        var asked = new JsonObject { ["title"] = content?["title"]?.DeepClone(), ["description"] = content?["riskArea"]?["description"]?.DeepClone() };
        var words = asked.DeepClone().AsObject();
        asked["indicators"] = content?["riskArea"]?["indicators"]?.DeepClone();
        return await Find(desk, asked) ?? await Find(desk, words) ?? [];
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var draft = await desk.Get($"/drafts/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.DraftResponse);
        return desk.Page<SimilarPage>(
            (nameof(SimilarPage.Draft), draft), (nameof(SimilarPage.Found), await Find(desk, new JsonObject { ["draft"] = draft.Id.ToString() }) ?? []));
    }

    /// <summary>Null if it cannot be asked so.</summary>
    private static async Task<ImmutableArray<SimilarDraftResponse>?> Find(DeskRequest desk, JsonObject asked)
    {
        foreach (var (name, _) in asked.Where(each => each.Value is null).ToArray())
            asked.Remove(name);
        var answer = await desk.Ask(HttpMethods.Post, "/drafts/similar", Encoding.UTF8.GetBytes(asked.ToJsonString()));
        return answer.IsGood ? answer.Read(DeskJson.Default.SimilarDraftsResponse).Items : null;
    }
}
