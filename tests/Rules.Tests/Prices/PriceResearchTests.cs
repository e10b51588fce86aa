using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Rules.Tests.Registers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Prices;

/// <summary>A research as an entry: what the program computes, nobody else says.</summary>
public sealed class PriceResearchTests
{
    private static readonly RegisterKind kind = ShippedKinds.All[PriceResearches.Register];

    private static readonly PriceQuestion question = new(PriceBasis.PricePoints, PriceDirection.Import, "6907", "TR", new(2026, 1, 1), new(2026, 11, 1), "fcs-statistics");

    private static EntryCircumstances Anybody => EntryStage.At(EntryStage.Start, EntryStage.Official(Role.Author, EntryStage.Baltic));

    [Fact]
    public void What_was_asked_is_read_back_from_its_line() =>
        Assert.Equal(question, PriceResearches.QuestionOf(PriceResearches.Values(question)));

    [Fact]
    public void What_nobody_computed_is_refused_at_its_place()
    {
        var decided = EntryRules.Decide(null, new AddEntry(EntryStage.Baltic, PriceResearches.Values(question)), kind, Anybody);

        Assert.Equal(RefusalReason.BadInput, decided.Refusal!.Reason);
        Assert.Contains(decided.Refusal.Errors, error => error.Pointer == "/values/commodityCode" && error.Message.En == "This field is not taken here.");
        Assert.Contains(decided.Refusal.Errors, error => error.Pointer == "/values/figures");
    }

    [Fact]
    public void What_was_computed_is_not_put_right()
    {
        var entry = EntryStage.Registered(kind);

        var decided = EntryRules.Decide(entry, new CorrectEntry(ImmutableSortedDictionary<string, string>.Empty.Add("threshold", "0.1"), "Опечатка"), kind, Anybody);

        Assert.Equal("/values/threshold", Assert.Single(decided.Refusal!.Errors).Pointer);
    }

    [Fact]
    public void It_holds_while_it_is_approved_up_to_its_last_day()
    {
        var computed = EntryStage.Registered(kind);
        var approved = computed with { State = PriceResearches.Approved, Values = computed.Values.SetItem(PriceResearches.ValidTo, new EntryValue("2026-05-31")) };

        Assert.False(PriceResearches.IsInForce(computed, new(2026, 5, 1)));
        Assert.True(PriceResearches.IsInForce(approved, new(2026, 5, 31)));
        Assert.False(PriceResearches.IsInForce(approved, new(2026, 6, 1)));
        Assert.False(PriceResearches.IsInForce(approved with { State = "ended" }, new(2026, 5, 1)));
    }

    [Fact]
    public void Its_goods_below_the_threshold_are_four_indicators() => Assert.Equal(
        ["declarationKind Equals IM", "commodityCode StartsWith 6907", "originCountry Equals TR", "pricePerKg LessThan 0.51"],
        question.Below(0.510000m).Select(each => $"{each.Field} {each.Operator} {each.Values.Single()}"));

    [Fact]
    public void No_other_register_has_fields_that_the_program_fills_in()
    {
        var other = ShippedKinds.All["appeal"];
        other = other with { Fields = other.Fields.SetItem(3, other.Fields[3] with { Given = FieldSource.Research }) };

        Assert.Equal("/fields/3/given", Assert.Single(KindRules.Check(other)).Pointer);
    }

    [Fact]
    public void A_later_edition_takes_no_field_from_the_program()
    {
        var later = kind with { From = kind.From.AddYears(1), Fields = [kind.Fields[0] with { Given = null }, .. kind.Fields.Skip(1)] };

        Assert.Equal("/fields/0/given", Assert.Single(EditionRules.Check(kind, later, new HashSet<string>(), isShipped: true)).Pointer);
    }

    /// <summary>Only the program says so of itself; what it registers is of the authority that it names.</summary>
    [Fact]
    public void The_program_registers_a_risk_situation_by_itself()
    {
        var situations = ShippedKinds.All["risk-situation"];
        var values = ImmutableSortedDictionary<string, string>.Empty.Add("description", "Медиана выше");
        var at = EntryStage.At(EntryStage.Start, ProgramItself.Actor);

        Assert.Equal(RefusalReason.Forbidden, EntryRules.Decide(null, new AddEntry(EntryStage.Baltic, values), situations, at).Refusal!.Reason);
        Assert.Null(EntryRules.Decide(null, new AddEntry(EntryStage.Baltic, values) { ByProgram = true }, situations, at).Refusal);
    }
}
