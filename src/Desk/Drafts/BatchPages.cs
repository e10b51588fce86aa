using System.Text.Json.Nodes;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A file of submissions, a line for each, and what became of each line.</summary>
internal static class BatchPages
{
    private static readonly Phrase noFile = new("Choose a file.", "Выберите файл.");

    private static readonly Phrase noLines = new("This file has no line.", "В этом файле нет ни одной строки.");

    private static readonly Phrase title = new("Many submissions", "Пакет проектов");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/submissions/batch", desk => Task.FromResult(
            desk.Viewer!.MayDo("submit") ? Page(desk, null) : FailedPage.NotYours(desk, desk.In(title))));
        routes.Form("/submissions/batch", Send);
    }

    private static async Task<IResult> Send(DeskRequest desk)
    {
        var posted = await desk.Posted();
        if (posted.Files["file"] is not { Length: > 0 } file)
            return Page(desk, noFile);

        await using var lines = file.OpenReadStream();
        var count = await Count(lines);
        if (count == 0)
            return Page(desk, noLines);

        await using var answers = new BatchAnswers(desk, count);
        lines.Position = 0;
        if (await desk.SendLines("/submissions", lines, file.Length, answers) is { } refused)
            return Page(desk, Phrase.Same(refused.Problem() is var problem ? problem.Detail ?? problem.Title : ""), refused.Status);

        await answers.End();
        return Results.Empty;
    }

    private static async Task<int> Count(Stream lines)
    {
        var (count, isInLine, buffer) = (0, false, new byte[16 * 1024]);
        for (int read; (read = await lines.ReadAsync(buffer)) > 0;)
        {
            foreach (var each in buffer.AsSpan(0, read))
            {
                count += each != '\n' && !isInLine ? 1 : 0;
                isInLine = each != '\n';
            }
        }
        return count;
    }

    private static IResult Page(DeskRequest desk, Phrase? fault, int? status = null) => desk.Page<BatchPage>(
        status ?? (fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest), (nameof(BatchPage.Fault), fault is null ? null : desk.In(fault)));
}

/// <summary>Answers to lines on their way to a page that is sent as they come: its beginning, a row for each, and at last its end.</summary>
internal sealed class BatchAnswers(DeskRequest desk, int lines) : PassedBody(desk.Context)
{
    private readonly MemoryStream rest = new();
    private int all, registered;
    private string end = "";

    /// <summary>All lines have been answered.</summary>
    public async Task End()
    {
        var said = desk.In(new($"Registered: {registered} of {all}.", $"Зарегистрировано: {registered} из {all}."));
        await Write(end.Replace(BatchPage.Sum, $"<p role=\"status\"><b>{said}</b></p>", StringComparison.Ordinal));
    }

    protected override async Task Begin(HttpResponse response)
    {
        PageRendering.Head(desk, StatusCodes.Status200OK);
        var page = (await PageRendering.Render(desk, typeof(BatchPage), new() { [nameof(BatchPage.Lines)] = lines })).Split(BatchPage.Rows);
        end = page[1];
        await Write(page[0]);
    }

    protected override async ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var outcomes = ImmutableArray.CreateBuilder<LineOutcome>();
        for (var left = bytes; left.Length > 0;)
        {
            var lineEnd = left.Span.IndexOf((byte)'\n');
            rest.Write(left.Span[..(lineEnd < 0 ? left.Length : lineEnd)]);
            if (lineEnd < 0)
                break;
            left = left[(lineEnd + 1)..];
            outcomes.Add(LineOutcome.Read(JsonNode.Parse(rest.GetBuffer().AsSpan(0, (int)rest.Length))!.AsObject()));
            rest.SetLength(0);
        }
        if (outcomes.Count == 0)
            return;

        all += outcomes.Count;
        registered += outcomes.Count(each => each.Number is not null);
        await Write(await PageRendering.Render(desk, typeof(BatchRows), new() { [nameof(BatchRows.Of)] = outcomes.ToImmutable() }));
    }

    private Task Write(string html) => desk.Context.Response.WriteAsync(html, desk.Context.RequestAborted);
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
