using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

public sealed class ShippedKindsTests
{
    public static TheoryData<string> Codes => [.. ShippedKinds.All.Keys];

    [Fact]
    public void All_of_the_department_are_there() => Assert.Equal(
        """
        appeal, complaint, corruption-notice, court-case, crime-report, customs-check, departmental-control, duty-summary, eaeu-meeting, eec-proposal, explanation, hotline, incident,
        inspection, instruction, instruction-execution, material, methodology, monitoring-decision, opinion, price-request, price-research, profile-proposal, prosecutor-act,
        risk-message, risk-situation, shift, signal, software-fault, value-check, value-decision
        """.ReplaceLineEndings(" "),
        string.Join(", ", ShippedKinds.All.Keys));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_is_without_a_fault(string code)
    {
        Assert.Empty(KindRules.Check(ShippedKinds.All[code]));
        Assert.Empty(SpreadRules.Check(ShippedKinds.All[code], RegisterKinds.Shipped));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_is_written_as_it_was_read(string code)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(ShippedKinds.All[code], RegisterKindJson.Default.RegisterKind);

        var again = JsonSerializer.Deserialize(written, RegisterKindJson.Default.RegisterKind)!;

        Assert.Equal(written, JsonSerializer.SerializeToUtf8Bytes(again, RegisterKindJson.Default.RegisterKind));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Its_Russian_words_are_Russian(string code)
    {
        var kind = ShippedKinds.All[code];
        var titles = kind.Fields.Select(field => field.Title).Concat(kind.States.Select(state => state.Title)).Concat(kind.Transitions.Select(step => step.Title))
            .Concat(kind.Terms.Select(term => term.Title)).Concat(kind.Fields.SelectMany(field => field.Values).Select(choice => choice.Title)).Append(kind.Title);

        Assert.All(titles, title => Told.LookAt(title.Ru));
    }

    /// <summary>What each state answers to each step, taken by the right person with all that it asks for.</summary>
    [Fact]
    public void What_may_happen_in_each_state()
    {
        var table = new StringBuilder("# What each state of a register answers to each step, taken by the right person\n");
        foreach (var kind in ShippedKinds.All.Values)
            Write(table, kind);
        ApprovedFile.Text("RegisterTables.md", table.ToString());
    }

    private static void Write(StringBuilder table, RegisterKind kind)
    {
        table.AppendLine($"\n## {kind.Code}: {kind.Title.En}\n");
        var registered = EntryStage.Registered(kind);
        table.AppendLine($"Number {registered.Number}, sequence {EntrySequences.Of(kind, EntryStage.Baltic, new(2026, 3, 10))}; begins {registered.State}; starts {Terms(registered)}.\n");
        table.AppendLine($"| state | {string.Join(" | ", kind.Transitions.Select(step => step.Route))} |");
        table.AppendLine($"| --- |{string.Concat(kind.Transitions.Select(_ => " --- |"))}");
        foreach (var state in kind.States)
            table.AppendLine($"| {state.Code}{(state.End ? " (end)" : "")} | {string.Join(" | ", kind.Transitions.Select(step => Answer(kind, state, step)))} |");
    }

    private static string Answer(RegisterKind kind, KindState state, KindTransition step)
    {
        // All terms run, and stand still where the step lets them go on, so that all that it does to them is seen.
        var running = kind.Terms.ToImmutableSortedDictionary(term => term.Code, term =>
        {
            var ledger = TermLedger.Begin(term.RuleFor(new Dictionary<string, string>()), EntryStage.Start);
            return step.Resumes.Contains(term.Code) ? ledger.With(new TermLine(TermEvent.Suspended, EntryStage.Start)) : ledger;
        });
        var entry = EntryStage.Registered(kind) with { State = state.Code, Responsible = EntryStage.Person, Terms = running };
        var decided = EntryRules.Decide(entry, EntryStage.Step(kind, step), kind, EntryStage.At(EntryStage.Start.AddMinutes(1), EntryStage.Holder(step.By)));
        if (decided.Refusal is { Reason: RefusalReason.WrongStatus })
            return "";

        Assert.Null(decided.Refusal);
        var taken = Assert.IsType<EntryStepTaken>(Assert.Single(decided.Events));
        var terms = taken.Terms.Select(change => $"{change.What.ToString().ToLowerInvariant()} {change.Term}");
        return $"{taken.State}{string.Concat(terms.Select(term => $"; {term}"))}";
    }

    private static string Terms(Entry entry) => entry.Terms.IsEmpty ? "nothing" : string.Join(", ", entry.Terms.Select(term =>
    {
        var counted = EntryTerms.Explain(term.Value, EntryStage.At(EntryStage.Start, EntryStage.Official(Role.Registrar, EntryStage.Baltic)));
        return $"{term.Key} due {counted.DueAt:yyyy-MM-dd HH:mm}";
    }));
}
