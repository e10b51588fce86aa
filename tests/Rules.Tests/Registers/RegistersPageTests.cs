using System.Text.Json;
using System.Text.RegularExpressions;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>The files of <c>docs/registers.md</c> are what it says that they are.</summary>
public sealed partial class RegistersPageTests
{
    private static readonly RegisterKind[] files = [.. Blocks().Matches(File.ReadAllText(ApprovedFile.InRepository("docs/registers.md")))
        .Select(block => JsonSerializer.Deserialize(block.Groups[1].Value, RegisterKindJson.Default.RegisterKind)!)];

    [Fact]
    public void Its_files_are_without_a_fault()
    {
        Assert.Equal(2, files.Length);
        Assert.All(files, kind => Assert.Empty(KindRules.Check(kind)));
        Assert.Equal((12, 5, 2), (files[1].Fields.Length, files[1].States.Length, files[1].Terms.Length));
    }

    [Fact]
    public void Its_least_file_leads_from_a_beginning_to_an_end()
    {
        var entry = EntryStage.Registered(files[0]);

        Assert.Equal(("10216000-1/2026", "asked"), (entry.Number, entry.State));
        Assert.Equal("answered", Take(entry, files[0], "answer", EntryStage.Start).State);
    }

    [Fact]
    public void An_entry_of_its_whole_file_lives()
    {
        var kind = files[1];
        var urgent = EntryStage.Registered(kind); // samples of yes or no are yes
        Assert.Equal(("ЭК-10216000-00001/2026", "2026-03-11 11:00"), (urgent.Number, Due(urgent, "acceptance")));

        var examined = Take(urgent, kind, "acceptance", EntryStage.Start.AddHours(1));
        Assert.Equal("2026-03-18 00:00", Due(examined, "examination")); // 11, 12, 13, 16, 17 March

        var waiting = Take(examined, kind, "request", EntryStage.Start.AddDays(2));
        Assert.True(waiting.Terms["examination"].IsSuspended);
        var again = Take(waiting, kind, "material", EntryStage.Start.AddDays(10));
        Assert.Equal("2026-03-26 00:00", Due(again, "examination")); // three days left on the 12th; from the 20th on: 23, 24, 25

        var done = Take(again, kind, "conclusion", EntryStage.Start.AddDays(11));
        Assert.Equal("done", done.State);
        Assert.Empty(done.Running);
        Assert.Empty(EntryRules.Possible(done, kind, EntryStage.At(EntryStage.Start.AddDays(12), EntryStage.Official(Role.AuthorityHead, EntryStage.Baltic))));
    }

    private static Entry Take(Entry entry, RegisterKind kind, string route, DateTimeOffset at)
    {
        var step = kind.Transition(route)!;
        var decided = EntryRules.Decide(entry, EntryStage.Step(kind, step), kind, EntryStage.At(at, EntryStage.Holder(step.By)));
        Assert.Null(decided.Refusal);
        return EntryStage.Fold(entry, decided, at);
    }

    private static string Due(Entry entry, string term) => $"{EntryTerms.Explain(entry.Terms[term], EntryStage.At(EntryStage.Start, EntryStage.Official(Role.Registrar, EntryStage.Baltic))).DueAt:yyyy-MM-dd HH:mm}";

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
