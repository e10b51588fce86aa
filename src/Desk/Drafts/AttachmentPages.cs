using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Drafts;

/// <summary>The files of a draft: to be read, added, and taken out.</summary>
internal static class AttachmentPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/drafts/{id}/attachments", desk => Show(desk));
        routes.Form("/drafts/{id}/attachments", Add);
        routes.Page("/drafts/{id}/attachments/{n}", Download);
        routes.Form("/drafts/{id}/attachments/{n}/removal", Remove);
    }

    private static async Task<IResult> Show(DeskRequest desk, ApiProblem? problem = null)
    {
        var answer = await desk.Get($"/drafts/{Id(desk)}");
        return desk.Page<AttachmentsPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(AttachmentsPage.Draft), answer.Read(DeskJson.Default.DraftResponse)),
            (nameof(AttachmentsPage.Tag), answer.Tag),
            (nameof(AttachmentsPage.Files), (await desk.Get($"/drafts/{Id(desk)}/attachments", DeskJson.Default.AttachmentList)).Items),
            (nameof(AttachmentsPage.Problem), problem),
            (nameof(AttachmentsPage.Done), desk.Query("done")));
    }

    /// <summary>The form is that of the API; its state and key go along in the address, since nobody reads the file before it is where it belongs.</summary>
    private static async Task<IResult> Add(DeskRequest desk)
    {
        var answer = await desk.SendOn(
            HttpMethods.Post, $"/drafts/{Id(desk)}/attachments", ("If-Match", desk.Query("tag") ?? "*"), ("Idempotency-Key", desk.Query("key") ?? Guid.NewGuid().ToString("N")));
        return await Done(desk, answer, Attach.Route);
    }

    private static async Task<IResult> Remove(DeskRequest desk)
    {
        var posted = await desk.Posted();
        var answer = await desk.Ask(
            HttpMethods.Delete, $"/drafts/{Id(desk)}/attachments/{Uri.EscapeDataString(desk.Path("n"))}", default,
            ("If-Match", posted["_tag"].ToString()), ("Idempotency-Key", posted["_key"].ToString()));
        return await Done(desk, answer, Detach.Route);
    }

    private static async Task<IResult> Done(DeskRequest desk, ApiAnswer answer, string step)
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        return answer.IsGood ? DeskRequest.GoTo($"{Places.Prefix}/drafts/{Id(desk)}/attachments?done={step}") : await Show(desk, answer.Problem());
    }

    private static async Task<IResult> Download(DeskRequest desk)
    {
        await desk.Pass($"/drafts/{Id(desk)}/attachments/{Uri.EscapeDataString(desk.Path("n"))}");
        return Results.Empty;
    }

    private static string Id(DeskRequest desk) => Uri.EscapeDataString(desk.Path("id"));
}
