using System.Collections.Immutable;
using System.Text;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

public sealed class EntryRulesTests
{
    private static readonly RegisterKind appeals = ShippedKinds.All["appeal"];
    private static readonly RegisterKind complaints = ShippedKinds.All["complaint"];

    [Fact]
    public void A_parliamentary_request_has_fifteen_days()
    {
        Assert.Equal(new TermSpan(15, SpanUnit.CalendarDays), AnswerTerm("chamber"));
        Assert.Equal(new TermSpan(30, SpanUnit.CalendarDays), AnswerTerm("member"));

        static TermSpan AnswerTerm(string applicantKind)
        {
            var registered = EntryStage.Registered(appeals);
            var entry = registered with { Values = registered.Values.SetItem("applicantKind", new EntryValue(applicantKind)) };
            return Taken(entry, appeals, "registration").Terms["answer"].Rule.Length!;
        }
    }

    [Fact]
    public void Terms_are_counted_from_what_their_file_says()
    {
        var command = EntryStage.Registration(appeals) with { ReceivedAt = EntryStage.Start.AddDays(-2) };
        var entry = EntryStage.Fold(null, EntryStage.Number(EntryRules.Decide(null, command, appeals, At(Role.Registrar)), appeals));

        Assert.Equal("2026-03-11", Last(entry, "registration")); // three days from 8 March
        var registered = Taken(entry, appeals, "registration");
        Assert.Equal("2026-04-09", Last(registered, "answer"));
        Assert.Equal("2026-03-17", Last(registered, "forwarding"));
        Assert.True(registered.Terms["registration"].IsMet);
    }

    [Fact]
    public void An_instruction_is_counted_from_its_signing_and_moves_back()
    {
        var kind = ShippedKinds.All["instruction"];
        var command = EntryStage.Registration(kind) with { SignedOn = new DateOnly(2026, 1, 31) };
        var entry = EntryStage.Fold(null, EntryStage.Number(EntryRules.Decide(null, command, kind, At(Role.Registrar)), kind));

        Assert.Equal("2026-02-27", Last(entry, "execution"));
    }

    [Fact]
    public void A_term_is_extended_as_often_and_by_as_much_as_its_file_says()
    {
        var entry = Taken(EntryStage.Registered(appeals), appeals, "registration");
        var extend = new ExtendTerm("answer", new(30, SpanUnit.CalendarDays), "Нужна экспертиза", new DateOnly(2026, 3, 10));

        Assert.Equal("This is for head of the authority of the entry's authority.", Refused(entry, extend, appeals, Role.CaseOfficer));
        Assert.Equal("At most 30 calendar days, in this unit.", Fault(entry, extend with { By = new(31, SpanUnit.CalendarDays) }, appeals, "/by"));
        Assert.Equal("At most 30 calendar days, in this unit.", Fault(entry, extend with { By = new(1, SpanUnit.Months) }, appeals, "/by"));
        Assert.Equal("This is needed here.", Fault(entry, extend with { ApplicantToldOn = null }, appeals, "/applicantToldOn"));
        Assert.Equal("A text is needed here.", Fault(entry, extend with { Reason = " " }, appeals, "/reason"));

        var extended = EntryStage.Fold(entry, EntryRules.Decide(entry, extend, appeals, At(Role.AuthorityHead)));
        Assert.Equal("2026-05-12", Last(extended, "answer")); // 9 April and thirty days are 9 May
        Assert.Equal("This term is not extended any more.", Refused(extended, extend, appeals, Role.AuthorityHead));
        Assert.Equal("No term 'reply' runs for this entry.", Refused(entry, extend with { Term = "reply" }, appeals, Role.AuthorityHead));
        Assert.Equal("This term is not extended.", Refused(entry, extend with { Term = "forwarding" }, appeals, Role.AuthorityHead));
    }

    [Fact]
    public void A_step_can_hold_a_term_up_and_let_it_go_on()
    {
        var admitted = Taken(EntryStage.Registered(complaints), complaints, "admission");
        var paused = Taken(admitted, complaints, "pause", EntryStage.Start.AddDays(1));
        var goesOn = Taken(paused, complaints, "continuation", EntryStage.Start.AddDays(11));

        Assert.Equal("2026-04-10", Last(admitted, "decision"));
        Assert.True(paused.Terms["decision"].IsSuspended);
        Assert.Equal("2026-04-20", Last(goesOn, "decision"));
    }

    [Fact]
    public void A_step_that_is_not_possible_says_what_is() => Assert.Equal(
        "The entry is in the state «Lodged»; you can: Admit, Refuse.",
        EntryRules.Decide(EntryStage.Registered(complaints), EntryStage.Step(complaints, complaints.Transition("decision")!), complaints, At(Role.AuthorityHead)).Refusal!.Detail.InEnglish());

    [Fact]
    public void Names_everything_that_is_wrong_with_an_entry()
    {
        var command = new AddEntry(
            EntryStage.Baltic, ImmutableSortedDictionary<string, string>.Empty.Add("applicantKind", "king").Add("moon", "x"),
            EntryStage.Start.AddDays(1), new DateOnly(2026, 3, 11), [new("draft", "1"), new("draft", "1"), new("moon", " ")]);

        var refusal = EntryRules.Decide(null, command, appeals, At(Role.Registrar)).Refusal!;

        Assert.Equal(
            """
            /values/applicantKind: Expected one of citizen, organisation, chamber, member.
            /values/moon: This field is not taken here.
            /values/content: This field is required.
            /receivedAt: This is in the future.
            /signedOn: This day is in the future.
            /links/1: This link stands here already.
            /links/2/to: Entries of this register are not linked to such things.
            /links/2/id: A text is needed here.
            """,
            string.Join('\n', refusal.Errors.InEnglish().Select(error => $"{error.Pointer}: {error.Message}")));
    }

    [Fact]
    public void A_crime_report_is_taken_whatever_it_says()
    {
        var kind = ShippedKinds.All["crime-report"];
        var command = new AddEntry(EntryStage.Baltic, ImmutableSortedDictionary<string, string>.Empty);

        Assert.Null(EntryRules.Decide(null, command, kind, At(Role.DutyOfficer)).Refusal);
    }

    [Fact]
    public void What_is_kept_apart_stands_in_no_line_and_can_be_told_from_it()
    {
        var decided = EntryRules.Decide(null, EntryStage.Registration(appeals) with { Values = EntryStage.Values(appeals, ["applicant", "content", "applicantKind"]) }, appeals, At(Role.Registrar));
        var registered = Assert.IsType<EntryRegistered>(Assert.Single(decided.Events));
        var line = Encoding.UTF8.GetString(StoredEntryEvents.Table.Pending(registered).Payload);

        Assert.Equal(["applicant", "content"], decided.Kept.Select(kept => kept.Name));
        Assert.DoesNotContain("Текст", line, StringComparison.Ordinal);
        Assert.All(decided.Kept, kept => Assert.True(KeptApart.Is(registered.Values[kept.Name], kept)));
        Assert.All(decided.Kept, kept => Assert.False(KeptApart.Is(registered.Values[kept.Name], kept with { Value = "Другое" })));
        Assert.NotEqual(registered.Values["applicant"], registered.Values["content"]);
    }

    [Fact]
    public void A_link_is_made_once()
    {
        var entry = EntryStage.Registered(appeals);
        var link = new LinkEntry(new("profile", "11/100000/10032026/00001"));

        var linked = EntryStage.Fold(entry, EntryRules.Decide(entry, link, appeals, At(Role.Registrar)));

        Assert.Equal(link.Link, Assert.Single(linked.Links));
        Assert.Empty(EntryRules.Decide(linked, link, appeals, At(Role.Registrar)).Events);
    }

    [Fact]
    public void A_correction_keeps_what_is_required()
    {
        var kind = appeals with { Fields = appeals.Fields.SetItem(0, appeals.Fields[0] with { RequiredWhen = new("applicantKind", "citizen") }) };
        var anonymous = EntryStage.Registration(kind) with { Values = EntryStage.Values(kind, ["content"]).Add("applicantKind", "organisation") };
        var entry = EntryStage.Fold(null, EntryStage.Number(EntryRules.Decide(null, anonymous, kind, At(Role.Registrar)), kind));
        var correct = new CorrectEntry(ImmutableSortedDictionary<string, string>.Empty.Add("applicantKind", "citizen"), "Опечатка");

        Assert.Equal("This field is required.", Fault(entry, correct, kind, "/values/applicant"));
        Assert.Null(EntryRules.Decide(entry, correct with { Values = correct.Values.Add("applicant", "И. Орлова") }, kind, At(Role.AuthorityHead, Role.Registrar)).Refusal);
    }

    [Fact]
    public void A_missed_term_is_written_down_once_and_a_new_one_again()
    {
        var entry = EntryStage.Registered(appeals);
        var late = EntryStage.At(EntryStage.Start.AddDays(10), EntryStage.Official(Role.System, EntryStage.Baltic));

        var missed = EntryRules.Decide(entry, new LookAtTerms(), appeals, late);
        Assert.Equal(new EntryTermMissed("registration", new(2026, 3, 14, 0, 0, 0, TimeSpan.FromHours(3))), Assert.Single(missed.Events));
        Assert.Empty(EntryRules.Decide(EntryStage.Fold(entry, missed), new LookAtTerms(), appeals, late).Events);
    }

    /// <summary>One of each, as it is stored for ever.</summary>
    [Fact]
    public void Events_as_they_are_stored()
    {
        var registered = EntryStage.Registered(complaints);
        var admitted = Taken(registered, complaints, "admission");
        var head = At(Role.AuthorityHead, Role.Registrar);
        EntryEvent[] events =
        [
            .. EntryStage.Number(EntryRules.Decide(null, EntryStage.Registration(complaints), complaints, head), complaints).Events,
            .. EntryRules.Decide(admitted, EntryStage.Step(complaints, complaints.Transition("pause")!), complaints, head).Events,
            .. EntryRules.Decide(admitted, new ExtendTerm("decision", new(1, SpanUnit.Months), "Нужна экспертиза", new DateOnly(2026, 3, 10)), complaints, head).Events,
            .. EntryRules.Decide(admitted, new LookAtTerms(), complaints, EntryStage.At(EntryStage.Start.AddMonths(2), head.Actor)).Events,
            .. EntryRules.Decide(admitted, new LinkEntry(new("trader", "7701234567")), complaints, head).Events,
            .. EntryRules.Decide(admitted, new CorrectEntry(EntryStage.Values(complaints, ["content"]), "Опечатка"), complaints, head).Events,
            new EntryValuesRemoved(),
            new EntrySpreadExtended(
                "instruction-execution", "execution", new(10, SpanUnit.CalendarDays), new(Sha256: new string('a', 64)), null, [Guid.Parse("0197f0a4-9d20-7c41-a2b3-51d7e6f80913")]),
        ];

        var stored = events.Select(StoredEntryEvents.Table.Pending).ToArray();

        Assert.Equal(StoredEntryEvents.Table.Names.Order(), stored.Select(line => line.Type).Order());
        ApprovedFile.Text("StoredEntryEvents.txt", string.Join("\n\n", stored.Select(line => $"{line.Type}\n{Encoding.UTF8.GetString(line.Payload)}")));
    }

    private static EntryCircumstances At(params Role[] roles) =>
        EntryStage.At(EntryStage.Start, new Actor(EntryStage.Person.Subject, "Somebody", EntryStage.Baltic, null, [.. roles]));

    private static Entry Taken(Entry entry, RegisterKind kind, string route, DateTimeOffset? at = null)
    {
        var step = kind.Transition(route)!;
        var decided = EntryRules.Decide(entry, EntryStage.Step(kind, step), kind, EntryStage.At(at ?? EntryStage.Start, EntryStage.Holder(step.By)));
        Assert.Null(decided.Refusal);
        return EntryStage.Fold(entry, decided, at);
    }

    private static string Last(Entry entry, string term) => $"{EntryTerms.Explain(entry.Terms[term], At(Role.Registrar)).LastDay:yyyy-MM-dd}";

    private static string Refused(Entry entry, EntryCommand command, RegisterKind kind, Role role) => EntryRules.Decide(entry, command, kind, At(role)).Refusal!.Detail.InEnglish();

    private static string Fault(Entry entry, EntryCommand command, RegisterKind kind, string pointer) =>
        EntryRules.Decide(entry, command, kind, At(Role.AuthorityHead, Role.Registrar)).Refusal!.Errors.InEnglish().Single(error => error.Pointer == pointer).Message;
}
