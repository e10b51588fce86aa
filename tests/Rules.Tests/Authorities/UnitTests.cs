using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Rules.Tests.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Authorities;

public sealed class UnitTests
{
    private const string Ora = "10216000,ORA,Отдел анализа рисков,Risk analysis,Risk management,true,2026-01-01,";
    private const string Okts = "10216000,OKTS,Отдел контроля таможенной стоимости,Currency control,Customs value,false,2026-01-01,";

    private static readonly AuthorityRegister loaded = Ceramics.Authorities.With(Import(Ora, Okts).Value!.Load!);

    [Theory]
    [InlineData("ORA")]
    [InlineData("ora")]
    [InlineData("risk  ANALYSIS")]
    [InlineData("Отдел анализа рисков")]
    [InlineData("ОТДЕЛ АНАЛИЗА\u00A0РИСКОВ")]
    public void A_unit_is_named_by_code_or_name_in_whatever_case(string name) => Assert.Equal("ORA", loaded.Units.Find(Ceramics.Baltic, name)?.Code);

    [Fact]
    public void Names_are_compared_composed_also_where_no_units_were_loaded()
    {
        const string Composed = "Отдел Йошкар";
        const string Decomposed = "Отдел И\u0306ошкар";

        Assert.True(UnitRegister.Empty.AreSame(Ceramics.Baltic, Composed, Decomposed));
        Assert.False(UnitRegister.Empty.AreSame(Ceramics.Baltic, Composed, "Отдел Иошкар"));
    }

    [Theory]
    [InlineData("10702000,X,Отдел,Unit,Field,false,2026-01-01,", "/lines/2", "10216000")]
    [InlineData("10216000,ABCDEFGHIJKLMNOPQRSTU,Отдел,Unit,Field,false,2026-01-01,", "/lines/2", "20 characters")]
    [InlineData("10216000,X,,Unit,Field,false,2026-01-01,", "/lines/2", "Name_ru")]
    [InlineData("10216000,X,Отдел,Unit,Field,yes,2026-01-01,", "/lines/2", "Coordination")]
    [InlineData("10216000,X,Отдел,Unit,Field,false,01.01.2026,", "/lines/2", "From")]
    [InlineData("10216000,X,Отдел,Unit,Field,false,2026-01-02,2026-01-01", "/lines/2", "last day")]
    [InlineData("10216000,X,Отдел,Unit,Field,false,2026-01-01", "/lines/2", "8 fields")]
    [InlineData("10216000,X,Отдел,Unit,Field,false,2026-01-01,", "", "no coordination unit")]
    public void A_faulty_line_is_named_with_its_reason(string line, string pointer, string reason)
    {
        var error = Assert.Single(Import(line).Refusal!.Errors);

        Assert.Equal(pointer, error.Pointer);
        Assert.Contains(reason, error.Message.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_units_of_one_name_are_refused_in_whatever_case() =>
        Assert.Contains("both called", Assert.Single(Import(Ora, Okts.Replace("Currency control", "RISK analysis", StringComparison.Ordinal)).Refusal!.Errors).Message.InEnglish(), StringComparison.Ordinal);

    [Fact]
    public void At_each_time_there_is_one_coordination_unit()
    {
        var second = Okts.Replace("false,2026-01-01", "true,2026-07-01", StringComparison.Ordinal);

        Assert.Contains("From 2026-07-01", Assert.Single(Import(Ora, second).Refusal!.Errors).Message.InEnglish(), StringComparison.Ordinal);
        Assert.False(Import($"{Ora}2026-06-30", second).IsRefused);
    }

    [Fact]
    public void A_second_import_adds_replaces_and_leaves_the_rest()
    {
        var again = UnitImportRules.Decide(loaded, Ceramics.Baltic, Csv(Ora, Okts.Replace("Currency control", "Customs value", StringComparison.Ordinal)));

        Assert.Equal(new AuthorityImported(0, 1, 1, loaded.Revision + 1), again.Value!.Answer);
        Assert.Equal(["OKTS"], again.Value.Load!.Units.Select(unit => unit.Code));
    }

    [Fact]
    public void An_unknown_unit_is_bad_input_with_the_nearest_names()
    {
        var errors = Ceramics.Prepare with { Unit = "Risk analisys" } is var prepare ? prepare.Errors(Known, DateTimeOffset.UnixEpoch, []) : [];

        var error = Assert.Single(errors, each => each.Pointer == "/unit");
        Assert.Contains("Risk analysis", error.Message.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_command_says_by_code_is_written_by_name()
    {
        var decision = Decide(null, Ceramics.Prepare with { Unit = "ora", OtherUnits = ["OKTS"] }, Ceramics.Author);

        var prepared = Assert.IsType<DraftPrepared>(Assert.Single(Assert.IsType<Decision.Happens>(decision).Events));
        Assert.Equal(("Отдел анализа рисков", "Отдел контроля таможенной стоимости"), (prepared.Unit, Assert.Single(prepared.OtherUnits)));
    }

    [Fact]
    public void A_unit_named_twice_in_two_ways_is_named_twice()
    {
        var errors = (Ceramics.Prepare with { OtherUnits = ["Currency  CONTROL", "OKTS", "ORA"] }).Errors(Known, DateTimeOffset.UnixEpoch, []);

        Assert.Equal(["/otherUnits/1", "/otherUnits/2"], errors.Select(error => error.Pointer));
    }

    [Fact]
    public void A_head_whose_token_names_the_unit_in_another_way_signs_and_agrees()
    {
        var run = DraftRun.Drafting.With(new Sign(), Ceramics.UnitHead with { Unit = " risk  Analysis" });

        run = run.With(new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead with { Unit = "CURRENCY CONTROL" });

        Assert.DoesNotContain(run.Draft!.Paperwork.MissingVisas(), missing => missing.As == VisaRole.UnitHead);
    }

    [Fact]
    public void A_token_with_an_unknown_unit_is_told_so_only_where_it_matters()
    {
        var draft = DraftRun.Drafting.Draft!;
        var stranger = Ceramics.UnitHead with { Unit = "Bureau of secrets" };

        Assert.Equal(RefusalReason.UnknownUnit, Assert.IsType<Decision.Refused>(Decide(draft, new Sign(), stranger)).Refusal.Reason);
        Assert.IsType<Decision.Happens>(Decide(draft, new Edit(draft.Kind, draft.Content, draft.Note), Ceramics.Author with { Unit = "Bureau of secrets" }));
    }

    [Fact]
    public void A_draft_of_before_goes_on_by_its_stored_name_and_gets_a_known_one()
    {
        var run = DraftRun.Unprepared.With(Ceramics.Prepare with { Unit = "Risk bureau", OtherUnits = [] }, Ceramics.Author);
        var head = Ceramics.UnitHead with { Unit = "risk bureau" };

        Assert.IsType<Decision.Happens>(Decide(run.Draft, new Sign(), head));
        var replaced = Assert.IsType<UnitReplaced>(Assert.Single(Assert.IsType<Decision.Happens>(
            Decide(run.Draft, new ReplaceUnit("Risk bureau", "ORA"), Ceramics.Coordinator)).Events));
        Assert.Equal("Отдел анализа рисков", run.With(replaced).Draft!.Unit);
    }

    [Fact]
    public void Nothing_is_replaced_where_every_unit_is_known() =>
        Assert.Equal(RefusalReason.WrongStatus, Assert.IsType<Decision.Refused>(
            Decide(DraftRun.Drafting.Draft, new ReplaceUnit("Risk analysis", "OKTS"), Ceramics.Coordinator)).Refusal.Reason);

    [Fact]
    public void The_addressee_of_a_request_is_corrected_until_the_opinion_is_given()
    {
        var corrected = DraftRun.RequestToDirectorate.With(new CorrectAddressee("Tariff control"), Ceramics.Executor);

        Assert.Equal("Tariff control", corrected.Draft!.Consideration.OpinionRequest!.Unit);
        Assert.IsType<Decision.Refused>(DraftRun.OpinionGiven.Decide(new CorrectAddressee("Tariff control"), Ceramics.Executor));
    }

    private static ReferenceSnapshot Known => TestReference.Shipped with { Authorities = loaded };

    private static Decision Decide(Draft? draft, DraftCommand command, Actor actor) => DraftLifecycle.Decide(
        draft, command, new Circumstances(draft?.ChangedAt ?? Ceramics.SignedAt, actor, RequestConditions.None, Known, new ConsiderationSettings()));

    private static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Import(params string[] lines) =>
        UnitImportRules.Decide(Ceramics.Authorities, Ceramics.Baltic, Csv(lines));

    private static string Csv(params string[] lines) => string.Join('\n', [UnitImportRules.Header, .. lines, ""]);
}
