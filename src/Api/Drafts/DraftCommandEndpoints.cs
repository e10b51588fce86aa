using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>The life of a draft step by step: each command by its route.</summary>
internal sealed class DraftCommandEndpoints(
    IGrainFactory grains, Submitting submitting, CommandBodies bodies, DraftQueries queries, Receipts receipts)
{
    private static readonly Register register = new();
    private static readonly Sign sign = new();
    private static readonly AgreeOpinion agree = new();
    private static readonly PrepareProfile prepareProfile = new();
    private static readonly GiveProfileVisa giveProfileVisa = new();
    private static readonly SignProfile signProfile = new();
    private static readonly RequestApproval requestApproval = new();
    private static readonly RegisterProfile registerProfile = new();
    private static readonly Approve approve = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DraftCommandEndpoints>();
        MapPaperwork(routes, endpoints);
        MapConsideration(routes, endpoints);
        MapProfileWork(routes, endpoints);
    }

    private static void MapPaperwork(IEndpointRouteBuilder routes, DraftCommandEndpoints endpoints)
    {
        routes.MapPost("/drafts", endpoints.Prepare).Described(DraftDocuments.Prepare());
        routes.MapPut($"/drafts/{{id}}/{Routes.Content}", context => endpoints.Execute<Edit>(context, Seen.Required)).Described(DraftDocuments.Edit());
        routes.MapPost($"/drafts/{{id}}/{Routes.Signature}", context => endpoints.Execute(context, Seen.Required, sign)).Described(DraftDocuments.Sign());
        routes.MapPost($"/drafts/{{id}}/{Routes.Visas}", context => endpoints.Execute<GiveVisa>(context, Seen.Required)).Described(DraftDocuments.GiveVisa());
        routes.MapPost($"/drafts/{{id}}/{Routes.VisaRefusals}", context => endpoints.Execute<RefuseVisa>(context, Seen.Honoured)).Described(DraftDocuments.RefuseVisa());
        routes.MapPost($"/drafts/{{id}}/{Routes.Registration}", context => endpoints.Execute(context, Seen.Honoured, register)).Described(DraftDocuments.Register());
        routes.MapPost($"/drafts/{{id}}/{Routes.Discard}", context => endpoints.Execute<Discard>(context, Seen.Honoured)).Described(DraftDocuments.Discard());
    }

    private static void MapConsideration(IEndpointRouteBuilder routes, DraftCommandEndpoints endpoints)
    {
        Post<AssignExecutor>(Routes.Executor, ConsiderationDocuments.AssignExecutor());
        Post<ConveneMeeting>(Routes.Meeting, ConsiderationDocuments.ConveneMeeting());
        Post<RecordMinutes>(Routes.Minutes, ConsiderationDocuments.RecordMinutes());
        Post<Resolve>(Routes.Resolution, ConsiderationDocuments.Resolve());
        Post<RecordInformation>(Routes.Information, ConsiderationDocuments.RecordInformation());
        Post<GiveOpinion>(Routes.Opinion, ConsiderationDocuments.GiveOpinion());
        Post(Routes.OpinionAgreement, ConsiderationDocuments.AgreeOpinion(), agree);
        Post<ReturnOpinion>(Routes.OpinionReturn, ConsiderationDocuments.ReturnOpinion());
        Post<Resubmit>(Routes.Resubmission, ConsiderationDocuments.Resubmit());
        Post<Withdraw>(Routes.Withdrawal, ConsiderationDocuments.Withdraw());

        void Post<T>(string route, RouteDocument document, T? whenEmpty = null) where T : DraftCommand =>
            routes.MapPost($"/drafts/{{id}}/{route}", context => endpoints.Execute(context, Seen.Honoured, whenEmpty)).Described(document);
    }

    private static void MapProfileWork(IEndpointRouteBuilder routes, DraftCommandEndpoints endpoints)
    {
        routes.MapPut($"/drafts/{{id}}/{Routes.Profile}", context => endpoints.Execute<EditProfile>(context, Seen.Required)).Described(ProfileWorkDocuments.Edit());
        Post(Routes.ProfilePreparation, Seen.Honoured, ProfileWorkDocuments.Prepare(), prepareProfile);
        Post(Routes.ProfileVisas, Seen.Required, ProfileWorkDocuments.GiveVisa(), giveProfileVisa);
        Post<RefuseProfileVisa>(Routes.ProfileVisaRefusals, Seen.Honoured, ProfileWorkDocuments.RefuseVisa());
        Post(Routes.ProfileSignatures, Seen.Required, ProfileWorkDocuments.Sign(), signProfile);
        Post(Routes.ApprovalRequest, Seen.Honoured, ProfileWorkDocuments.RequestApproval(), requestApproval);
        Post(Routes.Approval, Seen.Required, ProfileWorkDocuments.Approve(), approve);
        Post<ReturnProfile>(Routes.ApprovalReturn, Seen.Honoured, ProfileWorkDocuments.Return());
        Post<ReportApproval>(Routes.ApprovalReport, Seen.Honoured, ProfileWorkDocuments.Report());
        Post(Routes.ProfileRegistration, Seen.Honoured, ProfileWorkDocuments.Register(), registerProfile);

        void Post<T>(string route, Seen seen, RouteDocument document, T? whenEmpty = null) where T : DraftCommand =>
            routes.MapPost($"/drafts/{{id}}/{route}", context => endpoints.Execute(context, seen, whenEmpty)).Described(document);
    }

    /// <summary>Whether a command needs <c>If-Match</c>: nobody edits or signs what they did not see.</summary>
    private enum Seen
    {
        Honoured,
        Required,
    }

    private async Task Prepare(HttpContext context)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key))
        {
            await context.Answer(IdempotencyKey.Malformed);
            return;
        }

        var (prepare, problem) = await bodies.Read<Prepare>(context);
        if (prepare is null)
            await context.Answer(problem!);
        else
            await receipts.AnswerMade(context, await submitting.Begin(prepare, context.Actor(), key));
    }

    /// <param name="whenEmpty">The command that a request without a body means.</param>
    private async Task Execute<T>(HttpContext context, Seen need, T? whenEmpty = null) where T : DraftCommand
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id))
        {
            await context.Answer(DraftProblems.NoSuchDraft);
            return;
        }
        if (!IdempotencyKey.TryRead(context.Request, out var key))
        {
            await context.Answer(IdempotencyKey.Malformed);
            return;
        }
        if (!Precondition.TryRead(context.Request, out var seen))
        {
            await context.Answer(Precondition.Malformed);
            return;
        }
        if (need == Seen.Required && (!seen.IsSent || seen.IsAny))
        {
            await context.Answer(Precondition.Needed);
            return;
        }

        var (command, problem) = await bodies.Read(context, whenEmpty);
        if (command is null)
        {
            await context.Answer(problem!);
            return;
        }

        var conditions = new RequestConditions(await SeenLine(seen, id, context.RequestAborted), RequestKeys.Of(key, command));
        Outcome<DraftReceipt> outcome;
        try
        {
            outcome = await grains.Draft(id).Execute(command, context.Actor(), conditions);
        }
        catch
        {
            RequestSpan.Names(context, typeof(T).Name, id);
            throw;
        }
        await receipts.AnswerDone(context, outcome);
    }

    /// <summary>The one line that the grain is to insist on. Of several, the one that stands now, or else the latest that has been.</summary>
    private async ValueTask<int?> SeenLine(Precondition seen, DraftId id, CancellationToken cancellation)
    {
        if (!seen.IsSent || seen.IsAny)
            return null;
        if (seen.Lines.Length == 1)
            return seen.Lines[0];

        return seen.Among(await queries.LastLine(id, cancellation) ?? 0);
    }
}
