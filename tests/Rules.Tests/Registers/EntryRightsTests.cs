using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Rules.Tests.Registers;

/// <summary>Every shipped register, every step of it, everybody: in each role, from each side, being the one who is responsible or not.</summary>
public sealed class EntryRightsTests
{
    private static readonly (AuthorityCode Authority, string Stands)[] sides =
        [(EntryStage.Baltic, "own"), (EntryStage.NorthWest, "above"), (AuthorityCode.Fcs, "fcs"), (EntryStage.Beside, "beside")];

    public static TheoryData<string> Codes => [.. ShippedKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_step_is_for_those_whom_its_file_names(string code)
    {
        var kind = ShippedKinds.All[code];
        var asked = 0;
        foreach (var step in kind.Transitions)
        {
            foreach (var (actor, stands) in Everybody())
            {
                var entry = EntryStage.Registered(kind) with { State = step.From[0], Responsible = EntryStage.Person };
                var decided = EntryRules.Decide(entry, EntryStage.Step(kind, step), kind, EntryStage.At(EntryStage.Start.AddMinutes(1), actor));

                var expected = !Reads(kind, actor, stands) ? RefusalReason.NotFound : May(step.By, actor, stands) ? (RefusalReason?)null : RefusalReason.Forbidden;
                Assert.True(expected == decided.Refusal?.Reason, $"{code} {step.Route}: {actor.Roles[0]} {stands} {actor.Subject} was told {decided.Refusal?.Detail.En ?? "yes"}");
                Assert.Equal(expected is null, !decided.Events.IsEmpty);
                if (expected is not null)
                    Assert.Empty(decided.Kept);
                asked++;
            }
        }
        Assert.Equal(kind.Transitions.Length * Enum.GetValues<Role>().Length * sides.Length * 2, asked);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_entry_is_registered_by_those_whom_its_file_names(string code)
    {
        var kind = ShippedKinds.All[code];
        foreach (var (actor, stands) in Everybody())
        {
            var decided = EntryRules.Decide(null, EntryStage.Registration(kind), kind, EntryStage.At(EntryStage.Start, actor));

            var allowed = May(kind.Registration.By, actor, stands);
            Assert.Equal(allowed, !decided.Events.IsEmpty);
            Assert.Equal(allowed ? null : code == "corruption-notice" ? RefusalReason.NotFound : RefusalReason.Forbidden, decided.Refusal?.Reason);
        }
    }

    [Fact]
    public void Outside_a_closed_circle_an_entry_is_not_there()
    {
        var kind = ShippedKinds.All["corruption-notice"];
        var entry = EntryStage.Registered(kind);
        var outsider = EntryStage.At(EntryStage.Start, EntryStage.Official(Role.Auditor, AuthorityCode.Fcs));

        var told = EntryRules.Decide(entry, new ExtendTerm("check", new(1, Grains.Kernel.Terms.SpanUnit.Months), "x"), kind, outsider).Refusal!;
        var nothing = EntryRules.Decide(null, new ExtendTerm("check", new(1, Grains.Kernel.Terms.SpanUnit.Months), "x"), kind, outsider).Refusal!;

        Assert.Equal((nothing.Reason, nothing.Detail), (told.Reason, told.Detail));
        Assert.False(EntryRights.ReadsSecrets(kind, entry, outsider));
    }

    [Theory]
    [InlineData(Role.AuthorityHead, "own", "somebody", true)]
    [InlineData(Role.CaseOfficer, "own", "responsible", true)]
    [InlineData(Role.CaseOfficer, "own", "somebody", false)]
    [InlineData(Role.AuthorityHead, "above", "somebody", false)]
    [InlineData(Role.Auditor, "own", "somebody", false)]
    public void Secret_fields_are_for_the_responsible_and_the_head(Role role, string stands, string subject, bool reads)
    {
        var kind = ShippedKinds.All["appeal"];
        var entry = EntryStage.Registered(kind) with { Responsible = EntryStage.Person };
        var actor = EntryStage.Official(role, sides.Single(side => side.Stands == stands).Authority, subject);

        Assert.Equal(reads, EntryRights.ReadsSecrets(kind, entry, EntryStage.At(EntryStage.Start, actor)));
    }

    private static IEnumerable<(Actor Actor, string Stands)> Everybody() =>
        from role in Enum.GetValues<Role>()
        from side in sides
        from subject in (string[])[EntryStage.Person.Subject, "somebody"]
        select (EntryStage.Official(role, side.Authority, subject), side.Stands);

    /// <summary>The specification's words, apart from the program's.</summary>
    private static bool Reads(RegisterKind kind, Actor actor, string stands) => kind.Readers is { Closed: true, Roles: var circle }
        ? stands == "own" && circle.Contains(actor.Roles[0].Name())
        : actor.Roles[0] switch
        {
            Role.Auditor => true,
            Role.Operator or Role.System => false,
            _ => stands != "beside",
        };

    private static bool May(KindRight right, Actor actor, string stands) =>
        right.Roles.Contains(actor.Roles[0].Name())
        && (right.Of switch { KindScope.Own => stands == "own", KindScope.Above or KindScope.Giver => stands is "above" or "fcs", KindScope.Fcs => stands == "fcs" })
        && (!right.Responsible || actor.Subject == EntryStage.Person.Subject);
}
