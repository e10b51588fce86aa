using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>
/// Every page, in every role, from the right authority and from others: it is open to whom the API answers what the page shows, and to nobody else, and what
/// a list leaves out the page leaves out.
/// </summary>
[Collection(OneDesk.Name)]
public sealed class PageRightsTests(TheProgram program)
{
    /// <summary>Pages that need no right, and what is done to sign in and out.</summary>
    private static readonly string[] open =
        ["/desk/", "/desk/login", "/desk/login/provider", "/desk/login/callback", "/desk/login/done", "/desk/help", "/desk/reference", "/desk/reference/calendar"];

    public static TheoryData<string> Pages => [.. All.Select(page => page.Route)];

    /// <summary>Each page with what it cannot do without: the API's answers, and an operation that must be open to whoever looks.</summary>
    private static IEnumerable<PageOf> All =>
    [
        new("/desk/tasks", "/desk/tasks", ["/tasks"]),
        new("/desk/journal", "/desk/journal?sort=-registeredAt", ["/drafts?sort=-registeredAt&limit=50"]) { Mark = "{number}" },
        new("/desk/journal.csv", "/desk/journal.csv", ["/drafts/list.csv"]),
        new("/desk/journal/figures", "/desk/journal/figures", ["/drafts/durations?registeredFrom=2026-11-01&registeredTo=2026-11-21"]),
        new("/desk/journal/print", "/desk/journal/print", ["/registrations/print?registeredFrom=2026-11-01&registeredTo=2026-11-21"]),
        new("/desk/drafts/new", "/desk/drafts/new", []) { Sends = "POST /drafts", Body = Examples.Prepare().ToJsonString() },
        new("/desk/submissions/new", "/desk/submissions/new", []) { Sends = "POST /submissions", Body = Examples.Submission().ToJsonString() },
        new("/desk/submissions/batch", "/desk/submissions/batch", []) { Sends = "POST /submissions", Body = Examples.Submission().ToJsonString() },
        new("/desk/drafts/{id}", "/desk/drafts/{id}", ["/drafts/{id}", "/drafts/{id}/journal", "/drafts/{id}/attachments"]),
        new("/desk/drafts/{id}/profile", "/desk/drafts/{id}/profile", ["/drafts/{id}"]) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/drafts/{id}/versions/{n}", "/desk/drafts/{id}/versions/1", ["/drafts/{id}", "/drafts/{id}/versions/1", "/drafts/{id}/versions/1/changes"]),
        new("/desk/drafts/{id}/print", "/desk/drafts/{id}/print", ["/drafts/{id}/print"]),
        new("/desk/drafts/{id}/similar", "/desk/drafts/{id}/similar", ["/drafts/{id}"]),
        new("/desk/drafts/{id}/trial", "/desk/drafts/{id}/trial", ["/drafts/{id}", "/trial-runs"]),
        new("/desk/trials", "/desk/trials", ["/trial-runs"]),
        new("/desk/suggestions", "/desk/suggestions", []) { Sends = "POST /suggestions", Body = """{ "fields": ["commodityCode"] }""" },
        new("/desk/trials/{id}", "/desk/trials/0199f3a0-0000-7000-8000-000000000000", []) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/drafts/{id}/attachments", "/desk/drafts/{id}/attachments", ["/drafts/{id}", "/drafts/{id}/attachments"]),
        new("/desk/drafts/{id}/attachments/{n}", "/desk/drafts/{id}/attachments/1", ["/drafts/{id}/attachments/1"]),
        .. DraftCommandTable.All.Steps.Where(row => Drafts.CommandPages.HasForm(row.Route!)).Select(row => Drafts.DraftPlaces.Form(row.Route!)).Distinct().Select(form => new PageOf(
            $"/desk/drafts/{{id}}/{form}", $"/desk/drafts/{{id}}/{form}", ["/drafts/{id}"]) { Step = form }),
        new("/desk/profiles", "/desk/profiles", ["/profiles?limit=50"]) { Mark = "{profile}" },
        new("/desk/profiles/{number}", "/desk/profiles/{path}", ["/profiles/{path}", "/profiles/{path}/journal", "/profiles/{path}/versions/1"]),
        new("/desk/profiles/{number}/versions/{n}", "/desk/profiles/{path}/versions/1", ["/profiles/{path}/versions/1", "/profiles/{path}/versions/1/changes"]),
        new("/desk/profiles/{number}/print", "/desk/profiles/{path}/print", ["/profiles/{path}/print"]),
        new("/desk/profiles/{number}/efficiency", "/desk/profiles/{path}/efficiency", ["/profiles/{path}/efficiency"]),
        new("/desk/efficiency", "/desk/efficiency", ["/efficiency?limit=50"]) { Mark = "{profile}" },
        .. ProfileCommandTable.All.Steps.Select(row => new PageOf($"/desk/profiles/{{number}}/{row.Route}", $"/desk/profiles/{{path}}/{row.Route}", ["/profiles/{path}"]) { Sends = $"POST /profiles/{{path}}/{row.Route}", Body = row.Command == typeof(UpdateProfile) ? AProfile.Update() : AProfile.Cancellation("2026-11-21") }),
        new("/desk/checks", "/desk/checks", ["/tasks/checks?limit=50"]) { Mark = "{declaration}" },
        new("/desk/declarations", "/desk/declarations", ["/declarations/coverage"]),
        new("/desk/declarations/loads", "/desk/declarations/loads", ["/declarations/loads?limit=50"]),
        new("/desk/declarations/loads/{id}", "/desk/declarations/loads/1", ["/declarations/loads/1"]),
        new("/desk/declarations/{number}", "/desk/declarations/{dashed}", ["/declarations/{dashed}"]),
        .. ControlCommandTable.All.Steps.Select(row => new PageOf($"/desk/declarations/{{number}}/{row.Route}", $"/desk/declarations/{{dashed}}/{row.Route}?hit=1&measure=1", ["/declarations/{dashed}/checks"])
        {
            Sends = $"POST /declarations/{{dashed}}/{row.Route}", Body = row.Example!,
            Otherwise = row.Route is "agreements" or "entries" or "results" ? HttpStatusCode.Conflict : HttpStatusCode.OK,
        }),
        new("/desk/directory", "/desk/directory", ["/directory?since=0&limit=1"]),
        new("/desk/directory/coverage", "/desk/directory/coverage", ["/directory/coverage"]),
        new("/desk/directory/snapshot", "/desk/directory/snapshot", ["/directory/snapshot?authority={own}"]),
        new("/desk/records", "/desk/records", ["/registers", "/tasks/entries?limit=50"]),
        new("/desk/records/{code}", "/desk/records/appeal", ["/registers/appeal", "/registers/appeal/entries"]),
        new("/desk/records/{code}/chain", "/desk/records/appeal/chain", ["/registers/appeal/chain?limit=50"]),
        new("/desk/records/{code}/new", "/desk/records/appeal/new", ["/registers/appeal"]) { Sends = "POST /registers/appeal/entries", Body = ARegister.Appeal },
        new("/desk/entries/{id}", "/desk/entries/{id}", []) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/duty", "/desk/duty", ["/duty/board?active=true"]),
        new("/desk/duty/summaries", "/desk/duty/summaries", ["/duty/summaries?limit=50"]),
        new("/desk/duty/summaries/{day}", "/desk/duty/summaries/2026-11-20", ["/duty/summaries/2026-11-20"]) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/entries/{id}/print", "/desk/entries/{id}/print", []) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/prices", "/desk/prices", ["/price-researches"]),
        new("/desk/prices/loads", "/desk/prices/loads", ["/price-points/loads?limit=50"]),
        new("/desk/prices/loads/{id}", "/desk/prices/loads/1", []) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/prices/points", "/desk/prices/points", ["/price-points?limit=50"]),
        new("/desk/prices/points.csv", "/desk/prices/points.csv", ["/price-points/list.csv"]),
        new("/desk/prices/researches/{id}", "/desk/prices/researches/0199f3a0-0000-7000-8000-000000000000", []) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/sequences", "/desk/sequences", ["/sequences"]),
        new("/desk/sequences/{key}", "/desk/sequences/00-10216", ["/sequences/00-10216/certificate"]),
        new("/desk/reference/authorities", "/desk/reference/authorities", ["/authorities"]),
        new("/desk/reference/authorities/load", "/desk/reference/authorities/load", []) { Sends = "POST /authorities/import" },
        new("/desk/reference/authorities/{code}", "/desk/reference/authorities/10216000", ["/authorities/10216000", "/authorities/10216000/units"]),
        new("/desk/reference/authorities/{code}/units/load", "/desk/reference/authorities/10216000/units/load", ["/authorities/10216000"]) { Sends = "POST /authorities/10216000/units/import" },
        new("/desk/reference/calendar/{year:int}", "/desk/reference/calendar/2026", ["/calendar/2026"]),
        new("/desk/reference/calendar/{year:int}/load", "/desk/reference/calendar/2026/load", []) { Sends = "PUT /calendar/2026" },
        new("/desk/reference/classifiers/kind-codes", "/desk/reference/classifiers/kind-codes", ["/classifiers/kind-codes/items"]),
        new("/desk/reference/classifiers/measures", "/desk/reference/classifiers/measures", ["/classifiers/measures/items"]),
        new("/desk/reference/classifiers/capacity", "/desk/reference/classifiers/capacity", ["/capacity"]),
        new("/desk/reference/classifiers/fields", "/desk/reference/classifiers/fields", ["/classifiers/fields"]),
        new("/desk/reference/classifiers/countries", "/desk/reference/classifiers/countries", ["/classifiers/countries"]),
        new("/desk/reference/classifiers/risk-areas", "/desk/reference/classifiers/risk-areas", ["/risk-areas"]),
        new("/desk/reference/classifiers/risk-area-duties", "/desk/reference/classifiers/risk-area-duties", ["/risk-coverage", "/risk-areas"]),
        new("/desk/reference/risk-areas/{code}", "/desk/reference/risk-areas/RA-07", ["/risk-areas/RA-07", "/risk-coverage?area=RA-07"]),
        new("/desk/reference/risk-areas/{code}/file", "/desk/reference/risk-areas/RA-07/file", ["/risk-areas/RA-07/export"]),
        new("/desk/reference/classifiers/{name}/file", "/desk/reference/classifiers/measures/file", ["/classifiers/measures"]),
        new("/desk/reference/classifiers/{name}/load", "/desk/reference/classifiers/measures/load", []) { Sends = "POST /classifiers/measures/import" },
        new("/desk/reference/deadline", "/desk/reference/deadline", ["/me"]),
        new("/desk/read-log", "/desk/read-log", ["/read-log"]),
        new("/desk/webhooks", "/desk/webhooks", ["/webhooks"]),
        new(Dashboard, "/desk/cluster/version", ["/cluster"]),
        new("/desk/webhooks/new", "/desk/webhooks/new", ["/webhooks"]),
        new("/desk/webhooks/{id}", "/desk/webhooks/0199f3a0-0000-7000-8000-000000000000", ["/webhooks"]) { Otherwise = HttpStatusCode.NotFound },
        new("/desk/webhooks/{id}/removal", "/desk/webhooks/0199f3a0-0000-7000-8000-000000000000/removal", ["/webhooks"]) { Otherwise = HttpStatusCode.NotFound },
    ];

    private const string Dashboard = "/desk/cluster/{**path}";

    /// <summary>Streams are no pages; LiveTests asks who hears them. Behind its door the dashboard has routes of its own.</summary>
    [Fact]
    public void Are_asked_about_every_page()
    {
        var pages = program.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => route.StartsWith("/desk", StringComparison.Ordinal) && !route.StartsWith("/desk/assets/", StringComparison.Ordinal))
            .Where(route => !route.EndsWith("/events", StringComparison.Ordinal) && (route == Dashboard || !route.StartsWith("/desk/cluster", StringComparison.Ordinal)))
            .Distinct().Order();

        Assert.Equal(pages, All.Select(page => page.Route).Concat(open).Distinct().Order());
    }

    [Theory(Timeout = Limits.OneTest), MemberData(nameof(Pages))]
    public async Task Are_those_of_the_API(string route)
    {
        var page = All.Single(each => each.Route == route);
        var draft = await ADraft.Assigned(program);
        var number = (await draft.Read(Ceramics.FcsCoordinator)).Text("number");
        var profile = await AProfile.Adopted(program);
        var declaration = await OneThatWaits(program);
        using var api = program.CreateClient();
        using var stranger = Visitor.Of(program, null);
        Assert.Equal(HttpStatusCode.SeeOther, (await stranger.Open(Filled(page.Place, AuthorityCode.Fcs))).Status);

        await Parallel.ForEachAsync(Asker.All.Where(asker => asker.IsThePerson), async (asker, _) =>
        {
            var actor = asker.As(Operation.GetDraft);
            var (expected, answers) = (HttpStatusCode.OK, new List<string>());
            foreach (var path in page.Asks)
            {
                var (status, text) = await Ask(Filled(path, actor.Authority), actor);
                expected = expected == HttpStatusCode.OK ? status : expected;
                answers.Add(text);
            }
            if (expected == HttpStatusCode.OK && page.Sends is not null && await IsForbidden(actor))
                expected = HttpStatusCode.Forbidden;
            if (expected == HttpStatusCode.OK && page.Step is { } step
                && !JsonNode.Parse(answers[0])!["possible"]!.AsArray().Any(each => Drafts.DraftPlaces.Form(each!.GetValue<string>()) == step))
                expected = HttpStatusCode.Conflict;
            if (expected == HttpStatusCode.OK)
                expected = page.Otherwise;

            using var visitor = Visitor.Of(program, actor);
            var sheet = await visitor.Open(Filled(page.Place, actor.Authority));

            Assert.True(sheet.Status == expected, $"{page.Place} as {asker}: {(int)sheet.Status} instead of {(int)expected}. {sheet.Text}");
            if (page.Mark is { } mark && expected == HttpStatusCode.OK)
                Assert.True(sheet.Text.Contains(Filled(mark, actor.Authority), StringComparison.Ordinal) == answers[0].Contains(Filled(mark, actor.Authority), StringComparison.Ordinal), $"{page.Place} as {asker}");
        });

        string Filled(string text, AuthorityCode own) => text
            .Replace("{id}", draft.Path.Split('/')[^1]).Replace("{number}", number).Replace("{path}", profile.Split('/')[^1])
            .Replace("{declaration}", declaration).Replace("{dashed}", declaration.Replace('/', '-'))
            .Replace("{profile}", profile.Split('/')[^1].Replace('-', '/')).Replace("{own}", own.Value);

        async Task<bool> IsForbidden(Actor actor)
        {
            var (method, path) = Filled(page.Sends!, actor.Authority).Split(' ') is [var verb, var place] ? (verb, place) : throw new ArgumentException(page.Sends);
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{path}{(page.Body.Length > 0 ? "?dryRun=true" : "")}")
            {
                Content = Wire.Text(page.Body.Replace(Ceramics.Baltic.Value, actor.Authority.Value), page.Body.Length > 0 || path.StartsWith("/calendar", StringComparison.Ordinal) ? "application/json" : "text/csv"),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", program.Token(actor));
            request.Headers.IfMatch.ParseAdd("*");
            using var answer = await api.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.Forbidden;
        }

        async Task<(HttpStatusCode Status, string Text)> Ask(string path, Actor actor)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", program.Token(actor));
            using var answer = await api.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static readonly Lock gate = new();
    private static Task<string>? waits;

    /// <summary>A declaration with a hit that waits for a decision.</summary>
    private static Task<string> OneThatWaits(TheProgram program)
    {
        lock (gate)
            return waits ??= Check();

        async Task<string> Check()
        {
            await AControl.InForce(program, Ceramics.Content);
            return (await program.Check(790_001)).Text("number");
        }
    }

    /// <param name="Asks">Below <c>/api/v1</c>.</param>
    private sealed record PageOf(string Route, string Place, string[] Asks)
    {
        /// <summary>What it is a form for: method and path. Whom the API forbids it, the page is forbidden.</summary>
        public string? Sends { get; init; }

        /// <summary>What is sent, as a dry run; empty where who may send it is told what is missing.</summary>
        public string Body { get; init; } = "";

        /// <summary>A step that the draft must name as possible for the caller.</summary>
        public string? Step { get; init; }

        /// <summary>What stands in a list for whom it is not left out.</summary>
        public string? Mark { get; init; }

        /// <summary>What the page answers to whom it is open.</summary>
        public HttpStatusCode Otherwise { get; init; } = HttpStatusCode.OK;
    }
}
