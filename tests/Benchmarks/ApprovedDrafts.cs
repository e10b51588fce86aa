using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Drafts brought by the real commands so far that only the registration of their profiles is left: of twenty, one for all of Russia, one
/// for a directorate, and each other one for an office.
/// </summary>
internal sealed class ApprovedDrafts : IDisposable
{
    private const string Fcs = Office.Fcs;
    private const string Unit = "Tariff control";

    private static readonly Role[] fcsRoles =
        [Role.Coordinator, Role.Executor, Role.SignatoryHead, Role.SignatoryDeputy, Role.SignatoryDivision];

    private readonly Office office = Offices.Take(1)[0];
    private readonly HttpClient coordinator;
    private readonly HttpClient fcs;
    private readonly Queue<Approved> waiting = new();

    private ApprovedDrafts(OurProgram program)
    {
        coordinator = program.Client(program.Token(office.Code, Role.Coordinator));
        fcs = program.Client(program.Token(Fcs, fcsRoles, Unit));
    }

    public static async Task<ApprovedDrafts> Make(OurProgram program, int count, IReadOnlyList<string> offices)
    {
        var drafts = new ApprovedDrafts(program);
        var bodies = OfficeDay.Bodies(drafts.office, count).ToList();
        for (var i = 0; i < count; i++)
            drafts.waiting.Enqueue(await drafts.Approve(bodies[i], ScopeOf(i, offices)));
        return drafts;
    }

    /// <summary>The next one becomes a profile.</summary>
    /// <returns>The authority below which everyone is concerned.</returns>
    public async Task<string> Publish()
    {
        var (path, scope, tag) = waiting.Dequeue();
        await Send(fcs, HttpMethod.Post, path, body: null, tag);
        return scope;
    }

    public void Dispose()
    {
        coordinator.Dispose();
        fcs.Dispose();
    }

    private static string ScopeOf(int i, IReadOnlyList<string> offices) => (i % 20) switch
    {
        0 => Fcs,
        10 => $"10{1 + i / 20 % 8}00000",
        _ => offices[i % offices.Count],
    };

    private async Task<Approved> Approve(byte[] submission, string scope)
    {
        var submitted = JsonNode.Parse(submission)!.AsObject();
        var (registered, tag) = await Send(coordinator, HttpMethod.Post, ComparedServer.Path, submitted);
        var draft = registered["id"]!.GetValue<string>();
        (string Route, JsonObject? Body)[] steps =
        [
            (AssignExecutor.Route, new() { ["subject"] = OurProgram.SubjectOf(Fcs), ["name"] = "An executor", ["unit"] = Unit }),
            (Resolve.Route, new() { ["resolution"] = "Expedient", ["agreedBy"] = "V. V. Kuzmin" }),
            (EditProfile.Route, Profile(submitted, scope)),
            (PrepareProfile.Route, null),
            (SignProfile.Route, null),
            (SignProfile.Route, null),
            (RequestApproval.Route, null),
            (Grains.Drafts.Approve.Route, null),
            (ReportApproval.Route, new() { ["date"] = Today(), ["number"] = IsByLetter(submitted) ? "17-05/1" : null }),
        ];
        foreach (var (route, body) in steps)
            (_, tag) = await Send(fcs, route == EditProfile.Route ? HttpMethod.Put : HttpMethod.Post, PathOf(draft, route), body, tag);
        return new Approved(PathOf(draft, RegisterProfile.Route), scope, tag);
    }

    private static string PathOf(string draft, string route) => $"/api/v1/drafts/{draft}/{route}";

    /// <summary>The draft's own content for this territory, valid from today.</summary>
    private static JsonObject Profile(JsonObject submitted, string scope)
    {
        var (content, note) = (submitted["content"]!.DeepClone(), submitted["note"]!.DeepClone());
        content["territory"] = scope switch
        {
            Fcs => "AllRussian",
            _ when scope.EndsWith("00000", StringComparison.Ordinal) => "Regional",
            _ => "Zonal",
        };
        content["riskArea"]!["authorities"] = scope == Fcs ? [] : new JsonArray(scope);
        content["riskArea"]!["excluded"]!["authorities"] = new JsonArray();
        (note["validFrom"], note["validTo"]) = (Today(), Today(years: 1));
        return new() { ["content"] = content, ["note"] = note };
    }

    private static bool IsByLetter(JsonObject submitted) => submitted["content"]!["mode"]!.GetValue<string>() == "Informal";

    private static string Today(int years = 0) => $"{DateTime.UtcNow.AddHours(3).AddYears(years):yyyy-MM-dd}";

    /// <summary>Sends with the tag that the answer before it had.</summary>
    private static async Task<(JsonNode Answer, EntityTagHeaderValue? Tag)> Send(
        HttpClient http, HttpMethod method, string path, JsonObject? body, EntityTagHeaderValue? tag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var answer = await http.SendAsync(request);
        await OurProgram.MustSucceed(answer);
        return (JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.ETag);
    }

    /// <param name="Path">Of the command that is left.</param>
    private sealed record Approved(string Path, string Scope, EntityTagHeaderValue? Tag);
}
