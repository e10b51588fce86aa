using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>
/// Every operation, asked for in every role, from the right authority and from others, by the person that it is for and by another, and without
/// a token: each answer is as the table says, and a refused one leaves no trace,
/// not even in the read log.
/// </summary>
[Collection(OneProgram.Name)]
public sealed class RightsTests(TheProgram program)
{
    private static readonly Dictionary<string, Question> questions =
        DraftQuestions.All.Concat(OtherQuestions.All).ToDictionary(question => question.ToString());

    private readonly HttpClient client = program.CreateClient();

    public static TheoryData<string> Questions => [.. questions.Keys];

    [Fact]
    public void Are_asked_about_every_operation_in_every_case()
    {
        var asked = questions.Values.Select(question => (question.Operation, question.Condition)).ToHashSet();

        foreach (var permission in PermissionTable.All)
        {
            Assert.Contains(asked, each => each.Operation == permission.Operation);
            Assert.All(permission.Grants.Where(grant => grant.Condition is not (Condition.Always or Condition.Registered)), grant => Assert.Contains((permission.Operation, grant.Condition), asked));
        }
        Assert.True(questions.Count * Asker.All.Length > 9_000);
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Are_as_the_table_says(string name)
    {
        var question = questions[name];
        var isOpen = PermissionTable.Of(question.Operation).Otherwise == Otherwise.Open;
        var changes = question.Ask(new Thing("")).Method != HttpMethod.Get && !PermissionTable.Of(question.Operation).IsRecorded;
        var about = await Things(question);
        var (before, readBefore) = (await program.Dump(), await program.CountReads());

        await Expect(question, null, about[Stands.There], isOpen ? Verdict.Allowed : null);
        await Parallel.ForEachAsync(Asker.All, async (asker, _) =>
        {
            var verdict = Verdicts.Of(question, asker);
            if (verdict != Verdict.Allowed || !changes)
                await Expect(question, asker, about[asker.Stands], verdict);
        });
        Assert.Equal(before, await program.Dump());
        Assert.Equal(ReadsOf(question), await program.CountReads() - readBefore);

        if (changes)
        {
            foreach (var asker in Asker.All.Where(asker => Verdicts.Of(question, asker) == Verdict.Allowed))
                await Expect(question, asker, await question.About(program, asker), Verdict.Allowed);
        }
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Are_what_a_draft_shows_as_possible_next(string name)
    {
        if (questions[name] is not { Route: { } route } question)
            return;

        var path = (await question.About(program, null)).Path;
        Assert.True(DraftId.TryParse(path.Split('/')[^1], out var id));
        var draft = await program.Services.GetRequiredService<DraftQueries>().Whole(id, int.MaxValue, CancellationToken.None);
        var steps = program.Services.GetRequiredService<NextSteps>();

        foreach (var asker in Asker.All)
        {
            var isShown = steps.For(asker.As(question.Operation), draft).Contains(route);
            if (isShown)
                Assert.True(Verdicts.IsAllowed(question, asker, null), $"{asker} is shown {route}.");
            else
                Assert.True(MustWait(question, asker) || !Verdicts.IsAllowed(question, asker, question.Condition), $"{asker} is not shown {route}.");
        }
    }

    /// <summary>The head of the division signs after the executor, though both may; and every unit that the draft names is known.</summary>
    private static bool MustWait(Question question, Asker asker) => question.Operation == Operation.ReplaceUnit
        || (question.Operation == Operation.SignProfile && asker.Role == Grains.Kernel.Role.SignatoryDivision);

    /// <summary>How many readings are noted: of those that get content each one, and of all others none.</summary>
    private static int ReadsOf(Question question) => PermissionTable.Of(question.Operation).IsRecorded
        ? Asker.All.Count(asker => Verdicts.Of(question, asker) == Verdict.Allowed)
        : 0;

    /// <summary>What each asker asks about: the same thing, unless it is about the asker's own authority.</summary>
    private async Task<Dictionary<Stands, Thing>> Things(Question question)
    {
        var things = new Dictionary<Stands, Thing>();
        foreach (var asker in Asker.All.DistinctBy(asker => asker.Stands))
            things[asker.Stands] = question.IsAboutTheCaller || things.Count == 0 ? await question.About(program, asker) : things[Stands.There];
        return things;
    }

    /// <param name="verdict">Null if a token is needed and none is sent.</param>
    private async Task Expect(Question question, Asker? asker, Thing thing, Verdict? verdict)
    {
        using var request = question.Ask(thing);
        if (asker is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", program.Token(asker.As(question.Operation)));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var status = response.StatusCode;
        var isAsSaid = verdict switch
        {
            null => status == HttpStatusCode.Unauthorized,
            Verdict.Forbidden => status == HttpStatusCode.Forbidden,
            Verdict.NotFound => status == HttpStatusCode.NotFound,
            Verdict.LeftOut => status == HttpStatusCode.OK && !await Tells(response, thing.Mark),
            Verdict.Allowed when MustWait(question, asker!) => status == HttpStatusCode.Conflict,
            Verdict.Allowed when IsList(question) => status == HttpStatusCode.OK && await Tells(response, thing.Mark),
            Verdict.Allowed => response.IsSuccessStatusCode,
            _ => false,
        };
        if (!isAsSaid)
            Assert.Fail($"{question} by {asker}: {status} instead of {verdict}. {(response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await Text(response))}");
    }

    /// <summary>Tasks are not such a list: they show what waits for somebody, and nothing may.</summary>
    private static bool IsList(Question question) => PermissionTable.Of(question.Operation).Otherwise == Otherwise.LeftOut && question.Operation is not (Operation.ListTasks or Operation.CountTasks or Operation.CountCheckTasks);

    /// <summary>Whether it stands on the page, or on one that follows: other tests fill lists too.</summary>
    private async Task<bool> Tells(HttpResponseMessage page, string mark)
    {
        var (request, text) = (page.RequestMessage!, await Text(page));
        while (!text.Contains(mark, StringComparison.Ordinal))
        {
            if (page.Content.Headers.ContentType?.MediaType != "application/json" || JsonNode.Parse(text)!["next"]?.GetValue<string>() is not { } next)
                return false;
            using var more = new HttpRequestMessage(HttpMethod.Get, $"{request.RequestUri!.PathAndQuery}&cursor={next}");
            more.Headers.Authorization = request.Headers.Authorization;
            using var answer = await client.SendAsync(more);
            text = await Text(answer);
        }
        return true;
    }

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
