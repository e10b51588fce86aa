using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>
/// Entries of every register, shipped and generated, driven by chance: steps that are possible and that are not, by people who may and who may not,
/// with what is asked and without, on days that pass. A model that knows only the register's table says what must come of it.
/// </summary>
public sealed class EntryWalkTests
{
    private const int Walks = 12;
    private const int Moves = 60;

    public static TheoryData<string> Shipped => [.. ShippedKinds.All.Keys];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Goes_along_its_table_shipped(string code) => Drive(ShippedKinds.All[code], code.Sum(letter => letter));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Goes_along_its_table_generated(int seed)
    {
        var kind = GeneratedKinds.Of(seed);
        Assert.Empty(KindRules.Check(kind));
        Drive(kind, seed);
    }

    private static void Drive(RegisterKind kind, int seed)
    {
        var done = 0;
        for (var walk = 0; walk < Walks; walk++)
        {
            var one = new Walk(kind, new Random((seed * 1000) + walk));
            for (var move = 0; move < Moves; move++)
                one.Move();
            one.ReadAgain();
            done += one.Taken;
        }
        Assert.True(done > 0, "No step was ever taken.");
    }

    private sealed class Walk
    {
        private readonly RegisterKind kind;
        private readonly Random chance;
        private readonly List<JournalLine> lines = [];
        private readonly HashSet<(string Term, int Begun, DateTimeOffset Due)> missed = [];
        private readonly Dictionary<string, int> begun = [];
        private readonly string number;

        private Entry entry;
        private DateTimeOffset now = EntryStage.Start;

        // What the table says: the state, and the terms that run, with whether they stand still.
        private string state;
        private ImmutableSortedDictionary<string, bool> running;

        public Walk(RegisterKind kind, Random chance)
        {
            (this.kind, this.chance) = (kind, chance);
            var decided = EntryStage.Number(EntryRules.Decide(null, EntryStage.Registration(kind), kind, EntryStage.At(now, EntryStage.Holder(kind.Registration.By))), kind, chance.Next(1, 1000));
            entry = Write(null, decided);
            number = entry.Number;
            state = kind.States[0].Code;
            running = kind.Registration.Starts.ToImmutableSortedDictionary(code => code, _ => false);
            foreach (var code in kind.Registration.Starts)
                begun[code] = 1;
            Check();
        }

        public int Taken { get; private set; }

        public void Move()
        {
            now = now.AddMinutes(chance.Next(4) switch { 0 => 1, 1 => chance.Next(600), 2 => chance.Next(5_000), _ => chance.Next(30_000) });
            switch (chance.Next(8))
            {
                case 0:
                    Look();
                    break;
                case 1:
                    Extend();
                    break;
                case 2:
                    HoldUp();
                    break;
                case 3:
                    Correct();
                    break;
                default:
                    Step();
                    break;
            }
            Check();
        }

        /// <summary>What is stored tells the same, line by line in its chain.</summary>
        public void ReadAgain()
        {
            var again = StoredEntryEvents.Table.Fold(lines)!;
            Assert.Equal(Picture(entry), Picture(again));
            Assert.Equal(entry.LineHash, again.LineHash);
        }

        private void Step()
        {
            var step = kind.Transitions[chance.Next(kind.Transitions.Length)];
            var possible = kind.Transitions.Where(each => each.From.Contains(state)).ToArray();
            if (possible.Length > 0 && chance.Next(3) > 0)
                step = possible[chance.Next(possible.Length)];
            var command = EntryStage.Step(kind, step);
            var spoilt = chance.Next(4) == 0;
            if (spoilt)
                command = Spoil(command, step, ref spoilt);
            var holder = EntryStage.Holder(step.By);
            var stranger = chance.Next(5) == 0;
            if (stranger)
                holder = EntryStage.Official(Role.Executor, EntryStage.Baltic);
            if (step.By.Responsible && entry.Responsible is null)
                stranger = true;

            var decided = EntryRules.Decide(entry, command, kind, EntryStage.At(now, holder));

            if (stranger)
                Refused(decided, kind.Readers is { Closed: true } && holder.Roles[0] == Role.Executor ? RefusalReason.NotFound : RefusalReason.Forbidden);
            else if (!step.From.Contains(state))
                Refused(decided, RefusalReason.WrongStatus);
            else if (spoilt)
                Refused(decided, RefusalReason.BadInput);
            else
                Take(step, decided);
        }

        private void Take(KindTransition step, EntryDecision decided)
        {
            Assert.Null(decided.Refusal);
            Assert.IsType<EntryStepTaken>(Assert.Single(decided.Events));
            var passed = entry.Running.Where(term => EntryTerms.Explain(term.Value, EntryStage.At(now, EntryStage.Holder(step.By))).HasPassed(now)).Select(term => term.Key).ToHashSet();
            entry = Write(entry, decided);
            Taken++;

            state = step.To ?? state;
            var isEnd = kind.States.Single(each => each.Code == state).End;
            foreach (var (code, stands) in running)
            {
                var recurs = kind.Term(code)!.Recurs is not null;
                if (isEnd || step.Drops.Contains(code) || (step.Ends.Contains(code) && !recurs))
                    running = running.Remove(code);
                else if (step.Suspends.Contains(code) && !stands && !recurs && !passed.Contains(code))
                    running = running.SetItem(code, true);
                else if (step.Resumes.Contains(code) && stands)
                    running = running.SetItem(code, false);
            }
            foreach (var code in step.Starts)
            {
                running = running.SetItem(code, false);
                begun[code] = begun.GetValueOrDefault(code) + 1;
            }
        }

        private TakeStep Spoil(TakeStep command, KindTransition step, ref bool spoilt)
        {
            switch (chance.Next(5))
            {
                case 0 when step.Asks.Length > 0:
                    return command with { Values = command.Values.Remove(step.Asks[0]) };
                case 1 when step.Paper:
                    return command with { Paper = null };
                case 2 when step.Reason:
                    return command with { Reason = " " };
                case 3 when !step.Assigns:
                    return command with { Responsible = EntryStage.Person };
                case 4:
                    return command with { Values = command.Values.Add("nowhere", "x") };
                default:
                    spoilt = false;
                    return command;
            }
        }

        private void Extend()
        {
            if (kind.Terms.IsEmpty)
                return;
            var term = kind.Terms[chance.Next(kind.Terms.Length)];
            var done = entry.RunningTerm(term.Code)?.Extensions ?? 0;
            var extension = term.Extensions.ElementAtOrDefault(done);
            var by = extension ?? new KindExtension(new(1, SpanUnit.CalendarDays), kind.Registration.By);
            var before = entry.RunningTerm(term.Code) is { } ledger ? EntryTerms.Explain(ledger, EntryStage.At(now, EntryStage.Holder(by.By))) : null;
            var decided = EntryRules.Decide(
                entry, new ExtendTerm(term.Code, by.AtMost, "Нужна экспертиза", by.ApplicantTold ? new DateOnly(2026, 3, 1) : null), kind, EntryStage.At(now, EntryStage.Holder(by.By)));

            if (before is null || extension is null || running[term.Code] || before.HasPassed(now))
            {
                Refused(decided, RefusalReason.WrongStatus);
                return;
            }
            if (decided.Refusal is { Reason: RefusalReason.Forbidden })
            {
                Assert.True(extension.By.Responsible);
                return;
            }
            entry = Write(entry, decided);
            Assert.True(EntryTerms.Explain(entry.Terms[term.Code], EntryStage.At(now, EntryStage.Holder(by.By))).DueAt >= before.DueAt);
        }

        private void HoldUp()
        {
            if (kind.Terms.IsEmpty)
                return;
            var term = kind.Terms[chance.Next(kind.Terms.Length)];
            var actor = EntryStage.Holder(term.Suspension ?? kind.Registration.By);
            var passed = entry.RunningTerm(term.Code) is { } ledger && EntryTerms.Explain(ledger, EntryStage.At(now, actor)).HasPassed(now);
            var stands = running.GetValueOrDefault(term.Code);
            var decided = EntryRules.Decide(entry, stands ? new ResumeTerm(term.Code) : new SuspendTerm(term.Code, "Ждём документы"), kind, EntryStage.At(now, actor));

            if (!running.ContainsKey(term.Code) || term.Suspension is null || (!stands && passed))
            {
                Refused(decided, RefusalReason.WrongStatus);
                return;
            }
            entry = Write(entry, decided);
            running = running.SetItem(term.Code, !stands);
        }

        private void Correct()
        {
            var right = kind.Correction ?? kind.Registration.By;
            var name = entry.Values.Keys.FirstOrDefault(each => kind.Field(each) is { Given: null });
            if (name is null || kind.IsOfProgram)
                return;
            var decided = EntryRules.Decide(entry, new CorrectEntry(EntryStage.Values(kind, [name]), "Опечатка"), kind, EntryStage.At(now, EntryStage.Holder(right)));

            Assert.Null(decided.Refusal);
            entry = Write(entry, decided);
        }

        /// <summary>Twice: the second time there is nothing to write.</summary>
        private void Look()
        {
            var watch = EntryStage.At(now, EntryStage.Official(Role.System, EntryStage.Baltic));
            var decided = EntryRules.Decide(entry, new LookAtTerms(), kind, watch);
            Assert.Null(decided.Refusal);
            foreach (var passed in decided.Events.Cast<EntryTermMissed>())
            {
                Assert.True(running.ContainsKey(passed.Term) && !running[passed.Term]);
                Assert.True(passed.DueAt <= now);
                Assert.True(missed.Add((passed.Term, begun[passed.Term], passed.DueAt)), $"{passed.Term} was missed twice.");
            }
            if (!decided.Events.IsEmpty)
                entry = Write(entry, decided);

            Assert.Empty(EntryRules.Decide(entry, new LookAtTerms(), kind, watch).Events);
        }

        private void Refused(EntryDecision decided, RefusalReason reason)
        {
            Assert.Equal(reason, decided.Refusal?.Reason);
            Assert.Empty(decided.Events);
            Assert.Empty(decided.Kept);
            Words(decided.Refusal!);
        }

        private static void Words(Refusal refusal)
        {
            Told.LookAt(refusal.Detail.Ru);
            Assert.All(refusal.Errors, error => Told.LookAt(error.Message.Ru));
        }

        private void Check()
        {
            Assert.Equal(number, entry.Number);
            Assert.Equal(state, entry.State);
            Assert.Equal(running.Select(term => (term.Key, term.Value)), entry.Running.Select(term => (term.Key, term.Value.IsSuspended)));
            if (kind.States.Single(each => each.Code == state).End)
                Assert.Empty(entry.Running);
        }

        private Entry Write(Entry? before, EntryDecision decided)
        {
            Assert.Null(decided.Refusal);
            var dated = JournalLines.Date(Guid.Empty, before?.Line ?? 0, before?.LineHash ?? Chain.Start, StoredEntryEvents.Table.Pending(decided.Events), "{}"u8.ToArray(), now);
            lines.AddRange(dated);
            foreach (var kept in decided.Kept)
                Assert.DoesNotContain($"\"{kept.Name}\":{{\"plain\"", Encoding.UTF8.GetString(dated[0].Payload), StringComparison.Ordinal);
            return dated.Aggregate(before, StoredEntryEvents.Table.Apply)!;
        }

        private static string Picture(Entry entry) => JsonSerializer.Serialize(new
        {
            entry.Kind,
            entry.Number,
            entry.Serial,
            entry.State,
            entry.Responsible,
            entry.Values,
            Terms = entry.Terms.Select(term => $"{term.Key} {term.Value.Rule} {string.Join(' ', term.Value.Lines)}"),
            entry.Missed,
            entry.Line,
        });
    }
}
