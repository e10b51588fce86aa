using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Forms;

/// <summary>A form of one command: what it asks, where it is sent, and which pages it leads to.</summary>
/// <param name="Name">By which unfinished input is kept, such as <c>new-draft</c>.</param>
/// <param name="Route">The command, where its fields have words of their own.</param>
/// <param name="Json">What stands in the fields before anybody types, as the API gives it.</param>
/// <param name="Choices">What its fields offer; asked for only when it is shown.</param>
/// <param name="Method">The method of the command.</param>
/// <param name="Target">Its path below <c>/api/v1</c>.</param>
/// <param name="Show">The page with the form; with a problem that is about no field, if the command was refused.</param>
/// <param name="Done">Where a good answer leads to.</param>
internal sealed record FormOfCommand(
    string Name, string Route, FormSchema Schema, JsonObject? Json, Func<Task<FormChoices>> Choices, string Method, string Target,
    Func<CommandForm, ApiProblem?, Task<IResult>> Show, Func<ApiAnswer, IResult> Done)
{
    public bool HasBody { get; init; } = true;

    /// <summary>The state that it is opened on; null where there is none before.</summary>
    public string? Tag { get; init; }

    /// <summary>Fields whose value is chosen before the form is opened.</summary>
    public ImmutableArray<string> Fixed { get; init; } = [];

    /// <summary>What rows are called that are there from the beginning, by their pointers.</summary>
    public ImmutableDictionary<string, string> RowNames { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The draft that it is about.</summary>
    public string? Of { get; init; }

    /// <summary>Buttons that ask something about what is written, and send nothing; the page shows the answer.</summary>
    public ImmutableArray<string> Asides { get; init; } = [];

    /// <summary>What else is done when it was taken, and is not missed where it cannot be done.</summary>
    public Func<ApiAnswer, Task> Afterwards { get; init; } = _ => Task.CompletedTask;

    /// <summary>What a list of unfinished input calls it.</summary>
    public required string Title { get; init; }
}

/// <summary>How a form is opened, written, checked, kept and sent. Nothing of it stays in the browser or on the node.</summary>
internal static class FormFlow
{
    public static async Task<IResult> Open(DeskRequest desk, FormOfCommand of)
    {
        var kept = await Unfinished.Find(desk, of.Name);
        var resumes = kept is not null && desk.Query("unfinished") is not null;
        var texts = resumes ? kept!.Texts(of.Schema) : FormTexts.Of(of.Schema, of.Json, desk.Viewer!.Zone);
        var form = new CommandForm(of.Schema, texts) { Tag = resumes ? kept!.Tag ?? of.Tag : of.Tag, Fixed = of.Fixed, RowNames = of.RowNames, KeptAt = resumes ? null : kept?.KeptAt };
        return await Show(of, form);
    }

    public static async Task<IResult> Post(DeskRequest desk, FormOfCommand of)
    {
        var posted = await desk.Posted();
        var doing = desk.IsBack ? "show" : posted["_do"] is [{ Length: > 0 } button, ..] ? button : "send";
        var texts = FormTexts.Typed(of.Schema, posted, isSent: doing == "send");
        var form = new CommandForm(of.Schema, texts) { Tag = Text("_tag") ?? of.Tag, Key = Text("_key") ?? CommandForm.NewKey(), Fixed = of.Fixed, RowNames = of.RowNames };
        switch (doing)
        {
            case "send":
                return await Send(desk, of, form);
            case "check":
                return await Check(desk, of, form);
            case "keep":
                form.Kept = await Unfinished.Keep(desk, of, form);
                return await Show(of, form);
            case "save":
                return new Saved((await Unfinished.Keep(desk, of, form)).IsKept);
            case "drop":
                await Unfinished.Drop(desk, of.Name);
                return DeskRequest.GoTo(desk.Place);
            case var aside when of.Asides.Contains(aside):
                (form.Aside, form.Written) = (aside, Reader(desk, of, form).Read(of.Schema));
                return await Show(of, form);
            default:
                form.Added = texts.Rearrange(of.Schema, doing);
                return await Show(of, form);
        }

        string? Text(string name) => posted[name] is [{ Length: > 0 } text] ? text : null;
    }

    private static async Task<IResult> Show(FormOfCommand of, CommandForm form, ApiProblem? problem = null)
    {
        form.Choices = await of.Choices();
        return await of.Show(form, problem);
    }

    private static async Task<IResult> Send(DeskRequest desk, FormOfCommand of, CommandForm form)
    {
        var (answer, reader) = await Ask(desk, of, form, of.Target);
        if (answer.IsGood)
        {
            await Unfinished.Drop(desk, of.Name);
            await of.Afterwards(answer);
            return of.Done(answer);
        }
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);

        var problem = answer.Problem();
        form.Refuse(Faults(desk, problem, reader));
        if (answer.Status == StatusCodes.Status412PreconditionFailed)
            form.MoveTo(of.Tag, FormTexts.Of(of.Schema, of.Json, desk.Viewer!.Zone), of.Json?.Select(part => part.Key) ?? []);
        return await Show(of, form, problem);
    }

    /// <summary>What would be wrong with it, for the fields that have been visited. Nothing is stored.</summary>
    private static async Task<IResult> Check(DeskRequest desk, FormOfCommand of, CommandForm form)
    {
        var (answer, reader) = await Ask(desk, of, form, $"{of.Target}?dryRun=true");
        var faults = answer.IsGood || answer.Status == StatusCodes.Status401Unauthorized ? [] : Faults(desk, answer.Problem(), reader);
        return new Checked([.. faults.Select(fault => new CheckedFault(form.PlaceOf(fault.Pointer), fault.Fault)).Where(fault => fault.At is not null)]);
    }

    private static async Task<(ApiAnswer Answer, FormReader Reader)> Ask(DeskRequest desk, FormOfCommand of, CommandForm form, string target)
    {
        var reader = Reader(desk, of, form);
        var body = of.HasBody ? Encoding.UTF8.GetBytes(reader.Read(of.Schema).ToJsonString()) : [];
        ImmutableArray<(string, Microsoft.Extensions.Primitives.StringValues)> headers = [("Idempotency-Key", Key(form, body))];
        if (form.Tag is not null)
            headers = headers.Add(("If-Match", form.Tag));
        return (await desk.Ask(of.Method, target, body, headers), reader);
    }

    private static FormReader Reader(DeskRequest desk, FormOfCommand of, CommandForm form) =>
        new(form.Texts, of.Json, FormTexts.Of(of.Schema, of.Json, desk.Viewer!.Zone), desk.Viewer.Zone, field => !FieldWords.Of(of.Route, field.Path).Codes.IsEmpty);

    /// <summary>
    /// Pressed twice, it is one request. Where the tag keeps an older page from doing harm, another text from the same page, such as after "back", is
    /// another request; without one it is refused as what was sent before with other words, rather than done a second time.
    /// </summary>
    private static string Key(CommandForm form, byte[] body) =>
        form.Tag is null ? form.Key : $"{form.Key}-{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}";

    /// <summary>What cannot be read is named in the terms of the field, not of JSON.</summary>
    private static (string Pointer, string Fault)[] Faults(DeskRequest desk, ApiProblem problem, FormReader reader) =>
        [.. problem.Faults.Select(fault => reader.Unreadable.TryGetValue(fault.Pointer, out var said) ? (fault.Pointer, desk.In(said)) : fault)];
}

/// <summary>What is wrong with fields, for the script.</summary>
internal sealed class Checked(CheckedFault[] faults) : IResult, IShowsNothing
{
    public Task ExecuteAsync(HttpContext httpContext) => Results.Json(faults, CheckedJson.Default.CheckedFaultArray).ExecuteAsync(httpContext);
}

/// <summary>Whether what was typed is kept, for the script.</summary>
internal sealed class Saved(bool isKept) : IResult, IShowsNothing
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = isKept ? StatusCodes.Status204NoContent : StatusCodes.Status422UnprocessableEntity;
        return Task.CompletedTask;
    }
}

/// <summary>What is wrong with a field, for the script.</summary>
/// <param name="At">The id of the field.</param>
internal sealed record CheckedFault(string? At, string Fault);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CheckedFault[]))]
internal sealed partial class CheckedJson : JsonSerializerContext;
