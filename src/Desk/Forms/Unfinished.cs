using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Unfinished;

namespace RmsOrleans.Desk.Forms;

/// <summary>Input that was kept and not sent, private to whoever typed it, on whichever node.</summary>
internal sealed class Unfinished
{
    private readonly UnfinishedResponse kept;

    private Unfinished(UnfinishedResponse kept) => this.kept = kept;

    /// <summary>The state of the draft on which the form was opened.</summary>
    public string? Tag => kept.Tag;

    public DateTimeOffset KeptAt => kept.KeptAt;

    public static async Task<Unfinished?> Find(DeskRequest desk, string form)
    {
        var answer = await desk.Ask(HttpMethods.Get, $"/unfinished/{form}");
        return answer.IsGood ? new Unfinished(answer.Read(DeskJson.Default.UnfinishedResponse)) : null;
    }

    /// <summary>What came of keeping it: null if it is kept, else why not.</summary>
    public static async Task<(bool IsKept, string? Why)> Keep(DeskRequest desk, FormOfCommand of, CommandForm form)
    {
        var body = new JsonObject { ["title"] = Short(of.Title), ["values"] = new JsonObject(form.Texts.All.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, each.Value))) };
        if (of.Of is not null)
            body["of"] = of.Of;
        if (form.Tag is not null)
            body["tag"] = form.Tag;
        // Whoever writes in two windows keeps what was typed last.
        var answer = await desk.Ask(HttpMethods.Put, $"/unfinished/{of.Name}", Encoding.UTF8.GetBytes(body.ToJsonString()));
        if (answer.Status == StatusCodes.Status428PreconditionRequired)
            answer = await desk.Ask(HttpMethods.Put, $"/unfinished/{of.Name}", Encoding.UTF8.GetBytes(body.ToJsonString()), ("If-Match", "*"));
        return answer.IsGood ? (true, null) : (false, answer.Problem() is { } problem ? problem.Detail ?? problem.Title : null);
    }

    public static Task Drop(DeskRequest desk, string form) => desk.Ask(HttpMethods.Delete, $"/unfinished/{form}");

    public FormTexts Texts(FormSchema schema) => FormTexts.Typed(
        schema, kept.Values.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, new Microsoft.Extensions.Primitives.StringValues(each.Value.GetString()))), isSent: false);

    private static string Short(string title) => new([.. title.Where(letter => !char.IsControl(letter)).Take(150)]);
}
