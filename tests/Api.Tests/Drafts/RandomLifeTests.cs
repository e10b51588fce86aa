using System.Collections.Frozen;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FSharp.Core;
using Orleans;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Drafts.Consideration;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>
/// Commands in any order, right ones and wrong ones, through the real grains on SQLite. The sequences are the same in every run; a failing
/// one is made as short as it can be and still fail.
/// </summary>
public sealed class RandomLifeTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const int Lives = 80;
    private const int Length = 100;

    private static readonly Config theSameEachTime = Config.QuickThrowOnFailure.WithMaxTest(Lives).WithReplay(
        FSharpOption<Replay>.Some(new Replay(new Rnd(20261121UL, 7UL), FSharpOption<int>.None)));

    /// <summary>The arrows of the life of a draft.</summary>
    private static readonly FrozenDictionary<DraftStatus, DraftStatus[]> arrows = new Dictionary<DraftStatus, DraftStatus[]>
    {
        [DraftStatus.Drafting] = [DraftStatus.UnderConsideration, DraftStatus.Discarded],
        [DraftStatus.UnderConsideration] =
        [
            DraftStatus.GatheringInformation, DraftStatus.FinalisationByFcs, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate,
            DraftStatus.Expedient, DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.GatheringInformation] =
        [
            DraftStatus.UnderConsideration, DraftStatus.FinalisationByFcs, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate,
            DraftStatus.Expedient, DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.FinalisationByFcs] =
        [
            DraftStatus.GatheringInformation, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate, DraftStatus.Expedient,
            DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.FinalisationByAuthority] = [DraftStatus.UnderConsideration, DraftStatus.Withdrawn],
        [DraftStatus.RequestToDirectorate] = [DraftStatus.UnderConsideration, DraftStatus.Withdrawn],
        [DraftStatus.Expedient] = [DraftStatus.AwaitingApproval, DraftStatus.Inexpedient, DraftStatus.Withdrawn],
        [DraftStatus.AwaitingApproval] = [DraftStatus.Approved, DraftStatus.Expedient],
        [DraftStatus.Approved] = [DraftStatus.Adopted],
        [DraftStatus.Adopted] = [],
        [DraftStatus.Inexpedient] = [],
        [DraftStatus.Withdrawn] = [],
        [DraftStatus.Discarded] = [],
    }.ToFrozenDictionary();

    private readonly HashSet<DraftStatus> reached = [];

    [Fact]
    public void Keeps_what_must_hold_whatever_is_tried()
    {
        var lives = Arb.From(Gen.Choose(0, 9999).ArrayOf(Length), new Func<int[], IEnumerable<int[]>>(Shorter));

        Check.One(theSameEachTime, Prop.ForAll(lives, new Action<int[]>(choices => Live(choices).GetAwaiter().GetResult())));

        Assert.Equal(Enum.GetValues<DraftStatus>(), reached.Order());
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

        var before = await Fold(id);
        foreach (var choice in choices)
        {
            program.Clock.Turn(TimeSpan.FromSeconds(choice % 20)); // a life is shorter than the shortest term, or the watch would write beside us
            var (command, actor) = Pick(choice, before);
            var outcome = await Execute(id, command, actor);

            var after = await Fold(id);
            CheckStep(before, after, command, outcome);
            await CheckReadModel(after);
            reached.Add(after.Status);
            before = after;
        }
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

    private static void CheckStep(Draft before, Draft after, DraftCommand command, Outcome<DraftReceipt> outcome)
    {
        if (outcome.IsRefused)
        {
            Assert.Equal(before.Line, after.Line);
            if (outcome.Refusal.Reason == RefusalReason.WrongStatus)
                Assert.Matches($"The draft is {before.Status}; (possible now: [a-z]|nothing more is possible)", outcome.Refusal.Detail);
        }
        else if (!outcome.Value.Repeated)
        {
            Assert.True(after.Line > before.Line);
            Assert.Equal((after.Line, after.Status, after.Version, after.Number), (outcome.Value.Line, outcome.Value.Status, outcome.Value.Version, outcome.Value.Number));
        }

        Assert.True(after.Status == before.Status || arrows[before.Status].Contains(after.Status), $"{before.Status} led to {after.Status}.");
        Assert.Equal(command is Resubmit && !outcome.IsRefused ? before.Version + 1 : before.Version, after.Version);
        Assert.True(before.Number is null || before.Number == after.Number);
        Assert.Equal(after.Status is DraftStatus.Drafting or DraftStatus.Discarded, after.Number is null);
        Assert.True(arrows[before.Status].Length > 0 || after.Line == before.Line, $"{before.Status} is an end.");
        Assert.Equal(Expected(before, after, command), (after.Deadline?.Kind, after.Deadline?.Responsible));
        Assert.Equal(after.Number is null ? 0 : after.Version, after.Versions.Length);
    }

    /// <summary>The deadline that the table of deadlines asks for.</summary>
    private static (DeadlineKind?, AuthorityCode?) Expected(Draft before, Draft after, DraftCommand command) => after.Status switch
    {
        DraftStatus.Drafting or DraftStatus.Discarded or DraftStatus.Withdrawn or DraftStatus.Inexpedient or DraftStatus.AwaitingApproval or
            DraftStatus.Adopted => (null, null),
        DraftStatus.UnderConsideration when before.Status == after.Status => (before.Deadline!.Kind, AuthorityCode.Fcs),
        DraftStatus.UnderConsideration => (command is AgreeOpinion ? DeadlineKind.DecisionAfterOpinion : DeadlineKind.Consideration, AuthorityCode.Fcs),
        DraftStatus.GatheringInformation => (DeadlineKind.GatheringInformation, AuthorityCode.Fcs),
        DraftStatus.FinalisationByFcs => (DeadlineKind.FinalisationByFcs, AuthorityCode.Fcs),
        DraftStatus.FinalisationByAuthority => (DeadlineKind.FinalisationByAuthority, Ceramics.Baltic),
        DraftStatus.RequestToDirectorate => (DeadlineKind.Opinion, Ceramics.NorthWest),
        DraftStatus.Expedient => after.Profile!.IsPrepared ? (null, null) : (DeadlineKind.ProfilePreparation, AuthorityCode.Fcs),
        DraftStatus.Approved => (after.Profile!.Report is null ? DeadlineKind.ReportOfApproval : DeadlineKind.ProfileNumber, AuthorityCode.Fcs),
    };

    /// <summary>The row that queries read is the fold of the journal.</summary>
    private async Task CheckReadModel(Draft draft)
    {
        await using var connection = await program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        var row = await connection.QuerySingleAsync<Row>(
            """
            select status as Status, version as Version, number as Number, title as Title, executor as Executor, executor_name as ExecutorName,
              responsible_unit as ResponsibleUnit, changed_at as ChangedAt, deadline_at as DeadlineAt, deadline_kind as DeadlineKind,
              responsible as Responsible, deadline_missed as DeadlineMissed, overdue as Overdue, content_line as ContentLine, last_line as LastLine,
              last_hash as LastHash
            from drafts where id = @Id
            """,
            new { draft.Id });
        Assert.Equivalent(Row.Of(draft), row, strict: true);
    }

    private Task<Outcome<DraftReceipt>> Execute(DraftId id, DraftCommand command, Actor actor) =>
        program.Services.GetRequiredService<IGrainFactory>().Draft(id).Execute(command, actor, ConditionsOf(command));

    /// <summary>A submission or preparation without a key made its id for itself alone; these come a second time.</summary>
    private static RequestConditions ConditionsOf(DraftCommand command) =>
        command is Submit or Prepare ? new RequestConditions(Key: new RequestKey($"{Guid.NewGuid()}", "00")) : RequestConditions.None;

    private async Task<Draft> Fold(DraftId id) =>
        DraftJournal.Fold(id, await program.Services.GetRequiredService<IJournal>().Read(id, CancellationToken.None))!;

    private sealed record Row
    {
        public DraftStatus Status { get; init; }
        public int Version { get; init; }
        public Grains.Numbering.RegistrationNumber? Number { get; init; }
        public string Title { get; init; } = "";
        public string? Executor { get; init; }
        public string? ExecutorName { get; init; }
        public string? ResponsibleUnit { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public DateTimeOffset? DeadlineAt { get; init; }
        public DeadlineKind? DeadlineKind { get; init; }
        public AuthorityCode? Responsible { get; init; }
        public bool DeadlineMissed { get; init; }
        public bool Overdue { get; init; }
        public int ContentLine { get; init; }
        public int LastLine { get; init; }
        public byte[] LastHash { get; init; } = [];

        public static Row Of(Draft draft) => new()
        {
            Status = draft.Status,
            Version = draft.Version,
            Number = draft.Number,
            Title = draft.Content.Title,
            Executor = draft.Executor?.Subject,
            ExecutorName = draft.Executor?.Name,
            ResponsibleUnit = draft.ResponsibleUnit,
            ChangedAt = draft.ChangedAt,
            DeadlineAt = draft.Deadline?.DueAt,
            DeadlineKind = draft.Deadline?.Kind,
            Responsible = draft.Deadline?.Responsible,
            DeadlineMissed = draft.DeadlineIsMissed,
            Overdue = draft.Overdue,
            ContentLine = draft.ContentLine,
            LastLine = draft.Line,
            LastHash = draft.LineHash,
        };
    }
}
