using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>
/// Every shipped register, every step of it, in every role, from every side, by the one who is responsible and by another: each answer is as the register's file says, and a refused one
/// leaves no trace.
/// </summary>
public sealed class EntryRightsTests(EntryRightsTests.OwnProgram program) : IClassFixture<EntryRightsTests.OwnProgram>
{
    private readonly HttpClient client = program.CreateClient();

    /// <summary>Price researches begin with their figures, at a route of their own; their rights are tried there.</summary>
    public static TheoryData<string> Codes => [.. ShippedKinds.All.Keys.Where(code => code != ShippedKinds.PriceResearch)];

    public static TheoryData<string> CodesOfPeople => [.. ShippedKinds.All.Values.Where(kind => !kind.IsOfProgram && kind.Code != ShippedKinds.PriceResearch).Select(kind => kind.Code)];

    [Theory, MemberData(nameof(CodesOfPeople))]
    public async Task Are_as_the_file_says(string code)
    {
        var kind = ShippedKinds.All[code];
        var asked = 0;
        foreach (var step in kind.Transitions)
        {
            var (path, tag) = await EntryBefore(kind, step);
            var body = ARegister.Step(kind, step).ToJsonString();
            var before = await program.Dump();
            await Parallel.ForEachAsync(Asker.All, async (asker, _) =>
            {
                var expected = !Reads(kind, asker) ? HttpStatusCode.NotFound : May(step.By, asker) ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
                // What is allowed is only tried, so that all find the entry as it is.
                var answer = await Ask(asker, $"{path}/steps/{step.Route}{(expected == HttpStatusCode.OK ? "?dryRun=true" : "")}", body, step.Seen ? tag : null);
                Assert.True(expected == answer, $"{code} {step.Route} by {asker}: {answer} instead of {expected}");
                Interlocked.Increment(ref asked);
            });
            Assert.Equal(before, await program.Dump());
            if (kind.Single)
                await End(kind, step.From[0], path);
        }
        Assert.Equal(kind.Transitions.Length * Asker.All.Length, asked);
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Of_registering_are_as_the_file_says(string code)
    {
        var kind = ShippedKinds.All[code];
        var body = ARegister.Addition(kind).ToJsonString();
        var before = await program.Dump();
        await Parallel.ForEachAsync(Asker.All, async (asker, _) =>
        {
            var expected = !kind.IsOfProgram && May(kind.Registration.By, asker) ? HttpStatusCode.OK : kind.Readers is { Closed: true } ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
            var answer = await Ask(asker, $"{ARegister.Registers}/{code}/entries{(expected == HttpStatusCode.OK ? "?dryRun=true" : "")}", body);
            Assert.True(expected == answer, $"{code} by {asker}: {answer} instead of {expected}");
        });
        Assert.Equal(before, await program.Dump());
    }

    /// <summary>An entry that stands where the step can be taken, with somebody responsible where a step before it names somebody; and its tag.</summary>
    private async Task<(string Path, string Tag)> EntryBefore(RegisterKind kind, KindTransition step)
    {
        if (WayTo(kind, step) is not { } way)
            return (await GivenToAPerson(kind), "\"1\"");
        var entry = await As(kind.Registration.By).Post($"{ARegister.Registers}/{kind.Code}/entries", ARegister.Addition(kind).ToJsonString()).Body(HttpStatusCode.Created);
        var path = ARegister.PathOf(entry);
        foreach (var before in way)
        {
            await BringExecutors(before, path);
            await As(before.By).Post($"{path}/steps/{before.Route}", ARegister.Step(kind, before).ToJsonString()).Body(HttpStatusCode.OK);
        }
        await BringExecutors(step, path);
        return (path, $"\"{way.Count + 1}\"");
    }

    /// <summary>Of a register with one entry at a time, so that there can be the next.</summary>
    private async Task End(RegisterKind kind, string state, string path)
    {
        var end = kind.Transitions.First(step => step.From.Contains(state) && !step.Seen && kind.States.Any(each => each.Code == step.To && each.End));
        await As(end.By).Post($"{path}/steps/{end.Route}", ARegister.Step(kind, end).ToJsonString()).Body(HttpStatusCode.OK);
    }

    /// <summary>Takes those on whom a step waits as far as it asks.</summary>
    private async Task BringExecutors(KindTransition step, string path)
    {
        if (step.Awaits is not { } awaits)
            return;
        var kind = ShippedKinds.All[awaits.Register];
        var entry = await As(new KindRight(["registrar"])).GetAsync(path).Body(HttpStatusCode.OK);
        foreach (var execution in (entry["executions"]?.AsArray() ?? []).OfType<JsonNode>())
        {
            var its = ARegister.PathOf(execution);
            if (execution.Text("state") != kind.States[0].Code)
                continue;
            foreach (var route in (string[])[execution["responsible"] is null ? "acceptance" : "own-acceptance", "report"])
                await As(kind.Transitions.Single(each => each.Route == route).By).Post($"{its}/steps/{route}", ARegister.Step(kind, kind.Transitions.Single(each => each.Route == route)).ToJsonString()).Body(HttpStatusCode.OK);
        }
    }

    /// <summary>The shortest way of steps that leads to where this one can be taken, and by which somebody is responsible if that is asked.</summary>
    private static List<KindTransition>? WayTo(RegisterKind kind, KindTransition step)
    {
        var seen = new HashSet<(string, bool)>();
        var queue = new Queue<(string State, bool Assigned, List<KindTransition> Way)>([(kind.States[0].Code, kind.Registration.Responsible, [])]);
        while (queue.TryDequeue(out var at))
        {
            if (step.From.Contains(at.State) && (at.Assigned || !step.By.Responsible))
                return at.Way;
            if (!seen.Add((at.State, at.Assigned)))
                continue;
            foreach (var next in kind.Transitions.Where(each => each.From.Contains(at.State) && (at.Assigned || !each.By.Responsible)))
                queue.Enqueue((next.To ?? at.State, at.Assigned || next.Assigns, [.. at.Way, next]));
        }
        return null; // somebody must have been responsible from the beginning
    }

    /// <summary>An entry that was spread from one of another register, over a person.</summary>
    private async Task<string> GivenToAPerson(RegisterKind kind)
    {
        var (giving, spreads) = ShippedKinds.All.Values.SelectMany(other => other.Transitions.Select(step => (other, step))).First(each => each.step.Spreads?.Register == kind.Code);
        var path = ARegister.PathOf(await As(giving.Registration.By).Post($"{ARegister.Registers}/{giving.Code}/entries", ARegister.Addition(giving).ToJsonString()).Body(HttpStatusCode.Created));
        var given = await As(spreads.By).Post($"{path}/steps/{spreads.Route}", ARegister.Step(giving, spreads).ToJsonString()).Body(HttpStatusCode.OK);
        return ARegister.PathOf(given["executions"]!.AsArray().Single(each => each!["responsible"] is not null)!);
    }

    /// <summary>Whom a right names, being the one who is responsible.</summary>
    private HttpClient As(KindRight right) => program.As(new Actor(
        Ceramics.Executor.Subject, "The person",
        right.Of switch { KindScope.Own => Ceramics.Baltic, KindScope.Above or KindScope.Giver => Ceramics.NorthWest, KindScope.Fcs => AuthorityCode.Fcs }, null, [RoleOf(right.Roles[0])]));

    private static Role RoleOf(string name) => RoleNames.TryParse(name, out var role) ? role : throw new InvalidOperationException(name);

    private async Task<HttpStatusCode> Ask(Asker asker, string path, string body, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Wire.Text(body, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", program.Token(asker.As(Grains.Kernel.Permissions.Operation.TakeEntryStep)));
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The specification's words, apart from the program's.</summary>
    private static bool Reads(RegisterKind kind, Asker asker) => kind.Readers is { Closed: true, Roles: var circle }
        ? asker.Stands == Stands.There && circle.Contains(asker.Role.Name())
        : asker.Role switch
        {
            Role.Auditor => true,
            Role.Operator or Role.System => false,
            _ => asker.Stands is Stands.There or Stands.Above or Stands.AtTheFcs,
        };

    private static bool May(KindRight right, Asker asker) =>
        right.Roles.Contains(asker.Role.Name())
        && (right.Of switch
        {
            KindScope.Own => asker.Stands == Stands.There,
            KindScope.Above or KindScope.Giver => asker.Stands is Stands.Above or Stands.AtTheFcs,
            KindScope.Fcs => asker.Stands == Stands.AtTheFcs,
        })
        && (!right.Responsible || asker.IsThePerson);

    public sealed class OwnProgram : TheProgram;
}
