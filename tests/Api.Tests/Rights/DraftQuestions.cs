using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Drafts;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>Everything that is asked about a draft of Baltic Customs.</summary>
internal static class DraftQuestions
{
    private static readonly string today = $"authority={Ceramics.Baltic}&registeredFrom=2026-11-21&registeredTo=2026-11-21";

    public static IEnumerable<Question> All => [.. Beginning(), .. Paperwork(), .. Life(), .. Files(), .. Runs(), .. Reading(isRegistered: false), .. Reading(isRegistered: true)];

    private static IEnumerable<Question> Beginning()
    {
        yield return new(Operation.Submit, Nothing, _ => Request(HttpMethod.Post, Wire.Submissions, Examples.Submission()));
        yield return new(Operation.PrepareDraft, Nothing, _ => Request(HttpMethod.Post, Wire.Drafts, Examples.Prepare()));
    }

    private static IEnumerable<Question> Paperwork()
    {
        yield return Step(Edit.Route, ADraft.Prepared, Examples.Edit(), isRegistered: false);
        yield return Step(Sign.Route, ADraft.Prepared, Examples.Of<Sign>(), isRegistered: false);
        foreach (var condition in (Condition[])[Condition.CoordinationHeadsVisa, Condition.DeputyHeadsVisa, Condition.UnitHeadsVisa])
        {
            var office = condition.ToString().Replace("sVisa", "", StringComparison.Ordinal);
            yield return Step(GiveVisa.Route, ADraft.Signed, new JsonObject { ["as"] = office }, isRegistered: false) with { Condition = condition };
            yield return Step(RefuseVisa.Route, ADraft.Signed, new JsonObject { ["as"] = office, ["remarks"] = "Unclear." }, isRegistered: false) with { Condition = condition };
        }
        yield return Step(Register.Route, ADraft.Agreed, null, isRegistered: false);
        yield return Step(Discard.Route, ADraft.Prepared, Examples.Of<Discard>(), isRegistered: false);
    }

    private static IEnumerable<Question> Life()
    {
        yield return Step(ReplaceUnit.Route, ADraft.Assigned, Examples.Of<ReplaceUnit>());
        foreach (var (route, life) in LifeRoutes.All)
        {
            if (route is not (Approve.Route or ReturnProfile.Route))
            {
                yield return Step(route, life.Permission, life.Body);
                continue;
            }
            yield return Step(route, AwaitingApprovalOf("AllRussian"), life.Body) with { Condition = Condition.AllRussian };
            yield return Step(route, AwaitingApprovalOf("Regional", "10200000"), life.Body) with { Condition = Condition.Regional };
            yield return Step(route, ADraft.AwaitingApproval, life.Body) with { Condition = Condition.Zonal };
        }
    }

    private static IEnumerable<Question> Files()
    {
        yield return Add("draft", Condition.ToDraftOrNote, ADraft.Prepared, isRegistered: false);
        yield return Add("minutes", Condition.ToMinutes, ADraft.Convened);
        yield return Add("opinion", Condition.ToOpinion, ADraft.AskedFor);
        yield return Add("report", Condition.ToReport, ADraft.Approved);
        yield return new(Operation.RemoveAttachment, About(WithAFile), draft => Request(HttpMethod.Delete, $"{draft.Path}/attachments/1", null, $"If-Match: {draft.Tag}"))
        {
            IsRegistered = false,
            Route = Detach.Route,
        };
        yield return new(Operation.ListAttachments, About(WithAFile), draft => new(HttpMethod.Get, $"{draft.Path}/attachments")) { IsRegistered = false };
        yield return new(Operation.GetAttachment, About(WithAFile), draft => new(HttpMethod.Get, $"{draft.Path}/attachments/1")) { IsRegistered = false };

        static Question Add(string to, Condition condition, Func<TheProgram, Task<ADraft>> situation, bool isRegistered = true) => new(
            Operation.AddAttachment, About(situation), draft => Wire.Request(HttpMethod.Post, $"{draft.Path}/attachments", AFile.Form(to, "scan.pdf", AFile.Pdf), $"If-Match: {draft.Tag}"))
        {
            IsRegistered = isRegistered,
            Condition = condition,
            Route = Attach.Route,
        };

        static async Task<ADraft> WithAFile(TheProgram program) => await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "scan.pdf", AFile.Pdf);
    }

    private static IEnumerable<Question> Runs()
    {
        yield return Attach(Condition.ToDraft, ADraft.Prepared, Ceramics.Author, isRegistered: false);
        yield return Attach(Condition.ToProfile, ADraft.Expedient, Ceramics.Executor, isRegistered: true);

        static Question Attach(Condition condition, Func<TheProgram, Task<ADraft>> situation, Grains.Kernel.Actor by, bool isRegistered) => new(
            Operation.AttachTrialRun,
            async (program, asker) =>
            {
                var draft = await About(situation)(program, asker);
                return draft with { Run = await ARun.Of(program, by, draft.Path.Split('/')[^1]) };
            },
            draft => Request(HttpMethod.Put, $"{draft.Path}/{AttachTrialRun.Route}", new JsonObject { ["run"] = draft.Run }, $"If-Match: {draft.Tag}"))
        {
            IsRegistered = isRegistered,
            Condition = condition,
            Route = AttachTrialRun.Route,
        };
    }

    private static IEnumerable<Question> Reading(bool isRegistered)
    {
        (Operation Operation, string Path)[] ofOne =
        [
            (Operation.GetDraft, ""), (Operation.GetJournal, "/journal"), (Operation.GetVersion, "/versions/1"),
            (Operation.GetVersionChanges, "/versions/1/changes"), (Operation.PrintDraft, "/print"), (Operation.WatchDraft, "/events"),
        ];
        foreach (var (operation, path) in ofOne)
            yield return Read(operation, draft => draft.Path + path);
        yield return Read(Operation.ListDrafts, _ => $"{Wire.Drafts}?authority={Ceramics.Baltic}&limit=200");
        yield return Read(Operation.ListTasks, _ => "/api/v1/tasks?limit=200");
        yield return Read(Operation.CountTasks, _ => "/api/v1/tasks/counts");
        yield return Read(Operation.GetDraftList, _ => $"{Wire.Drafts}/list.csv?authority={Ceramics.Baltic}");
        if (!isRegistered)
            yield break;

        yield return Read(Operation.GetDeadline, draft => $"{draft.Path}/deadline");
        yield return Read(Operation.GetRegistration, draft => $"/api/v1/registrations/{draft.Mark.Replace('/', '-')}");
        yield return Read(Operation.ListRegistrations, _ => $"/api/v1/registrations?authority={Ceramics.Baltic}&limit=200");
        yield return Read(Operation.GetRegister, _ => $"/api/v1/registrations/register.csv?{today}");
        yield return Read(Operation.PrintRegister, _ => $"/api/v1/registrations/print?{today}");
        yield return Read(Operation.CountDrafts, _ => $"{Wire.Drafts}/counts?by=authority") with { About = About(ADraft.Assigned, _ => $"\"{Ceramics.Baltic}\"") };
        yield return Read(Operation.GetDraftDurations, _ => $"{Wire.Drafts}/durations?registeredFrom=2026-11-21&registeredTo=2026-11-21&authority={Ceramics.Baltic}") with
        {
            About = About(ADraft.Gathering, _ => "\"UnderConsideration\""),
        };
        yield return Read(Operation.FindSimilarDrafts, _ => "") with
        {
            About = RefusedBefore,
            Ask = draft => new(HttpMethod.Post, $"{Wire.Drafts}/similar") { Content = Wire.Text($$"""{ "title": "{{draft.Tag}}" }""", "application/json") },
        };
        yield return Read(Operation.GetStatuses, _ => "") with // asked for with dashes, so that a number with slashes is one that was told
        {
            Ask = draft => new(HttpMethod.Post, "/api/v1/registrations/statuses") { Content = Wire.Text($$"""{ "numbers": ["{{draft.Mark.Replace('/', '-')}}"] }""", "application/json") },
        };
        yield return Read(Operation.WatchDrafts, _ => $"/api/v1/events?authority={Ceramics.Baltic}");

        Question Read(Operation operation, Func<Thing, string> path) =>
            new(operation, About(isRegistered ? ADraft.Assigned : ADraft.Prepared), draft => new(HttpMethod.Get, path(draft))) { IsRegistered = isRegistered };
    }

    private static readonly ConditionalWeakTable<TheProgram, Task<Thing>> refused = [];

    /// <summary>A draft that was found inexpedient, the only one that has a word of its title, which is the tag; it is found when the index has it.</summary>
    private static Task<Thing> RefusedBefore(TheProgram program, Asker? asker) => refused.GetValue(program, async program =>
    {
        var word = $"q{Guid.NewGuid():N}";
        var submission = Examples.Submission();
        submission["content"]!["title"] = word;
        var submitted = await program.As(Ceramics.Coordinator).Submit(submission);
        var draft = new ADraft(program, submitted.Headers.Location!.OriginalString, submitted.Tag());
        await draft.Then(Ceramics.FcsCoordinator, AssignExecutor.Route, $$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "R. Zimin", "unit": "Tariff control" }""");
        await draft.Then(Ceramics.Executor, Resolve.Route, """{ "resolution": "Inexpedient", "reasons": "The price level is that of the region." }""");
        await Patience.Until(
            "the draft to be in the index",
            async () => (await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}?text={word}").Body(HttpStatusCode.OK))["items"]!.AsArray().Count,
            found => found == 1);
        return new Thing(draft.Path, word, (await draft.Read(Ceramics.Author)).Text("number"));
    });

    private static Question Step(string route, Func<TheProgram, Task<ADraft>> situation, JsonNode? body, bool isRegistered = true) => new(
        DraftCommandTable.All.Of(route).Operation,
        About(situation),
        draft => Request(route is Edit.Route or EditProfile.Route ? HttpMethod.Put : HttpMethod.Post, $"{draft.Path}/{route}", body, $"If-Match: {draft.Tag}"))
    {
        IsRegistered = isRegistered,
        Route = route,
    };

    /// <param name="mark">By what an answer shows that it knows of the draft; its number or id if there is no other.</param>
    private static Func<TheProgram, Asker?, Task<Thing>> About(Func<TheProgram, Task<ADraft>> situation, Func<JsonNode, string>? mark = null) => async (program, _) =>
    {
        var draft = await situation(program);
        var whole = await draft.Read(Ceramics.Author);
        return new Thing(draft.Path, draft.Tag, mark?.Invoke(whole) ?? whole["number"]?.GetValue<string>() ?? whole.Text("id"));
    };

    private static Func<TheProgram, Task<ADraft>> AwaitingApprovalOf(string territory, params string[] authorities) => async program =>
    {
        var edit = Examples.EditProfile();
        edit["content"]!["territory"] = territory;
        edit["content"]!["riskArea"]!["authorities"] = new JsonArray([.. authorities.Select(code => (JsonNode)code)]);
        var draft = await (await ADraft.Expedient(program)).Then(Ceramics.Executor, EditProfile.Route, edit.ToJsonString());
        await draft.Then(Ceramics.Executor, PrepareProfile.Route, null);
        await draft.Then(Ceramics.FcsUnitHead, GiveProfileVisa.Route, null);
        await draft.Then(Ceramics.Executor, SignProfile.Route, null);
        await draft.Then(Ceramics.DivisionHead, SignProfile.Route, null);
        return await draft.Then(Ceramics.Executor, RequestApproval.Route, null);
    };

    private static Task<Thing> Nothing(TheProgram program, Asker? asker) => Task.FromResult(new Thing(""));

    private static HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body, params string[] headers) =>
        Wire.Request(method, path, body is null ? null : Wire.Json(body), headers);
}
