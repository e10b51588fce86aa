using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tasks;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tasks;

/// <summary>
/// A list of tasks asks the rules about outlines of drafts, which are read without contents. In each stage of a draft's life they tell every role, in
/// every authority and unit, what the whole draft does.
/// </summary>
public abstract class AwaitedStepContract : IAsyncLifetime
{
    private static readonly string?[] units =
        [Ceramics.Unit, Ceramics.OtherUnit, Ceramics.FcsUnit, Ceramics.OtherFcsUnit, Ceramics.DirectorateUnit, "RMS coordination", "Another unit", null];

    /// <summary>The types of lines that brought a status.</summary>
    private readonly HashSet<string> brought = [];

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    [PostgresFact]
    public async Task An_outline_waits_for_whom_the_whole_draft_waits_for()
    {
        var seen = new HashSet<DraftStatus>();
        var awaited = new HashSet<string>();
        var drafts = new List<(Draft Outline, Draft Whole)>();
        foreach (var stage in Stages())
        {
            drafts.Add(await Both(await stage(program)));
            seen.Add(drafts[^1].Whole.Status);
            awaited.UnionWith(Compare(drafts[^1].Outline, drafts[^1].Whole));
        }
        program.Clock.Turn(TimeSpan.FromDays(500)); // the validity of what is proposed is over
        drafts.ForEach(each => Compare(each.Outline, each.Whole));

        Assert.Equal(Enum.GetValues<DraftStatus>(), seen.Order());
        Assert.Equal(StatusEvents.ByName.Keys.Except(["InformationTermLapsed"]).Order(StringComparer.Ordinal), brought.Order(StringComparer.Ordinal));
        Assert.True(awaited.Count >= 16, string.Join(", ", awaited));
    }

    [PostgresFact]
    public async Task Outlines_of_many_drafts_are_read_at_once_and_once_in_the_order_of_their_rows()
    {
        var rows = new List<DraftHead>();
        foreach (var stage in (Func<TheProgram, Task<ADraft>>[])[ADraft.ProfileAgreed, ADraft.Prepared, ADraft.Convened, ADraft.WithOpinion, ADraft.Assigned, ADraft.ProfileSigned])
            rows.Add(await Row(await stage(program)));

        var half = await Outlines([.. rows.Take(3)]);
        rows.Reverse();
        var outlines = await Outlines([.. rows]); // of which half are known by now

        Assert.Equal(rows.Select(row => row.Id), outlines.Select(outline => outline.Id));
        foreach (var (row, outline) in rows.Zip(outlines))
            Compare(outline, await Whole(row));
        Assert.Same(half[0].Profile, outlines[^1].Profile);
        Assert.Empty(await program.Services.GetRequiredService<DraftOutlines>().Of([], default));
    }

    private static IEnumerable<Func<TheProgram, Task<ADraft>>> Stages() =>
    [
        ADraft.Prepared, ADraft.Signed, ADraft.Agreed, ADraft.Registered, ADraft.Assigned, ADraft.Convened, ADraft.Gathering, ADraft.SentBack, ADraft.FinalisedAndAgreed,
        ADraft.AskedFor, ADraft.WithOpinion, ADraft.Expedient, ADraft.ProfilePrepared, ADraft.ProfileAgreed, ADraft.ProfileSigned, ADraft.AwaitingApproval,
        ADraft.Approved, ADraft.Reported,
        After(ADraft.Signed, Ceramics.CoordinationHead, "visa-refusals", """{ "as": "CoordinationHead", "remarks": "Unclear." }"""),
        After(ADraft.Convened, Ceramics.RmsHead, "meeting-units", Examples.Of<ChangeMeetingUnits>().ToJsonString()),
        After(ADraft.Convened, Ceramics.RmsHead, "meeting-cancellation", Examples.Of<CancelMeeting>().ToJsonString()),
        After(ADraft.Convened, Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString()),
        After(After(ADraft.Convened, Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString()), Ceramics.RmsHead, "meeting", Examples.Of<ConveneMeeting>().ToJsonString()),
        After(ADraft.Assigned, Ceramics.Executor, "resolution", """{ "resolution": "FinalisationByFcs", "analysis": "Prices" }"""),
        After(ADraft.Assigned, Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "The price level is that of the region." }"""),
        After(ADraft.Expedient, Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "The price level is that of the region." }"""),
        After(ADraft.Gathering, Ceramics.Executor, "information", Examples.Of<RecordInformation>().ToJsonString()),
        After(ADraft.FinalisedAndAgreed, Ceramics.Coordinator, "resubmission", Examples.Of<Resubmit>().ToJsonString()),
        After(ADraft.WithOpinion, Ceramics.DirectorateCoordinator, "opinion-agreement", null),
        After(ADraft.WithOpinion, Ceramics.DirectorateCoordinator, "opinion-return", Examples.Of<ReturnOpinion>().ToJsonString()),
        After(ADraft.ProfilePrepared, Ceramics.FcsUnitHead, "profile-visa-refusals", """{ "remarks": "Unclear." }"""),
        After(ADraft.ProfileAgreed, Ceramics.Executor, "profile-signatures", null),
        After(ADraft.AwaitingApproval, Ceramics.DivisionHead, "approval-return", """{ "remarks": "Unclear." }"""),
        After(ADraft.Reported, Ceramics.DivisionHead, "approval-return", """{ "remarks": "Unclear." }"""),
        After(ADraft.Reported, Ceramics.FcsCoordinator, "profile-registration", null),
        After(ADraft.Registered, Ceramics.Coordinator, "withdrawal", Examples.Of<Withdraw>().ToJsonString()),
        After(ADraft.Prepared, Ceramics.Author, "discard", Examples.Of<Discard>().ToJsonString()),
    ];

    private static Func<TheProgram, Task<ADraft>> After(Func<TheProgram, Task<ADraft>> stage, Actor by, string route, string? json) =>
        async program => await (await stage(program)).Then(by, route, json);

    /// <summary>The steps of somebody that it waits for, by the outline as by the whole.</summary>
    private HashSet<string> Compare(Draft outline, Draft whole)
    {
        var (steps, awaited) = (program.Services.GetRequiredService<NextSteps>(), program.Services.GetRequiredService<AwaitedSteps>());
        var told = new HashSet<string>();
        foreach (var asker in Asker.All.DistinctBy(asker => (asker.Role, asker.Stands)))
        {
            foreach (var actor in from unit in units from subject in (string[])[Ceramics.Executor.Subject, "somebody-else"] select new Actor(subject, "Somebody", asker.Authority, unit, [asker.Role]))
            {
                string[] before = [.. steps.For(actor, whole).Where(route => awaited.IsAwaited(route, actor, whole))];
                Assert.Equal((actor, string.Join(", ", before)), (actor, string.Join(", ", awaited.For(actor, outline))));
                told.UnionWith(before);
            }
        }
        return told;
    }

    private async Task<(Draft Outline, Draft Whole)> Both(ADraft draft)
    {
        var row = await Row(draft);
        return ((await Outlines(row)).Single(), await Whole(row));
    }

    private async Task<List<Draft>> Outlines(params DraftHead[] rows) =>
        [.. (await program.Services.GetRequiredService<DraftOutlines>().Of([.. rows.Select(row => (row.Id, row.LastLine))], default)).Select(each => each.Draft)];

    private async Task<DraftHead> Row(ADraft draft)
    {
        Assert.True(DraftId.TryParse(draft.Path.Split('/')[^1], out var id));
        return (await program.Services.GetRequiredService<DraftQueries>().Find(id, Ceramics.Author, default))!;
    }

    /// <summary>On the way, what is said to bring a status brings it, and nothing else does.</summary>
    private Task<Draft> Whole(DraftHead row)
    {
        Draft? before = null;
        return program.Services.GetRequiredService<DraftQueries>().Whole(row.Id, row.LastLine, See, default);

        void See(JournalLine line, Draft after)
        {
            Assert.Equal(StatusEvents.ByName.GetValueOrDefault(line.Type, before?.Status ?? DraftStatus.Drafting), after.Status);
            if (StatusEvents.ByName.ContainsKey(line.Type))
                brought.Add(line.Type);
            before = after;
        }
    }
}

public sealed class SqliteAwaitedStepTests : AwaitedStepContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresAwaitedStepTests(PostgresCluster cluster) : AwaitedStepContract
{
    private protected override async Task<TheProgram> Open()
    {
        var database = await cluster.CreateDatabase();
        return new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}
