using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>What is asked about a declaration that Baltic Customs registered and controls.</summary>
internal static class ControlQuestions
{
    private const string Applied = """{ "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00" } }""";

    private static readonly Lock gate = new();
    private static Task<string>? automated, informal;
    private static int serial = 500_000;

    public static IEnumerable<Question> All =>
    [
        new(Operation.CheckDeclaration, New, thing => new(HttpMethod.Post, AControl.Checks) { Content = Wire.Text(AControl.Body(SerialOf(thing)), "application/json") }),
        new(Operation.GetDeclarationChecks, Checked, thing => new(HttpMethod.Get, $"{thing.Path}/checks")),
        new(Operation.ListControls, Checked, _ => new(HttpMethod.Get, $"{AControl.Checks}/undecided?limit=200")),
        new(Operation.ListCheckTasks, Checked, _ => new(HttpMethod.Get, "/api/v1/tasks/checks?limit=200")),
        new(Operation.CountCheckTasks, Checked, _ => new(HttpMethod.Get, "/api/v1/tasks/checks/counts")),
        Command(Operation.DecideHit, "decision", Checked, """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }"""),
        Command(Operation.FindHit, "found-hits", Checked, null),
        Command(Operation.OrderMeasure, "measures", Checked, """{ "ground": "Official", "item": 0, "measure": "104", "characteristics": "All packages.", "reason": "The seals differ." }"""),
        Command(Operation.AgreeMeasure, "agreements", Due, """{ "hit": 1, "measure": 1 }"""),
        Command(Operation.EnterMeasure, "entries", Due, Applied),
        Command(Operation.RecordControlResult, "results", Entered, """{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true } }"""),
        Command(Operation.CloseControl, "closing", Checked, """{ "reason": "Withdrawn" }"""),
    ];

    /// <param name="body">Null for that which names the informal profile.</param>
    private static Question Command(Operation operation, string route, Func<TheProgram, Asker?, Task<Thing>> about, string? body) => new(operation, about, thing => new(HttpMethod.Post, $"{thing.Path}/{route}")
    {
        Content = Wire.Text(body ?? $$"""{ "profile": "{{thing.Tag}}", "item": 1 }""", "application/json"),
    });

    private static int SerialOf(Thing thing) => thing.Path.Length == 0 ? 499_999 : int.Parse(thing.Path[^7..], null);

    private static Task<Thing> New(TheProgram program, Asker? asker) => Task.FromResult(new Thing(AControl.Path(Interlocked.Increment(ref serial))));

    private static async Task<Thing> Checked(TheProgram program, Asker? asker)
    {
        var profiles = await Profiles(program);
        var next = Interlocked.Increment(ref serial);
        await program.Check(next);
        return new(AControl.Path(next), profiles, TileDeclarations.Number(next, "10216000"));
    }

    /// <summary>A measure that an official has ordered.</summary>
    private static async Task<Thing> Due(TheProgram program, Asker? asker)
    {
        var next = Interlocked.Increment(ref serial);
        await program.Check(next, hits: false);
        await program.Do(next, "measures", """{ "ground": "Official", "item": 0, "measure": "104", "characteristics": "All packages.", "reason": "The seals differ." }""").Body(HttpStatusCode.OK);
        return new(AControl.Path(next));
    }

    private static async Task<Thing> Entered(TheProgram program, Asker? asker)
    {
        var due = await Due(program, asker);
        await program.Do(SerialOf(due), "entries", Applied).Body(HttpStatusCode.OK);
        return due;
    }

    /// <summary>The number of the informal one.</summary>
    private static async Task<string> Profiles(TheProgram program)
    {
        lock (gate)
            automated ??= AControl.InForce(program, Ceramics.Content);
        await automated;
        lock (gate)
            informal ??= AControl.InForce(program, AControl.Informal);
        return await informal;
    }
}
