using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>Entries that are spread over executors: who can be named, what theirs say, until when each has time, and what waits for them.</summary>
public sealed class EntrySpreadTests
{
    private static readonly RegisterKind instruction = ShippedKinds.All["instruction"];
    private static readonly RegisterKind execution = ShippedKinds.All["instruction-execution"];
    private static readonly KindTransition communication = instruction.Transition("communication")!;

    private static readonly (string Pointer, string Message, Func<RegisterKind, RegisterKind> Spoil)[] faultyAlone =
    [
        ("/transitions/0/spreads", "Nothing is spread out of a closed circle.", kind => kind with { Readers = new(Closed: true, Roles: ["registrar"]) }),
        ("/transitions/0/spreads/register", "An entry is spread over another register than its own.", kind => Spread(kind, spreads => spreads with { Register = "instruction" })),
        ("/transitions/0/spreads", "In an end nothing is spread any more.", kind => kind with { Transitions = kind.Transitions.SetItem(0, kind.Transitions[0] with { To = "off-control" }) }),
        ("/transitions/0/spreads/gives/0/from", "There is no 'gone'.", kind => Spread(kind, spreads => spreads with { Gives = [new("urgency", "gone")] })),
        ("/transitions/0/spreads/gives/1/field", "There is 'task' already.", kind => Spread(kind, spreads => spreads with { Gives = [new("task", "text"), new("task", "giver")] })),
        ("/transitions/0/spreads/gives/0/field", "'task' stands here already.", kind => Spread(kind, spreads => spreads with { Number = "task", Gives = [new("task", "text")] })),
        ("/transitions/2/awaits/register", "No step spreads entries of 'appeal'.", kind => kind with { Transitions = kind.Transitions.SetItem(2, kind.Transitions[2] with { Awaits = new("appeal", ["received"]) }) }),
        ("/transitions/0/awaits", "A step spreads entries or awaits them.", kind => kind with { Transitions = kind.Transitions.SetItem(0, kind.Transitions[0] with { Awaits = new("instruction-execution", ["reported"]) }) }),
        ("/registration/by/of", "Who spreads an entry is not asked here", kind => kind with { Registration = kind.Registration with { By = new(["registrar"], KindScope.Giver) } }),
    ];

    private static readonly (string Pointer, string Message, Func<RegisterKind, RegisterKind> Spoil)[] faultyTogether =
    [
        ("/transitions/0/spreads/register", "There is no register 'moon'.", kind => Spread(kind, spreads => spreads with { Register = "moon" })),
        ("/transitions/0/spreads/register", "Nothing is spread into a closed circle.", kind => Spread(kind, spreads => spreads with { Register = "corruption-notice" })),
        ("/transitions/0/spreads/register", "Its entries have a day of signing", kind => kind with { Registration = kind.Registration with { Signed = false } }),
        ("/transitions/0/spreads/number", "'urgency' is no text field of 'instruction-execution' that everybody reads.", kind => Spread(kind, spreads => spreads with { Number = "urgency" })),
        ("/transitions/0/spreads/gives", "'instruction-execution' requires 'task', and nothing that is always there is given for it.", kind => Spread(kind, spreads => spreads with { Gives = [new("urgency", "urgency"), new("task", "result")] })),
        ("/transitions/0/spreads/gives/0/field", "There is no 'gone'.", kind => Spread(kind, spreads => spreads with { Gives = [new("gone", "text")] })),
        ("/transitions/0/spreads/gives/0/field", "The two fields are of different types.", kind => Spread(kind, spreads => spreads with { Gives = [new("urgency", "text")] })),
        ("/transitions/0/spreads/gives/1/field", "What is secret or personal here would not be there.", kind => kind with { Fields = [.. kind.Fields.Select(field => field.Name == "text" ? field with { Secret = true } : field)] }),
        ("/transitions/0/spreads/gives/0/field", "The other field does not have all values of this one.", kind => kind with { Fields = [.. kind.Fields.Select(field => field.Name == "urgency" ? field with { Values = field.Values.Add(new("later", new("Позже", "Later"))) } : field)] }),
        ("/transitions/0/spreads/ownDay", "'report' is no term in days that begins with an entry of 'instruction-execution'.", kind => Spread(kind, spreads => spreads with { OwnDay = "report" })),
        ("/transitions/2/awaits/states/0", "There is no 'gone'.", kind => Await(kind, 2, awaits => awaits with { States = ["gone"] })),
        ("/transitions/4/awaits/takes", "There is no 'gone'.", kind => Await(kind, 4, awaits => awaits with { Takes = "gone" })),
        ("/transitions/4/awaits/takes", "Such a step asks for nothing.", kind => Await(kind, 4, awaits => awaits with { Takes = "withdrawal" })),
        ("/transitions/4/awaits/takes", "Such a step leads from each of these states to an end.", kind => Await(kind, 4, awaits => awaits with { States = ["accepted"] })),
    ];

    [Fact]
    public void Each_fault_of_a_file_is_named_at_its_place()
    {
        Assert.All(faultyAlone, fault => Assert.Contains(
            KindRules.Check(fault.Spoil(instruction)).InEnglish(), error => error.Pointer == fault.Pointer && error.Message.StartsWith(fault.Message, StringComparison.Ordinal)));
        Assert.All(faultyTogether, fault => Assert.Contains(
            SpreadRules.Check(fault.Spoil(instruction), RegisterKinds.Shipped).InEnglish(), error => error.Pointer == fault.Pointer && error.Message.StartsWith(fault.Message, StringComparison.Ordinal)));
        foreach (var error in faultyAlone.SelectMany(fault => KindRules.Check(fault.Spoil(instruction))).Concat(faultyTogether.SelectMany(fault => SpreadRules.Check(fault.Spoil(instruction), RegisterKinds.Shipped))))
            Told.LookAt(error.Message.Ru);
    }

    [Fact]
    public void A_later_edition_of_the_other_register_breaks_nothing()
    {
        var after = execution with
        {
            From = execution.From.AddDays(1),
            Fields = execution.Fields.Add(new("pages", new("Листов", "Pages"), FieldType.WholeNumber, Required: true)),
            States = [.. execution.States.Where(state => state.Code != "reported")],
        };

        Assert.Equal(
            [
                "/code: Entries of the register 'instruction' are spread over this one: 'instruction-execution' requires 'pages', and nothing that is always there is given for it.",
                "/code: Entries of the register 'instruction' are spread over this one: There is no 'reported'.",
            ],
            SpreadRules.Check(after, RegisterKinds.Shipped).InEnglish().Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(SpreadRules.Check(execution with { From = execution.From.AddDays(1) }, RegisterKinds.Shipped));
    }

    [Fact]
    public void Executors_are_named_and_each_fault_of_them_with_its_place()
    {
        Assert.Equal("This is needed here.", Assert.Single(Faults([])).Message);
        Assert.Equal("This is not taken here.", Assert.Single(Faults([new(EntryStage.Baltic)], instruction.Transition("return")!, "reported")).Message);
        Assert.Equal(
            [
                "/executors/1/authority: Expected 10216000 or an authority below it.", "/executors/2: This executor stands here already.", "/executors/3/responsible/name: A text is needed here.",
                "/executors/4/dueOn: This day is over.",
            ],
            Faults([
                new(EntryStage.Baltic), new(EntryStage.NorthWest), new(EntryStage.Baltic), new(EntryStage.Baltic, new("x", " ")), new(EntryStage.Baltic, new("y", "Y"), new DateOnly(2026, 3, 9)),
            ]).Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Equal("/executors", Assert.Single(Faults([.. Enumerable.Range(0, EntryLimits.Executors + 1).Select(i => new EntryExecutor(EntryStage.Baltic, new($"s{i}", "S")))])).Pointer);
    }

    [Theory]
    [InlineData("usual", null, "2026-04-09")] // a month from 9 March
    [InlineData("urgent", null, "2026-03-12")]
    [InlineData("promptly", null, "2026-03-19")]
    [InlineData("urgent", "2026-05-20", "2026-05-20")]
    [InlineData("usual", "2026-05-23", "2026-05-22")] // a Saturday: the working day before it
    public void Each_has_the_term_of_the_instruction_or_a_day_of_its_own(string urgency, string? dueOn, string last)
    {
        var entry = Signed(urgency);
        var taken = Communicated(entry, new EntryExecutor(EntryStage.Baltic, EntryStage.Person, dueOn is null ? null : DateOnly.ParseExact(dueOn, "yyyy-MM-dd", null)));

        var begun = Begin(entry, Assert.Single(taken.Spread!.Value));

        Assert.Null(begun.Refusal);
        var child = EntryStage.Fold(null, EntryStage.Number(begun, execution, serial: 7));
        Assert.Equal((last, urgency, "received", EntryStage.Person), ($"{EntryTerms.Explain(child.Terms["execution"], At(Role.Registrar)).LastDay:yyyy-MM-dd}", child.Values["urgency"].Plain, child.State, child.Responsible));
        Assert.Equal(new EntryOrigin(entry.Id, "instruction", entry.Number, EntryStage.Baltic), child.Origin);
        Assert.Equal(["instruction: № 10216000-1/2026 от 10.03.2026", "task: Текст"], begun.Kept.Select(kept => $"{kept.Name}: {kept.Value}"));
    }

    [Fact]
    public void The_day_of_its_own_comes_after_the_signing()
    {
        var entry = Signed("usual") with { SignedOn = new DateOnly(2026, 3, 10) };

        var begun = Begin(entry, new(Guid.NewGuid(), EntryStage.Baltic, null, new DateOnly(2026, 3, 10)));

        Assert.Equal(("/executors/0/dueOn", "Expected a day after 2026-03-10, at most 2500 days later."), Assert.Single(begun.Refusal!.Errors.InEnglish().Select(error => (error.Pointer, error.Message))));
    }

    [Fact]
    public void Who_decides_again_decides_on_the_same_entries()
    {
        var entry = Signed("usual");
        var (first, again) = (Communicated(entry, new EntryExecutor(EntryStage.Baltic)), Communicated(entry, new EntryExecutor(EntryStage.Baltic)));

        Assert.Equal(first.Spread!.Value[0].Entry, again.Spread!.Value[0].Entry);
        Assert.NotEqual(first.Spread!.Value[0].Entry, Communicated(entry with { Line = 5 }, new EntryExecutor(EntryStage.Baltic)).Spread!.Value[0].Entry);
    }

    [Fact]
    public void A_step_waits_for_all_and_is_not_offered_before()
    {
        var entry = Signed("usual") with { State = "reported", Responsible = EntryStage.Person };
        var release = instruction.Transition("release")!;
        EntryCircumstances Of(params EntryHead[] spread) => EntryStage.At(EntryStage.Start, EntryStage.Holder(release.By)) with { Spread = spread };
        EntryDecision Release(params EntryHead[] spread) => EntryRules.Decide(entry, EntryStage.Step(instruction, release), instruction, Of(spread));

        var refused = Release(Row("1", "reported"), Row("2", "accepted"), Row("3", "received"), Row("4", "withdrawn", ended: true)).Refusal!;
        Assert.Equal((RefusalReason.WrongStatus, "2 of the entries that were given out have not come so far: 2, 3."), (refused.Reason, refused.Detail.InEnglish()));
        Assert.Equal("Ещё не исполнено записей: 2 (2, 3).", refused.Detail.Ru);
        Assert.DoesNotContain(release, EntryRules.Possible(entry, instruction, Of(Row("2", "accepted"))));

        Assert.Null(Release(Row("1", "reported"), Row("4", "withdrawn", ended: true), Row("9", "accepted", kind: "appeal")).Refusal);
        Assert.Contains(release, EntryRules.Possible(entry, instruction, Of(Row("1", "reported"))));
    }

    [Fact]
    public void Only_the_giver_changes_the_term()
    {
        var origin = new EntryOrigin(Guid.NewGuid(), "instruction", "10200000-1/2026", EntryStage.NorthWest);
        var entry = EntryStage.Registered(execution) with { Origin = origin, Responsible = EntryStage.Person };
        var extend = new ExtendTerm("execution", new(10, SpanUnit.CalendarDays), "Большой объём");
        Refusal? Refused(Role role, AuthorityCode authority, EntryOrigin? from) => EntryRules.Decide(
            entry with { Origin = from }, extend with { By = new(1, SpanUnit.Months) }, execution, EntryStage.At(EntryStage.Start, EntryStage.Official(role, authority, EntryStage.Person.Subject))).Refusal;

        Assert.Null(Refused(Role.AuthorityHead, EntryStage.NorthWest, origin));
        Assert.Equal("This is for head of the authority of the authority that gave it.", Refused(Role.AuthorityHead, EntryStage.Baltic, origin)!.Detail.InEnglish());
        Assert.Equal(RefusalReason.Forbidden, Refused(Role.AuthorityHead, AuthorityCode.Fcs, origin)!.Reason); // above, but it did not give it
        Assert.Equal(RefusalReason.Forbidden, Refused(Role.CaseOfficer, EntryStage.NorthWest, origin)!.Reason);
        Assert.Null(Refused(Role.AuthorityHead, AuthorityCode.Fcs, null)); // registered by itself: whoever is above
    }

    private static RegisterKind Spread(RegisterKind kind, Func<KindSpread, KindSpread> change) =>
        kind with { Transitions = kind.Transitions.SetItem(0, kind.Transitions[0] with { Spreads = change(kind.Transitions[0].Spreads!) }) };

    private static RegisterKind Await(RegisterKind kind, int i, Func<KindAwaited, KindAwaited> change) =>
        kind with { Transitions = kind.Transitions.SetItem(i, kind.Transitions[i] with { Awaits = change(kind.Transitions[i].Awaits!) }) };

    private static Entry Signed(string urgency)
    {
        var entry = EntryStage.Registered(instruction);
        return entry with { Values = entry.Values.SetItem("urgency", new EntryValue(urgency)) };
    }

    private static EntryStepTaken Communicated(Entry entry, params ImmutableArray<EntryExecutor> executors)
    {
        var decided = EntryRules.Decide(entry, EntryStage.Step(instruction, communication) with { Executors = executors }, instruction, At(Role.Registrar));
        Assert.Null(decided.Refusal);
        return (EntryStepTaken)decided.Events[0];
    }

    private static EntryDecision Begin(Entry entry, SpreadEntry share) => EntrySpreads.Begin(
        entry, field => field == "text" ? "Текст" : entry.Values.GetValueOrDefault(field)?.Plain, communication.Spreads!, share, 0, execution, null, At(Role.Registrar));

    private static ImmutableArray<(string Pointer, string Message)> Faults(ImmutableArray<EntryExecutor> executors, KindTransition? step = null, string state = "signed")
    {
        var entry = Signed("usual") with { State = state, Responsible = EntryStage.Person };
        var refusal = EntryRules.Decide(
            entry, EntryStage.Step(instruction, step ?? communication) with { Executors = executors }, instruction, EntryStage.At(EntryStage.Start, EntryStage.Holder((step ?? communication).By))).Refusal!;
        Assert.All(refusal.Errors, error => Told.LookAt(error.Message.Ru));
        return [.. refusal.Errors.InEnglish().Select(error => (error.Pointer, error.Message))];
    }

    private static EntryHead Row(string number, string state, bool ended = false, string kind = "instruction-execution") => new()
    {
        Id = Guid.NewGuid(),
        Kind = kind,
        Edition = execution.From,
        Authority = EntryStage.Baltic,
        Number = number,
        RegisteredAt = EntryStage.Start,
        Closed = false,
        State = state,
        Ended = ended,
        Responsible = null,
        ResponsibleName = null,
        Origin = Guid.Empty,
        Giver = EntryStage.Baltic,
        DueAt = null,
        DueTerm = null,
        WatchAt = null,
        Overdue = false,
        KeptUntil = null,
        CalendarRevision = 0,
        ChangedAt = EntryStage.Start,
        LastLine = 1,
        LastHash = [],
    };

    private static EntryCircumstances At(Role role) => EntryStage.At(EntryStage.Start, EntryStage.Official(role, EntryStage.Baltic));
}
