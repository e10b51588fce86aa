using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>A step of a registered draft: when it is possible and when not, who gives it and who does not, and what it must carry.</summary>
internal sealed record LifeRoute(
    Func<TheProgram, Task<ADraft>> Permission, Func<TheProgram, Task<ADraft>> Wrong, Actor By, Actor NotBy, JsonNode? Body, string LeadsTo, string? Faulty = null, string? Pointer = null);

internal static class LifeRoutes
{
    public static readonly Dictionary<string, LifeRoute> All = new()
    {
        ["executor"] = new(
            ADraft.Registered, ADraft.SentBack, Ceramics.FcsCoordinator, Ceramics.RmsHead, Examples.Of<AssignExecutor>(), "UnderConsideration",
            """{ "subject": "executor-1", "name": "R. Zimin", "unit": "" }""", "/unit"),
        ["meeting"] = new(
            ADraft.Assigned, ADraft.Convened, Ceramics.RmsHead, Ceramics.Executor, Examples.Of<ConveneMeeting>(), "UnderConsideration",
            """{ "units": ["Analysis"] }""", "/units"),
        ["meeting-units"] = new(
            ADraft.Convened, ADraft.Assigned, Ceramics.RmsHead, Ceramics.FcsCoordinator, Examples.Of<ChangeMeetingUnits>(), "UnderConsideration",
            """{ "units": ["Analysis"], "reason": "x" }""", "/units"),
        ["meeting-cancellation"] = new(
            ADraft.Convened, ADraft.Assigned, Ceramics.RmsHead, Ceramics.FcsCoordinator, Examples.Of<CancelMeeting>(), "UnderConsideration",
            """{ "reason": " " }""", "/reason"),
        ["minutes"] = new(
            ADraft.Convened, ADraft.Assigned, Ceramics.FcsCoordinator, Ceramics.RmsHead, Examples.Of<RecordMinutes>(), "UnderConsideration",
            """{ "number": "1", "date": "25.11.2026", "text": "x", "developProfile": false }""", "/date"),
        ["resolution"] = new(
            ADraft.Assigned, ADraft.Convened, Ceramics.Executor, Ceramics.OtherExecutor, Examples.Of<Resolve>(), "FinalisationByAuthority",
            """{ "resolution": "Expedient" }""", "/agreedBy"),
        ["information"] = new(
            ADraft.Gathering, ADraft.Assigned, Ceramics.Executor, Ceramics.FcsCoordinator, Examples.Of<RecordInformation>(), "UnderConsideration",
            """{ "text": "" }""", "/text"),
        ["addressee"] = new(
            ADraft.AskedFor, ADraft.Assigned, Ceramics.Executor, Ceramics.OtherExecutor, Examples.Of<CorrectAddressee>(), "RequestToDirectorate",
            """{ "unit": "" }""", "/unit"),
        ["opinion"] = new(
            ADraft.AskedFor, ADraft.Assigned, Ceramics.DirectorateOfficer, Ceramics.DirectorateCoordinator, Examples.Of<GiveOpinion>(), "RequestToDirectorate",
            """{ "conclusion": "None", "text": "x" }""", "/official"),
        ["opinion-agreement"] = new(
            ADraft.WithOpinion, ADraft.AskedFor, Ceramics.DirectorateCoordinator, Ceramics.DirectorateOfficer, null, "UnderConsideration",
            """{ "acting": true }""", "/acting"),
        ["opinion-return"] = new(
            ADraft.WithOpinion, ADraft.AskedFor, Ceramics.DirectorateCoordinator, Ceramics.FcsCoordinator, Examples.Of<ReturnOpinion>(), "RequestToDirectorate",
            """{ "remarks": " " }""", "/remarks"),
        ["resubmission"] = new(
            ADraft.FinalisedAndAgreed, ADraft.SentBack, Ceramics.Coordinator, Ceramics.Author, Examples.Of<Resubmit>(), "UnderConsideration",
            """{ "answers": [{ "remark": 1, "answer": "Done." }] }""", "/answers"),
        ["withdrawal"] = new(
            ADraft.Registered, Withdrawn, Ceramics.Coordinator, Ceramics.FcsCoordinator, Examples.Of<Withdraw>(), "Withdrawn",
            """{ "reason": 5 }""", "/reason"),
        ["profile"] = new(
            ADraft.Expedient, ADraft.AwaitingApproval, Ceramics.Executor, Ceramics.OtherExecutor, Examples.EditProfile(), "Expedient",
            Examples.EditProfile().ToJsonString().Replace("\"Analysis\"", "\" \""), "/units/0"),
        ["profile-preparation"] = new(
            ADraft.Expedient, ADraft.ProfilePrepared, Ceramics.Executor, Ceramics.DivisionHead, null, "Expedient", """{ "when": 1 }""", "/when"),
        ["profile-visas"] = new(
            ADraft.ProfilePrepared, ADraft.ProfileAgreed, Ceramics.FcsUnitHead, Ceramics.Executor, null, "Expedient", """{ "acting": "yes" }""", "/acting"),
        ["profile-visa-refusals"] = new(
            ADraft.ProfileSigned, ADraft.AwaitingApproval, Ceramics.FcsUnitHead, Ceramics.DivisionHead, Examples.Of<RefuseProfileVisa>(), "Expedient",
            """{ "remarks": "" }""", "/remarks"),
        ["profile-signatures"] = new(
            ADraft.ProfileAgreed, ADraft.ProfilePrepared, Ceramics.Executor, Ceramics.FcsUnitHead, Examples.Of<SignProfile>(), "Expedient",
            """{ "position": 5 }""", "/position"),
        ["approval-request"] = new(
            ADraft.ProfileSigned, ADraft.ProfileAgreed, Ceramics.Executor, Ceramics.DivisionHead, Examples.Of<RequestApproval>(), "AwaitingApproval",
            """{ "text": "\u0001" }""", "/text"),
        ["approval"] = new(
            ADraft.AwaitingApproval, ADraft.ProfileSigned, Ceramics.DivisionHead, Ceramics.FcsHead, null, "Approved", """{ "position": "\u0001" }""", "/position"),
        ["approval-return"] = new(
            ADraft.AwaitingApproval, ADraft.ProfileSigned, Ceramics.DivisionHead, Ceramics.FcsDeputyHead, Examples.Of<ReturnProfile>(), "Expedient",
            """{ "acting": true }""", "/remarks"),
        ["approval-report"] = new(
            ADraft.Approved, ADraft.AwaitingApproval, Ceramics.Executor, Ceramics.DivisionHead, Examples.Of<ReportApproval>(), "Approved",
            """{ "date": "2026-11-21", "number": "01-11/4711" }""", "/number"),
        ["profile-registration"] = new(
            ADraft.Reported, ADraft.Approved, Ceramics.FcsCoordinator, Ceramics.Executor, null, "Adopted", """{ "number": 1 }""", "/number"),
    };

    private static async Task<ADraft> Withdrawn(TheProgram program) =>
        await (await ADraft.Registered(program)).Then(Ceramics.Coordinator, "withdrawal", Examples.Of<Withdraw>().ToJsonString());
}
