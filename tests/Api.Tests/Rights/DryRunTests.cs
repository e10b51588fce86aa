using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>Every command of a draft and of a profile, tried by everybody: it is judged as if it were meant, and nothing comes of it.</summary>
[Collection(OneProgram.Name)]
public sealed class DryRunTests(TheProgram program)
{
    private static readonly HashSet<Operation> commands =
        [.. DraftCommandTable.All.Rows.Select(row => row.Operation), .. ProfileCommandTable.All.Rows.Select(row => row.Operation)];

    /// <summary>A file is not sent to be thrown away; <c>attachments</c> says so.</summary>
    private static readonly Dictionary<string, Question> questions = DraftQuestions.All.Concat(OtherQuestions.All)
        .Where(question => commands.Contains(question.Operation) && question.Operation != Operation.AddAttachment)
        .ToDictionary(question => question.ToString());

    private readonly HttpClient client = program.CreateClient();

    public static TheoryData<string> Questions => [.. questions.Keys];

    [Fact]
    public void Are_asked_for_of_every_command() =>
        Assert.Equal(commands.Except([Operation.AddAttachment]).Order(), questions.Values.Select(question => question.Operation).Distinct().Order());

    [Theory, MemberData(nameof(Questions))]
    public async Task Are_judged_as_if_they_were_meant_and_change_nothing(string name)
    {
        var question = questions[name];
        var thing = await question.About(program, Asker.All[0]);
        var (before, readBefore) = (await program.Dump(), await program.CountReads());

        await Parallel.ForEachAsync(Asker.All, async (asker, _) =>
        {
            var dry = await Send(question, asker, thing, isDry: true);
            if (Verdicts.Of(question, asker) != Verdict.Allowed)
                Assert.Equal(await Send(question, asker, thing, isDry: false), dry);
            else
                Assert.True(dry.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{question} by {asker}: {dry}");
        });

        Assert.Equal(before, await program.Dump());
        Assert.Equal(readBefore, await program.CountReads());
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Foresee_what_the_command_then_does(string name)
    {
        var question = questions[name];
        foreach (var asker in Asker.All.Where(asker => Verdicts.Of(question, asker) == Verdict.Allowed).DistinctBy(asker => asker.Role))
        {
            var thing = await question.About(program, asker);
            var dry = await Send(question, asker, thing, isDry: true);
            var meant = await Send(question, asker, thing, isDry: false);

            if (meant.Status == HttpStatusCode.Conflict)
                Assert.Equal(meant, dry); // the division signs after the executor
            else
                Assert.Equal((HttpStatusCode.OK, Foreseeable(meant.Body)), (dry.Status, Foreseeable(dry.Body)));
            if (thing.Path.Contains("/drafts", StringComparison.Ordinal))
                Assert.Null(dry.Body["number"]);
        }
    }

    /// <summary>Which of both languages, and whether the refused ask in the other one, is all the same: each asker has one.</summary>
    private async Task<Answer> Send(Question question, Asker asker, Thing thing, bool isDry)
    {
        using var request = question.Ask(thing);
        request.RequestUri = new Uri(request.RequestUri!.OriginalString + (isDry ? "?dryRun=true" : ""), UriKind.Relative);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", program.Token(asker.As(question.Operation)));
        request.Headers.AcceptLanguage.ParseAdd(asker.IsThePerson ? "ru" : "en");
        using var response = await client.SendAsync(request);
        return new(response.StatusCode, await response.Body());
    }

    /// <summary>What is known before it is done; a deadline is due by the day on which it began, and both are of one day.</summary>
    private static string Foreseeable(JsonNode answer) => string.Join(", ", ((string[])["status", "statusName", "version", "validFrom", "validTo", "warnings"])
        .Select(member => $"{member} {answer[member]?.ToJsonString()}").Append($"due {answer["deadline"]?["kind"]} {answer["deadline"]?["dueAt"]}"));

    /// <summary>Compared by what it says.</summary>
    private sealed record Answer(HttpStatusCode Status, JsonNode Body)
    {
        public bool Equals(Answer? other) => other is not null && Status == other.Status && JsonNode.DeepEquals(Body, other.Body);

        public override int GetHashCode() => (int)Status;

        public override string ToString() => $"{(int)Status} {Body.ToJsonString()}";
    }
}
