using RmsOrleans.Api.Json;
using RmsOrleans.Api.Submissions;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>Checks of declarations against the profiles in force: one, or one a line.</summary>
internal sealed class CheckEndpoints(IGrainFactory grains, IChecks checks, ControlStore store, CommandBodies bodies)
{
    /// <summary>How many lines are in hand at once.</summary>
    private const int InHand = 64;

    private static readonly Phrase momentExpected = new("Expected 00, 10, 11, 20 or 99.", "Ожидается 00, 10, 11, 20 или 99.");

    private static readonly Problem tooManyLines = Problems.TooLarge(new(
        "A line has at most 1 MB, and a body 4 MB; from here on nothing was read.", "Строка – не более 1 МБ, тело запроса – не более 4 МБ; начиная с этого места ничего не прочитано."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<CheckEndpoints>();
        routes.Map(HttpMethods.Post, "/checks", endpoints.Check).Described(CheckDocuments.Check());
    }

    private async Task<IResult> Check(HttpContext context)
    {
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (context.Request.HasJsonLines())
            return isDry ? DryRun.NotForFiles : new LinesAnswer(this);

        var (body, problem) = await bodies.ReadPlain<CheckBody>(context);
        if (body is null)
            return problem!;
        var (answer, refused) = isDry ? await Try(body, context.Actor(), context.RequestAborted) : await Check(body, context.Actor());
        return answer is null ? refused! : new JsonAnswer<CheckResponse>(Status(answer, isDry), answer, CheckResponseJson.Default.CheckResponse);
    }

    private static int Status(CheckResponse answer, bool isDry) => isDry || answer.Repeated == true ? StatusCodes.Status200OK : StatusCodes.Status201Created;

    private async Task<(CheckResponse? Answer, Problem? Problem)> Check(CheckBody body, Actor actor)
    {
        if (Read(body, out var wish, out var declaration) is { } fault)
            return (null, fault);
        var outcome = await grains.Control(declaration.Number).Check(wish, actor);
        if (outcome.Refusal is { } refusal)
            return (null, Problems.Of(refusal));

        var stored = await store.Read(Control.IdOf(declaration.Number), declaration.Number.ToString(), CancellationToken.None);
        var check = stored.Checks.Single(each => (each.Version, each.Moment) == (declaration.Version, wish.Moment));
        return (Answer(check, stored.Fold(), outcome.Value!.Repeated), null);
    }

    /// <summary>What a check would come to. Nothing is stored, and nobody learns of it.</summary>
    private async Task<(CheckResponse? Answer, Problem? Problem)> Try(CheckBody body, Actor actor, CancellationToken cancellation)
    {
        if (Read(body, out var wish, out _) is { } fault)
            return (null, fault);
        var outcome = await checks.Preview(wish, actor, cancellation);
        return outcome.IsRefused ? (null, Problems.Of(outcome.Refusal)) : (Answer(outcome.Value.Record, outcome.Value.After, outcome.Value.Repeated), null);
    }

    private static CheckResponse Answer(CheckRecord check, Control? control, bool repeated)
    {
        var standing = StandingResponse.Of(control);
        return new(
            check.Number, check.Version, Codes.Of(check.Moment), check.Moment.InWords(), check.At.In(MoscowDays.Zone), check.Directory, check.Register, check.SelectionDay, check.Sampled,
            standing.IsEmpty, standing, HitResponse.Of(control), CheckRecordResponse.UndecidableOf(check), repeated ? true : null);
    }

    /// <summary>What is wrong with the body; null if nothing is.</summary>
    private static Problem? Read(CheckBody body, out CheckWish wish, out RmsOrleans.Declarations.Declaration declaration)
    {
        var read = DeclarationJson.Read(RecordKind.Declarations, 1, JsonSerializer.SerializeToUtf8Bytes(body.Declaration, JsonElementJson.Default.JsonElement));
        var moment = Codes.Moment(body.Moment);
        ImmutableArray<ValidationError> errors =
        [
            .. read.Faults.Select(fault => new ValidationError($"/declaration{fault.Pointer}", FaultWords.InWords(fault.Code, fault.Detail))),
            .. moment is null ? [new ValidationError("/moment", momentExpected)] : (ReadOnlySpan<ValidationError>)[],
        ];
        (wish, declaration) = (null!, read.Declaration!);
        if (!errors.IsEmpty || moment is null || read.Declaration is null)
            return Problems.BadInput(errors);
        wish = new(DeclarationJson.Canonical(read.Declaration), moment.Value, body.Simplified);
        return null;
    }

    /// <summary>One check a line, answered in the order of lines; many are in hand at once, and a line that is refused stops nothing.</summary>
    private async Task AnswerLines(HttpContext context)
    {
        if (EncodedBody.TryOpen(context, out var notTaken) is not { } reader)
        {
            await context.Answer(notTaken!);
            return;
        }
        context.Response.ContentType = ContentTypes.JsonLines;
        var language = Languages.Of(context.Request);
        context.Response.Speaks(language);
        var (lines, waiting) = (new LineReader(reader), new Queue<Task<CheckedLine>>());
        var before = new Dictionary<string, Task<CheckedLine>>(StringComparer.Ordinal);
        var actor = context.Actor();
        for (var line = await lines.Next(context.RequestAborted); line is not null; line = await lines.Next(context.RequestAborted))
        {
            waiting.Enqueue(CheckLine(line, lines.Problem, actor, before));
            if (waiting.Count == InHand)
                await Write(context, await waiting.Dequeue(), language);
            if (line.End is LineEnd.BodyTooLarge or LineEnd.CutOff or LineEnd.Undecodable)
                break;
        }
        while (waiting.TryDequeue(out var next))
            await Write(context, await next, language);
    }

    /// <param name="before">The lines of each declaration that are in hand: those of one are checked one after the other.</param>
    private Task<CheckedLine> CheckLine(Line line, Problem? undecodable, Actor actor, Dictionary<string, Task<CheckedLine>> before)
    {
        var read = line.End == LineEnd.Whole ? JsonBody.Read<CheckBody>(line.Bytes) : default;
        var number = read.Value?.Declaration is { ValueKind: JsonValueKind.Object } declaration && declaration.TryGetProperty("number", out var named) && named.ValueKind == JsonValueKind.String
            ? named.GetString()! : "";
        return before[number] = CheckLine(line, read, undecodable, actor, number.Length == 0 ? null : before.GetValueOrDefault(number));
    }

    private async Task<CheckedLine> CheckLine(Line line, BodyRead<CheckBody> read, Problem? undecodable, Actor actor, Task<CheckedLine>? before)
    {
        try
        {
            if (line.End != LineEnd.Whole)
            {
                return new(line.Number, null, line.End switch
                {
                    LineEnd.Undecodable => undecodable,
                    LineEnd.CutOff => Problems.BadInput(new("The body was cut off in this line, so it was not taken.", "Тело запроса обрывается на этой строке, поэтому она не принята."), []),
                    _ => tooManyLines,
                });
            }
            if (!read.Errors.IsEmpty || read.Value is null)
                return new(line.Number, null, Problems.BadInput(read.Errors));
            if (before is not null)
                await before;
            var (answer, problem) = await Check(read.Value, actor);
            return new(line.Number, answer, problem);
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException or OrleansException)
        {
            return new(line.Number, null, Problems.Of(failure));
        }
        finally
        {
            line.Dispose();
        }
    }

    private static async Task Write(HttpContext context, CheckedLine line, Language language)
    {
        var type = CheckResponseJson.Default.CheckLineResponse.In(language);
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Answers.Readable))
        {
            if (line.Answer is { } answer)
                JsonSerializer.Serialize(json, new CheckLineResponse(line.Number, Status(answer, isDry: false), answer), type);
            else
                line.Problem!.Write(json, language, line.Number);
        }
        await context.Response.BodyWriter.WriteAsync("\n"u8.ToArray());
    }

    private sealed record CheckedLine(int Number, CheckResponse? Answer, Problem? Problem);

    private sealed class LinesAnswer(CheckEndpoints endpoints) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => endpoints.AnswerLines(httpContext);
    }
}

/// <summary>A part of a body as it was sent.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementJson : System.Text.Json.Serialization.JsonSerializerContext;
