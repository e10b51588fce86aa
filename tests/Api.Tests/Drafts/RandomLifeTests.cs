using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FSharp.Core;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>
/// Commands in any order, right ones and wrong ones, in time and too late, through the real grains on SQLite. The watch of the authorities
/// may look at any moment. The sequences are the same in every run; a failing one is made as short as it can be and still fail.
/// </summary>
public sealed class RandomLifeTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const int Lives = 80;
    private const int Length = 100;

    private static readonly Config theSameEachTime = Config.QuickThrowOnFailure.WithMaxTest(Lives).WithReplay(
        FSharpOption<Replay>.Some(new Replay(new Rnd(20261121UL, 7UL), FSharpOption<int>.None)));

    private readonly HashSet<DraftStatus> reached = [];
    private readonly HashSet<DeadlineKind> missed = [];

    [Fact]
    public void Keeps_what_must_hold_whatever_is_tried()
    {
        var lives = Arb.From(Gen.Choose(0, 9999).ArrayOf(Length), new Func<int[], IEnumerable<int[]>>(Shorter));

        Check.One(theSameEachTime, Prop.ForAll(lives, new Action<int[]>(choices => Live(choices).GetAwaiter().GetResult())));

        Assert.Equal(Enum.GetValues<DraftStatus>(), reached.Order());
        Assert.Equal(Enum.GetValues<DeadlineKind>(), missed.Order());
    }

    private static IEnumerable<int[]> Shorter(int[] choices) =>
        Enumerable.Range(0, choices.Length).Select(left => choices.Where((_, i) => i != left).ToArray());

    private async Task Live(int[] choices)
    {
        var id = new DraftId(Guid.NewGuid());
        var (first, by) = choices.Length > 0 && choices[0] % 2 == 0
            ? ((DraftCommand)Ceramics.Prepare, Ceramics.Author)
            : (Ceramics.Submission, Ceramics.Coordinator);
        Assert.False((await Execute(id, first, by)).IsRefused);

        var before = Fold(null, await Read(id));
        foreach (var choice in choices)
        {
            program.Clock.Turn(Wait(choice, before));
            if (choice % 7 == 0)
                await program.Services.GetRequiredService<IGrainFactory>().Draft(id).CheckDeadline();
            var (command, actor) = Today(Pick(choice, before));
            var outcome = await Execute(id, command, actor);

            var lines = (await Read(id)).Skip(before.Line).ToArray();
            var byTime = lines.Select(Event).TakeWhile(each => each is DeadlineMissed or InformationTermLapsed).ToArray();
            var settled = Fold(before, lines.Take(byTime.Length));
            LifeInvariants.HoldAfterTime(before, settled, byTime, program.Clock.GetUtcNow());
            var after = Fold(settled, lines.Skip(byTime.Length));
            LifeInvariants.HoldAfterCommand(settled, after, command, outcome);
            Assert.Equivalent(DraftHeadRow.Of(after), await DraftHeadRow.Read(program.Services.GetRequiredService<IReadDatabase>(), id), strict: true);

            reached.Add(after.Status);
            missed.UnionWith(byTime.OfType<DeadlineMissed>().Select(each => each.Kind));
            before = after;
        }
        LifeInvariants.HoldAtTheEnd((await Read(id)).Select(Event));
    }

    /// <summary>Seconds, as a rule. Now and then until the running deadline: the last moment of it, the first that is too late, or days after.</summary>
    private TimeSpan Wait(int choice, Draft draft)
    {
        var onceIn = draft.Status == DraftStatus.Approved ? 3 : 13; // few lives come so far
        if (choice % onceIn != 0 || draft.Deadline is not { } deadline || deadline.HasPassed(program.Clock.GetUtcNow()))
            return TimeSpan.FromSeconds(choice % 20);

        var left = deadline.DueAt - program.Clock.GetUtcNow();
        return (choice / 39 % 3) switch { 0 => left - TimeSpan.FromMilliseconds(1), 1 => left, _ => left + TimeSpan.FromDays(choice % 5) };
    }

    /// <summary>Mostly something that is possible, or no life would get far; ends are rare. Else anything by its right person, or by anybody.</summary>
    private (DraftCommand Command, Actor By) Pick(int choice, Draft draft)
    {
        var (any, kind) = (choice / 10, choice % 10);
        var all = LifeCommands.All;
        if (kind < 2)
            return all[any % all.Length];
        if (kind < 3)
            return (all[any % all.Length].Command, all[choice % all.Length].By);

        var steps = program.Services.GetRequiredService<NextSteps>();
        var possible = all
            .Where(each => each.Command is not (Submit or Prepare) && steps.For(each.By, draft).Contains(LifeCommands.RouteOf(each.Command)))
            .Where(each => choice % 100 == 99 || !LifeCommands.Ends(each.Command))
            .ToArray();
        return possible.Length == 0 ? all[any % all.Length] : possible[any % possible.Length];
    }

    /// <summary>Papers are of the day on which they are entered.</summary>
    private (DraftCommand Command, Actor By) Today((DraftCommand Command, Actor By) step)
    {
        var today = MoscowDays.Of(program.Clock.GetUtcNow());
        return step.Command switch
        {
            RecordMinutes minutes => (minutes with { Date = today }, step.By),
            ReportApproval report => (report with { Date = today }, step.By),
            _ => step,
        };
    }

    private Task<Outcome<DraftReceipt>> Execute(DraftId id, DraftCommand command, Actor actor) =>
        program.Services.GetRequiredService<IGrainFactory>().Draft(id).Execute(command, actor, ConditionsOf(command));

    /// <summary>A submission or preparation without a key made its id for itself alone; these come a second time.</summary>
    private static RequestConditions ConditionsOf(DraftCommand command) =>
        command is Submit or Prepare ? new RequestConditions(Key: new RequestKey($"{Guid.NewGuid()}", "00")) : RequestConditions.None;

    private async Task<IReadOnlyList<JournalLine>> Read(DraftId id) =>
        await program.Services.GetRequiredService<IJournal>().Read(id, CancellationToken.None);

    private static Draft Fold(Draft? before, IEnumerable<JournalLine> lines) => lines.Aggregate(before, StoredEvents.Table.Apply)!;

    private static DraftEvent Event(JournalLine line) => StoredEvents.Table.Read(line.Type, line.Payload);
}
