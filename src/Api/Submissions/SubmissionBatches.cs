using System.Diagnostics;
using System.Threading.Channels;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Submissions;

/// <summary>
/// One submission a line. Lines are read and handed in while earlier ones are still under way; answers go out in the order of lines. They
/// are kept until the client takes them, so a client that sends everything before it reads anything is not left hanging.
/// </summary>
internal sealed class SubmissionBatches(Submitting submitting, CommandBodies bodies, BodyMemory memory, ILogger<SubmissionBatches> log)
{
    /// <summary>How many lines are in hand at once.</summary>
    public const int InHand = 256;

    /// <summary>The most lines of a body; each has one short answer, which bounds what is kept.</summary>
    public const int MostLines = 10_000;

    private const string KeyPointer = "/idempotencyKey";

    public async Task Answer(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(IdempotencyKey.Header))
        {
            await context.Answer(IdempotencyKey.NotForABatch);
            return;
        }
        if (RequestBody.IsAnnouncedTooLarge(context))
        {
            await context.Answer(RequestBody.TooLarge);
            return;
        }
        if (EncodedBody.TryOpen(context, out var notTaken) is not { } body)
        {
            await context.Answer(notTaken!);
            return;
        }
        if (!memory.TryTake(RequestBody.Limit))
        {
            await context.Answer(Problems.Overloaded);
            return;
        }

        try
        {
            // A body that is broken from its beginning on has no line that an answer could be for.
            var lines = new LineReader(body);
            var first = await lines.Next(context.RequestAborted);
            await (first?.End == LineEnd.Undecodable ? context.Answer(lines.Problem!) : AnswerLines(context, lines, first));
        }
        finally
        {
            memory.GiveBack(RequestBody.Limit);
        }
    }

    private async Task AnswerLines(HttpContext context, LineReader lines, Line? first)
    {
        context.Response.ContentType = ContentTypes.JsonLines;
        var language = Languages.Of(context.Request);
        context.Response.Speaks(language);
        var answers = Channel.CreateUnbounded<Task<LineAnswer>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var writing = LineAnswers.Write(answers.Reader, context.Response.BodyWriter, language);
        try
        {
            await HandIn(context, lines, first, answers.Writer);
        }
        finally
        {
            answers.Writer.Complete();
            await writing;
        }
    }

    private async Task HandIn(HttpContext context, LineReader lines, Line? first, ChannelWriter<Task<LineAnswer>> answers)
    {
        var actor = context.Actor();
        var span = RequestSpan.Of(context);
        var inHand = new SemaphoreSlim(InHand);
        for (var line = first; line is not null; line = await lines.Next(context.RequestAborted))
        {
            if (line.Number > MostLines)
            {
                line.Dispose();
                await answers.WriteAsync(Refused(line, Problems.TooLarge(new(
                    $"A body has at most {MostLines} lines; from here on nothing was read.",
                    $"В теле запроса допускается не более {MostLines} строк; начиная с этого места ничего не прочитано."))));
                return;
            }

            switch (line.End)
            {
                case LineEnd.Whole:
                    await inHand.WaitAsync();
                    await answers.WriteAsync(Submit(line, actor, inHand, context, span));
                    break;
                case LineEnd.LineTooLong:
                    await answers.WriteAsync(Refused(line, Problems.TooLarge(new("A line has at most 1 MB.", "Размер строки – не более 1 МБ."))));
                    break;
                case LineEnd.BodyTooLarge:
                    await answers.WriteAsync(Refused(line, Problems.TooLarge(new(
                        "A body has at most 4 MB; from here on nothing was read.",
                        "Размер тела запроса – не более 4 МБ; начиная с этого места ничего не прочитано."))));
                    return;
                case LineEnd.CutOff:
                    await answers.WriteAsync(Refused(line, Problems.BadInput(new(
                        "The body was cut off in this line, so it was not taken.", "Тело запроса обрывается на этой строке, поэтому она не принята."), [])));
                    return;
                case LineEnd.Undecodable:
                    await answers.WriteAsync(Refused(line, lines.Problem!));
                    return;
            }
        }
    }

    private static Task<LineAnswer> Refused(Line line, Problem problem) => Task.FromResult(new LineAnswer(line.Number, null, problem));

    private async Task<LineAnswer> Submit(Line line, Actor actor, SemaphoreSlim inHand, HttpContext context, Activity? request)
    {
        var began = DateTimeOffset.UtcNow;
        try
        {
            var read = JsonBody.Read<SubmissionLine>(line.Bytes);
            line.Dispose();
            var errors = read.Errors;
            if (read.Value is { IdempotencyKey: { } key } && !IdempotencyKey.IsValid(key) && !errors.Any(error => error.Pointer == KeyPointer))
                errors = errors.Add(new ValidationError(KeyPointer, IdempotencyKey.Expected));
            if (!errors.IsEmpty)
                return new LineAnswer(line.Number, null, bodies.Faulty(read.Value?.ToSubmit(), errors));

            var submission = read.Value!;

            var outcome = await submitting.Begin(submission.ToSubmit(), actor, submission.IdempotencyKey);
            if (outcome.Refusal is not { } refusal)
                return new LineAnswer(line.Number, outcome.Value, null);

            var problem = Problems.Of(refusal);
            using var span = RequestSpan.KeepLine(request, context, line.Number, began, problem);
            if (span is not null)
                outcome.Account?.WriteTo(span.SetTag(CommandTags.Reason, refusal.Reason.ToString()));
            return new LineAnswer(line.Number, null, problem);
        }
        catch (Exception surprise)
        {
            var problem = Problems.Of(surprise);
            if (problem.Status == StatusCodes.Status500InternalServerError)
                log.Surprise(surprise, "line of", "/submissions");
            using var span = RequestSpan.KeepLine(request, context, line.Number, began, problem);
            span?.SetTag(CommandTags.Command, nameof(Grains.Drafts.Submit)).SetTag("error.type", surprise.GetType().FullName);
            return new LineAnswer(line.Number, null, problem);
        }
        finally
        {
            inHand.Release();
        }
    }
}
