using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

public sealed class KindRulesTests
{
    private static readonly RegisterKind good = ShippedKinds.All["appeal"];

    public static IEnumerable<object[]> Faults => faulty.Select(fault => (fault.Pointer, fault.Message)).Distinct().Select(fault => new object[] { fault.Pointer, fault.Message });

    private static readonly (string Pointer, string Message, Func<RegisterKind, RegisterKind> Spoil)[] faulty =
    [
        ("/code", "Expected small Latin letters, digits and single dashes, such as crime-report, at most 40.", kind => kind with { Code = "Crime report" }),
        ("/title/ru", "A text is needed here.", kind => kind with { Title = new(" ", "Appeals") }),
        ("/numbering/mask", "A mask has one place for the serial: N, or NNNNN for one of at least five digits.", kind => kind with { Numbering = new("AAAAAAAA/YYYY") }),
        ("/numbering/mask", "Where each authority has its sequence, the number says which: at least AAAAA.", kind => kind with { Numbering = new("N/YYYY") }),
        ("/numbering/mask", "Where numbers begin anew each year, the number says which: YYYY.", kind => kind with { Numbering = new("AAAAAAAA-N") }),
        ("/numbering/mask", "'Q' stands for nothing", kind => kind with { Numbering = new("AAAAA-QQ-N/YYYY") }),
        ("/retentionYears", "Expected 1 to 100 years.", kind => kind with { RetentionYears = 0 }),
        ("/fields/1/name", "There is 'applicant' already.", kind => kind with { Fields = kind.Fields.SetItem(1, kind.Fields[0]) }),
        ("/fields/0/name", "Expected Latin letters and digits that begin with a small one", kind => kind with { Fields = kind.Fields.SetItem(0, kind.Fields[0] with { Name = "Applicant" }) }),
        ("/fields/0/values", "A choice needs values.", kind => kind with { Fields = kind.Fields.SetItem(0, kind.Fields[0] with { Type = FieldType.Choice }) }),
        ("/fields/2/values", "Only a choice has values.", kind => kind with { Fields = kind.Fields.SetItem(2, kind.Fields[2] with { Type = FieldType.Text }) }),
        ("/fields/5/requiredWhen/field", "Texts, personal data and secret fields are kept apart, and nothing can depend on them.", kind => kind with { Fields = kind.Fields.SetItem(5, kind.Fields[5] with { RequiredWhen = new("applicant", "x") }) }),
        ("/fields/5/requiredWhen/is", "Expected one of citizen, organisation, chamber, member.", kind => kind with { Fields = kind.Fields.SetItem(5, kind.Fields[5] with { RequiredWhen = new("applicantKind", "x") }) }),
        ("/states", "At least one state is needed.", kind => kind with { States = [] }),
        ("/states/0/end", "An entry begins in the first state, so it cannot be an end.", kind => kind with { States = kind.States.SetItem(0, kind.States[0] with { End = true }) }),
        ("/states/5", "No step leads here.", kind => kind with { States = kind.States.Add(new("lost", new("Забыто", "Lost"), End: true)) }),
        ("/states/5", "No steps lead from here to an end.", kind => kind with { States = kind.States.Add(new("trap", new("Тупик", "Trap"))), Transitions = kind.Transitions.Add(kind.Transitions[1] with { Route = "trap", To = "trap" }) }),
        ("/registration/by/roles/0", "'boss' is no role that works with entries.", kind => kind with { Registration = kind.Registration with { By = new(["boss"]) } }),
        ("/registration/by/roles", "At least one role is needed.", kind => kind with { Registration = kind.Registration with { By = new([]) } }),
        ("/registration/by/responsible", "Nobody is responsible for an entry before it is registered.", kind => kind with { Registration = kind.Registration with { By = new(["registrar"], Responsible: true) } }),
        ("/registration/starts/0", "There is no 'reply'.", kind => kind with { Registration = kind.Registration with { Starts = ["reply"] } }),
        ("/transitions/0/from/0", "There is no 'gone'.", kind => Step(kind, step => step with { From = ["gone"] })),
        ("/transitions/0/from/0", "Nothing happens any more in an end.", kind => Step(kind, step => step with { From = ["answered"] })),
        ("/transitions/0/to", "There is no 'gone'.", kind => Step(kind, step => step with { To = "gone" })),
        ("/transitions/0/asks/0", "There is no 'gone'.", kind => Step(kind, step => step with { Asks = ["gone"] })),
        ("/transitions/0/asks/1", "'answer' stands here already.", kind => Step(kind, step => step with { Asks = ["answer", "answer"] })),
        ("/transitions/0/starts", "Nothing is due any more in an end.", kind => Step(kind, step => step with { To = "answered" })),
        ("/transitions/0/suspends/0", "No step lets this term go on.", kind => Step(kind, step => step with { Suspends = ["forwarding"] })),
        ("/transitions/3/by/responsible", "No step says who is responsible: one with \"assigns\" is needed.", kind => kind with { Transitions = kind.Transitions.SetItem(1, kind.Transitions[1] with { Assigns = false }) }),
        ("/transitions/1/route", "There is 'registration' already.", kind => kind with { Transitions = kind.Transitions.SetItem(1, kind.Transitions[1] with { Route = "registration" }) }),
        ("/fields/0/given", "Nobody types lists and figures: it must be said what the program fills them in with.", kind => kind with { Fields = kind.Fields.SetItem(0, kind.Fields[0] with { Type = FieldType.Entries }) }),
        ("/fields/2/given", "Only lists, figures and what a research found are filled in by the program.", kind => kind with { Fields = kind.Fields.SetItem(2, kind.Fields[2] with { Given = FieldSource.Open }) }),
        ("/fields/0/given", "No step fills it in: one with \"gives\" is needed.", kind => kind with { Fields = kind.Fields.Insert(0, Listed) }),
        ("/fields/0/given", "Summaries are written in the register duty-summary alone.", kind => kind with { Fields = kind.Fields.Insert(0, Listed with { Given = FieldSource.Summary }) }),
        ("/fields/0/required", "What the program fills in is asked of nobody.", kind => kind with { Fields = kind.Fields.Insert(0, Listed with { Required = true }) }),
        ("/fields/0/given", "It stands in the open, so that it stays when texts are removed.", kind => kind with { Fields = kind.Fields.Insert(0, Listed with { Secret = true }) }),
        ("/transitions/0/gives/0", "There is no 'answer'.", kind => Step(kind, step => step with { Gives = ["answer"] })),
        ("/transitions/0/asks/0", "'listed' is filled in by the program.", kind => Step(kind with { Fields = kind.Fields.Add(Listed) }, step => step with { Asks = ["listed"], Gives = ["listed"] })),
        ("/single", "Only where each authority has one sequence that runs on", kind => kind with { Single = true }),
        ("/terms/0", "A term has either a length or days on which it recurs.", kind => Term(kind, term => term with { Length = null })),
        ("/terms/0", "A term has either a length or days on which it recurs.", kind => Term(kind, term => term with { Recurs = new(Recurring.Month, 10) })),
        ("/terms/0/length/amount", "Expected 1 to 2500.", kind => Term(kind, term => term with { Length = new(0, SpanUnit.Months) })),
        ("/terms/0/recurs/day", "Expected 1 to 31.", kind => Term(kind, term => term with { Length = null, Recurs = new(Recurring.Month, 32) })),
        ("/terms/0/recurs/month", "Only a yearly term names its month.", kind => Term(kind, term => term with { Length = null, Recurs = new(Recurring.Month, 10, 2) })),
        ("/terms/0", "A term that recurs is neither suspended nor extended.", kind => Term(kind, term => term with { Length = null, Recurs = new(Recurring.Month, 10), Suspension = new(["registrar"]) })),
        ("/terms/0", "A term by the clock runs from its event on, and does not move: roll and start are left out.", kind => Term(kind, term => term with { Length = new(2, SpanUnit.Hours), Roll = TermRoll.Preceding })),
        ("/terms/0/roll", "A term in working days ends on one.", kind => Term(kind, term => term with { Length = new(2, SpanUnit.WorkingDays), Roll = TermRoll.Preceding })),
        ("/terms/0/code", "Nothing starts this term.", kind => kind with { Registration = kind.Registration with { Starts = [] } }),
        ("/terms/0/from", "Whatever starts it must ask for a paper with its day: \"signed\" of the registration, \"paper\" of a step.", kind => Term(kind, term => term with { From = KindEvent.Signing })),
        ("/terms/0/from", "At registration there is no step yet.", kind => Term(kind, term => term with { From = KindEvent.Step })),
        ("/terms/1/instead/0/field", "There is no 'gone'.", kind => kind with { Terms = kind.Terms.SetItem(1, kind.Terms[1] with { Instead = [new("gone", "x", new(1, SpanUnit.Months))] }) }),
        ("/terms/1/instead/0/length", "A term is by the clock for all entries or for none.", kind => kind with { Terms = kind.Terms.SetItem(1, kind.Terms[1] with { Instead = [new("applicantKind", "chamber", new(1, SpanUnit.Hours))] }) }),
        ("/terms/1/extensions/0/atMost/unit", "A term by the clock is extended in its own unit, and one in days is not extended by the clock.", kind => kind with { Terms = kind.Terms.SetItem(1, kind.Terms[1] with { Extensions = [new(new(1, SpanUnit.Hours), new(["registrar"]))] }) }),
        ("/readers/roles", "A closed circle names its roles.", kind => kind with { Readers = new(Closed: true) }),
        ("/registration/by", "Whoever registers an entry belongs to the closed circle.", kind => kind with { Readers = new(Closed: true, Roles: ["trusted-officer"]) }),
        ("/registration/by/roles/0", "'system' is no role that works with entries.", kind => kind with { Registration = kind.Registration with { By = new(["system"]) } }),
        ("/readers/roles", "Only a closed circle names its roles.", kind => kind with { Readers = new(Roles: ["registrar"]) }),
        ("/readers/secrets/0", "'auditor' is no role that works with entries.", kind => kind with { Readers = new(Secrets: ["auditor"]) }),
        ("/print/fields/0", "There is no 'gone'.", kind => kind with { Print = new(new("Да", "Yes"), ["gone"]) }),
        ("/links/0", "There is no 'moon'.", kind => kind with { Links = ["moon"] }),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Names_the_fault_at_its_place(string pointer, string message)
    {
        foreach (var fault in faulty.Where(each => (each.Pointer, each.Message) == (pointer, message)))
            Assert.Contains(KindRules.Check(fault.Spoil(good)).InEnglish(), found => found.Pointer == pointer && found.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_all_faults_at_once() => Assert.Equal(
        ["/code", "/title/ru", "/retentionYears", "/links/0"],
        KindRules.Check(good with { Code = "A", Title = new("", "x"), RetentionYears = 1000, Links = ["moon"] }).Select(error => error.Pointer));

    [Theory]
    [InlineData("AAAAAAAA-N/YYYY", 7, "10216000-7/2026")]
    [InlineData("AAAAA/NNNNN/DD.MM.YYYY", 7, "10216/00007/10.03.2026")]
    [InlineData("ЖЛ-AAAAAAAA-NNN", 12345, "ЖЛ-10216000-12345")]
    public void Writes_numbers_by_their_mask(string mask, long serial, string number)
    {
        Assert.Empty(NumberMask.Faults(new(mask, Run: NumberRun.RunningOn)));
        Assert.Equal(number, NumberMask.Write(mask, EntryStage.Baltic, serial, new(2026, 3, 10)));
    }

    [Theory]
    [InlineData(NumberScope.Authority, NumberRun.Yearly, "appeal/10216000/2026")]
    [InlineData(NumberScope.Authority, NumberRun.RunningOn, "appeal/10216000")]
    [InlineData(NumberScope.Fcs, NumberRun.Yearly, "appeal/10000000/2026")]
    [InlineData(NumberScope.Fcs, NumberRun.RunningOn, "appeal/10000000")]
    public void Counts_by_authority_and_year_or_not(NumberScope scope, NumberRun run, string sequence) => Assert.Equal(
        sequence, EntrySequences.Of(good with { Numbering = new(Scope: scope, Run: run) }, EntryStage.Baltic, new(2026, 12, 31)).Value);

    [Theory]
    [InlineData(FieldType.Date, "2026-02-29", false)]
    [InlineData(FieldType.Date, "2028-02-29", true)]
    [InlineData(FieldType.Moment, "2026-03-09T10:15:00", false)]
    [InlineData(FieldType.Moment, "2026-03-09T10:15:00+03:00", true)]
    [InlineData(FieldType.Money, "1250.5", false)]
    [InlineData(FieldType.Money, "01.00", false)]
    [InlineData(FieldType.Money, "0.01", true)]
    [InlineData(FieldType.WholeNumber, "007", false)]
    [InlineData(FieldType.WholeNumber, "0", true)]
    [InlineData(FieldType.Number, "12.5", true)]
    [InlineData(FieldType.Number, "0", true)]
    [InlineData(FieldType.Number, "012", false)]
    [InlineData(FieldType.Number, "12.", false)]
    [InlineData(FieldType.Number, "1.1234567", false)]
    [InlineData(FieldType.Number, "1.2.3", false)]
    [InlineData(FieldType.Number, "-1", false)]
    [InlineData(FieldType.Month, "2026-11", true)]
    [InlineData(FieldType.Month, "2026-13", false)]
    [InlineData(FieldType.Month, "11.2026", false)]
    [InlineData(FieldType.Authority, "20216000", false)]
    [InlineData(FieldType.Trader, "77012345678", false)]
    [InlineData(FieldType.Trader, "770123456789", true)]
    [InlineData(FieldType.YesNo, "yes", false)]
    [InlineData(FieldType.File, "AA", false)]
    [InlineData(FieldType.Text, "\u200b", false)]
    [InlineData(FieldType.Text, "a\u0001", false)]
    [InlineData(FieldType.Code, "", false)]
    [InlineData(FieldType.Code, "08.03-1", true)]
    public void A_value_has_one_form(FieldType type, string value, bool fits)
    {
        var fault = FieldValues.Fault(new KindField("x", new("Поле", "Field"), type), value);

        Assert.Equal(fits, fault is null);
        if (fault is not null)
            Told.LookAt(fault.Ru);
    }

    [Fact]
    public void A_new_edition_takes_nothing_away()
    {
        var after = good with
        {
            From = good.From,
            Numbering = good.Numbering with { Run = NumberRun.RunningOn },
            Fields = [.. good.Fields.Skip(1).Select(field => field.Name == "applicantKind" ? field with { Values = field.Values[..2] } : field with { Type = FieldType.File, Personal = false })],
            States = [.. good.States.Where(state => state.Code != "registered")],
            Readers = new(Secrets: ["registrar"]),
        };

        Assert.Equal(
            """
            /from: An edition begins after the one before it, 2026-01-01.
            /numbering: Who has a sequence and how it runs stays as it was: no gap, no repeat.
            /states: There are entries in 'registered', which is taken away.
            /fields: 'applicant' is taken away; fields are only added.
            /fields/0/type: The type of a field stays as it was.
            /fields/0/personal: Personal data stay personal data.
            /fields/1/values: 'chamber' is taken away; values are only added.
            /fields/1/values: 'member' is taken away; values are only added.
            /fields/2/type: The type of a field stays as it was.
            /fields/3/type: The type of a field stays as it was.
            /fields/4/type: The type of a field stays as it was.
            /readers/secrets: Secret fields are not opened to more roles.
            """,
            string.Join('\n', EditionRules.Check(good, after, new HashSet<string> { "registered" }, isShipped: true).InEnglish().Select(error => $"{error.Pointer}: {error.Message}")));
    }

    [Fact]
    public void A_new_edition_may_add()
    {
        var after = good with
        {
            From = good.From.AddDays(1),
            Fields = good.Fields.Add(new("pages", new("Листов", "Pages"), FieldType.WholeNumber)),
            States = good.States.Add(new("archived", new("В архиве", "Archived"), End: true)),
        };

        Assert.Empty(EditionRules.Check(good, after, new HashSet<string> { "registered" }, isShipped: true));
    }

    [Fact]
    public void A_closed_circle_stays_closed()
    {
        var closed = ShippedKinds.All["corruption-notice"];
        var opened = closed with { From = closed.From.AddDays(1), Readers = new() };
        var wider = closed with { From = closed.From.AddDays(1), Readers = closed.Readers! with { Roles = [.. closed.Readers!.Roles, "registrar"] } };

        Assert.Equal("A register with a closed circle that came with the program is not replaced.", Told(closed, opened, shipped: true));
        Assert.Equal("A closed circle stays closed.", Told(closed, opened, shipped: false));
        Assert.Equal("A closed circle does not become wider.", Told(closed, wider, shipped: false));

        static string Told(RegisterKind before, RegisterKind after, bool shipped) =>
            EditionRules.Check(before, after, ImmutableHashSet<string>.Empty, shipped).InEnglish().First(error => error.Pointer.StartsWith("/readers", StringComparison.Ordinal)).Message;
    }

    private static KindField Listed => new("listed", new("Открытые", "Open"), FieldType.Entries, Given: FieldSource.Open);

    private static RegisterKind Step(RegisterKind kind, Func<KindTransition, KindTransition> spoil) => kind with { Transitions = kind.Transitions.SetItem(0, spoil(kind.Transitions[0])) };

    private static RegisterKind Term(RegisterKind kind, Func<KindTerm, KindTerm> spoil) => kind with { Terms = kind.Terms.SetItem(0, spoil(kind.Terms[0])) };
}
