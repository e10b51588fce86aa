using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Api.Trials;

/// <summary>What a draft, a profile or a risk area would have hit.</summary>
internal sealed class TrialEndpoints(
    TrialQuestions questions, TrialStore store, IGrainFactory grains, CommandBodies bodies, Reads reads, LocalTimes times, IReferenceData reference,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Phrase NoSuchRunInWords = new("There is no such trial run.", "Такого пробного прогона нет.");

    public static readonly Problem NoSuchRun = Problems.NotFound(NoSuchRunInWords);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<TrialEndpoints>();
        routes.Map(HttpMethods.Post, "/trial-runs", endpoints.Start).Described(TrialDocuments.Start());
        routes.MapRead("/trial-runs", endpoints.List).Described(TrialDocuments.List());
        routes.MapRead("/trial-runs/{id}", endpoints.Get).Described(TrialDocuments.Get());
        routes.Map(HttpMethods.Delete, "/trial-runs/{id}", endpoints.Stop).Described(TrialDocuments.Stop());
    }

    /// <summary>The run that a request names, if the caller may know of it: those of the authority that asked for it, and auditors.</summary>
    public static async Task<TrialRun?> Find(HttpContext context, IGrainFactory grains, Operation operation)
    {
        if (!TrialId.TryParse(context.Request.RouteValues["id"] as string, out var id) || await grains.Trial(id).Get() is not { } run)
            return null;
        return IsOwn(run, context.Actor(), operation) || PermissionTable.Of(operation).HeldBy(context.Actor()).Any(grant => grant.Scope == Scope.Any) ? run : null;
    }

    /// <summary>Whether it is of the caller's authority, and the caller may do this with those.</summary>
    public static bool IsOwn(TrialRun run, Actor actor, Operation operation) => run.By.Authority == actor.Authority && PermissionTable.Of(operation).Refuse(actor) is null;

    private async Task<IResult> Start(HttpContext context)
    {
        if (PermissionTable.Of(Operation.StartTrialRun).Refuse(context.Actor()) is { } refusal)
            return new RefusalAnswer(refusal);
        var (asked, problem) = await bodies.ReadPlain<AskForTrial>(context);
        if (asked is null)
            return problem!;
        var (question, fault) = await questions.Of(context, asked);
        if (question is null)
            return fault!;

        return await Begin(context, question);
    }

    /// <summary>Begins what a caller may ask for.</summary>
    public async Task<IResult> Begin(HttpContext context, TrialQuestion question)
    {
        var actor = context.Actor();
        var run = await grains.Trial(TrialId.New()).Begin(question, new(actor.Authority, actor.Subject, actor.Name));
        context.Response.Headers.Location = $"/api/v1/trial-runs/{run.Id}";
        return new JsonAnswer<TrialRunResponse>(StatusCodes.Status202Accepted, Answer(run, context).Run(), TrialAnswerJson.Default.TrialRunResponse);
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        if (PermissionTable.Of(Operation.ListTrialRuns).Refuse(actor) is { } refusal)
            return new RefusalAnswer(refusal);
        var runs = await store.Of(new(actor.Authority, actor.Subject, actor.Name), context.RequestAborted);
        return Answers.Ok(new TrialRunList([.. runs.Select(run => Answer(run, context).Run(withResult: false))]), TrialAnswerJson.Default.TrialRunList);
    }

    private async Task<IResult> Get(HttpContext context)
    {
        if (await Find(context, grains, Operation.GetTrialRun) is not { } run)
            return NoSuchRun;
        var answer = Answer(run, context).Run();
        await reads.NoteDeclarations(context, Operation.GetTrialRun, string.Join(' ', [$"{run.Id}", .. answer.Result?.Samples.Select(sample => sample.Number) ?? []]));
        return Answers.Ok(answer, TrialAnswerJson.Default.TrialRunResponse);
    }

    private async Task<IResult> Stop(HttpContext context)
    {
        if (await Find(context, grains, Operation.StopTrialRun) is not { } run || await grains.Trial(run.Id).Stop() is not { } stopped)
            return NoSuchRun;
        return Answers.Ok(Answer(stopped, context).Run(), TrialAnswerJson.Default.TrialRunResponse);
    }

    private TrialAnswer Answer(TrialRun run, HttpContext context) => new(run, context.Actor(), reference, times, MoscowDays.Of(clock.GetUtcNow()));
}
