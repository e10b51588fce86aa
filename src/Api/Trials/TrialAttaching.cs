using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Trials;

/// <summary>A trial run goes with a draft: its totals become part of it.</summary>
internal sealed class TrialAttaching(DraftQueries queries, NextSteps steps, IGrainFactory grains, CommandBodies bodies, Receipts receipts, IReferenceData reference)
{
    private static readonly Phrase notDone = new("A run is attached when it is done.", "Приложить можно только завершённый прогон.");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Put, $"/drafts/{{id}}/{AttachTrialRun.Route}", routes.ServiceProvider.GetRequiredService<TrialAttaching>().Attach)
        .Described(TrialDocuments.Attach());

    private async Task<IResult> Attach(HttpContext context)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id) || await queries.Find(id, context.Actor(), context.RequestAborted) is not { } row)
            return DraftProblems.NoSuchDraft;
        if (CommandHeaders.Read(context.Request, out var headers) is { } fault)
            return fault;
        var (isDry, key, seen) = headers;
        if (!seen.IsSent || seen.IsAny)
            return Precondition.Needed;
        var (asked, problem) = await bodies.ReadPlain<AttachTrial>(context);
        if (asked is null)
            return problem!;

        var conditions = new RequestConditions(seen.LineFor(row.LastLine));
        var (command, refused) = await Read(context, row, asked, key, conditions);
        if (command is null)
            return refused!;
        conditions = conditions with { Key = RequestKeys.Of(key, command) };
        return isDry
            ? receipts.OfTried(await grains.Draft(id).Try(command, context.Actor(), conditions))
            : receipts.OfDone(context, await Execute(context, id, command, conditions));
    }

    /// <summary>The command with the totals of the run. Whoever may not attach any is told so, and nothing of the run.</summary>
    private async Task<(AttachTrialRun? Command, IResult? Refused)> Read(HttpContext context, DraftHead row, AttachTrial asked, string? key, RequestConditions conditions)
    {
        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        var isRepeated = key is not null && draft.Requests.Any(earlier => earlier.Request.Key == key);
        if (!isRepeated && steps.RefuseTrialRun(context.Actor(), draft, conditions) is { } refusal)
            return (null, new RefusalAnswer(refusal));
        if (await grains.Trial(asked.Run).Get() is not { } run || !TrialEndpoints.IsOwn(run, context.Actor(), Operation.GetTrialRun))
            return (null, Problems.BadInput("/run", TrialEndpoints.NoSuchRunInWords));
        return run.Result is { } result ? (new(TotalsOf(run, result), asked.TakeEstimate), null) : (null, Problems.BadInput("/run", notDone));
    }

    private AttachedRun TotalsOf(TrialRun run, TrialResult result) => new(
        run.Id.Value, run.Question.ContentHash, run.Question.From, run.Question.To, run.Question.Authorities, result.Revision, result.Examined.Declarations,
        result.Hit.Declarations, result.Hit.Items, result.ValueHit, result.Outcomes.Controlled, result.Outcomes.WithFinding,
        TerritoryShare.Of(run.Question.RiskArea, run.Question.Authorities, reference.Current.Authorities),
        result.Estimate is { } estimate ? new(estimate.ValidFrom, estimate.ValidTo, estimate.Consignments, estimate.Least, estimate.Most) : null,
        result.Inspections is { IsEmpty: false } loads
            ? new(
                loads.Length, Math.Round(loads.Sum(load => load.InForce.Mean), 1), Math.Round(loads.Sum(load => load.Added.Mean), 1), loads.Count(load => load.Capacity is not null),
                loads.Count(load => load.DaysAbove > load.DaysAboveBefore), loads.Count(load => load.DaysAboveBefore > 0))
            : null);

    private async Task<Outcome<DraftReceipt>> Execute(HttpContext context, DraftId id, AttachTrialRun command, RequestConditions conditions)
    {
        try
        {
            return await grains.Draft(id).Execute(command, context.Actor(), conditions);
        }
        catch
        {
            RequestSpan.Names(context, nameof(AttachTrialRun), id);
            throw;
        }
    }
}
