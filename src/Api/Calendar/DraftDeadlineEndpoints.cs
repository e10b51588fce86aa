using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Calendar;

/// <summary>The deadline of a draft, explained. No tag: a calendar that is loaded changes the answer, and no line of the draft.</summary>
internal sealed class DraftDeadlineEndpoints(DraftQueries queries, IReferenceData reference, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts/{id}/deadline", routes.ServiceProvider.GetRequiredService<DraftDeadlineEndpoints>().Explain)
            .Described(CalendarDocuments.DraftDeadline());

    private async Task<IResult> Explain(HttpContext context)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || await queries.Find(id, context.Actor(), context.RequestAborted) is not { } draft)
            return DraftProblems.NoSuchDraft;
        if (draft.Deadline is not { } deadline)
            return Problems.NotFound(new($"No deadline runs for this draft; it is {draft.Status}.", $"По этому проекту нет текущего срока; его статус – «{draft.Status.InWords().Ru}»."));
        return Answers.Ok(Answer(draft, deadline), CalendarResponseJson.Default.DraftDeadlineResponse);
    }

    private DraftDeadlineResponse Answer(DraftHead draft, Deadline deadline)
    {
        var (counted, movesTo) = reference.Current.Explain(deadline);
        return DraftDeadlineResponse.Of(
            deadline, counted, draft.DeadlineMissed ? null : movesTo, draft.Overdue, times.ZoneOf(deadline.Responsible)); // what was missed stays as it was
    }
}
