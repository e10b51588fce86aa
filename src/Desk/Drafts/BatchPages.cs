using System.Text.Json.Nodes;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A file of submissions, a line for each, and what became of each line.</summary>
internal static class BatchPages
{
    private static readonly Phrase noFile = new("Choose a file.", "Выберите файл.");

    private static readonly Phrase title = new("Many submissions", "Пакет проектов");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/submissions/batch", desk => Task.FromResult(
            desk.Viewer!.MayDo("submit") ? Page(desk, [], null) : NewDraftPages.NotYours(desk, desk.In(title))));
        routes.Form("/submissions/batch", Send);
    }

    private static async Task<IResult> Send(DeskRequest desk)
    {
        var posted = await desk.Posted();
        if (posted.Files["file"] is not { Length: > 0 } file)
            return Page(desk, [], noFile);

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, desk.Context.RequestAborted);
        var answer = await desk.SendLines("/submissions", bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        return answer.IsGood
            ? Page(desk, [.. Lines(answer.Body).Select(LineOutcome.Read)], null)
            : Page(desk, [], Phrase.Same(answer.Problem() is var problem ? problem.Detail ?? problem.Title : ""), answer.Status);
    }

    private static IEnumerable<JsonObject> Lines(ReadOnlyMemory<byte> body)
    {
        var rest = body;
        while (rest.Length > 0)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.Length > 0)
                yield return JsonNode.Parse(line.Span)!.AsObject();
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }

    private static IResult Page(DeskRequest desk, ImmutableArray<LineOutcome> outcomes, Phrase? fault, int? status = null) => desk.Page<BatchPage>(
        status ?? (fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
        (nameof(BatchPage.Outcomes), outcomes), (nameof(BatchPage.Fault), fault is null ? null : desk.In(fault)));
}

/// <summary>What became of a line: a number, or why not.</summary>
/// <param name="IsNew">Whether it was registered now, and not before by the same key.</param>
/// <param name="Faults">What is wrong with it, each with the place in the line.</param>
public sealed record LineOutcome(int Line, string? Id, string? Number, bool IsNew, string? Why, ImmutableArray<(string Pointer, string Fault)> Faults)
{
    internal static LineOutcome Read(JsonObject line) => new(
        line["line"]!.GetValue<int>(),
        line["id"]?.GetValue<string>(),
        line["number"]?.GetValue<string>(),
        line["status"]!.GetValue<int>() == StatusCodes.Status201Created,
        line["detail"]?.GetValue<string>() ?? line["title"]?.GetValue<string>(),
        [.. (line["errors"] as JsonObject ?? []).SelectMany(place => place.Value!.AsArray().Select(fault => (place.Key, fault!.GetValue<string>())))]);
}
