using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class AwaitingApprovalTests
{
    private static readonly ReturnProfile back = new("Shorten the term of validity.");

    [Fact]
    public void Has_no_term() => Assert.Null(DraftRun.AwaitingApproval.Draft!.Deadline);

    [Theory]
    [InlineData(ApplicationMode.Automatic, CoveringDocument.Memorandum)]
    [InlineData(ApplicationMode.Automated, CoveringDocument.Memorandum)]
    [InlineData(ApplicationMode.Informal, CoveringDocument.Letter)]
    public void Is_reached_with_a_letter_or_a_memorandum_by_the_mode(ApplicationMode mode, CoveringDocument covering) =>
        Assert.Equal(covering, Awaiting(Ceramics.Content with { Mode = mode, RiskArea = Fitting(mode) }).Draft!.Profile!.Papers!.Document);

    [Fact]
    public void Is_reached_with_profile_and_draft_and_their_notes_enclosed() =>
        Assert.Equal(
            [Enclosure.Profile, Enclosure.ProfileNote, Enclosure.Draft, Enclosure.DraftNote],
            DraftRun.AwaitingApproval.Draft!.Profile!.Papers!.Enclosures.AsEnumerable());

    [Fact]
    public void Is_reached_with_the_directorates_opinion_if_there_is_one() =>
        Assert.Contains(
            Enclosure.DirectorateOpinion,
            DraftRun.AfterOpinion
                .With(Steps.FindExpedient, Ceramics.Executor)
                .With(new PrepareProfile(), Ceramics.Executor)
                .With(new SignProfile(), Ceramics.Executor)
                .With(new SignProfile(), Ceramics.DivisionHead)
                .With(new RequestApproval(), Ceramics.Executor).Draft!.Profile!.Papers!.Enclosures);

    [Fact]
    public void Is_for_the_signatory_of_the_territory()
    {
        (Territory Territory, Actor By)[] signatories =
            [(Territory.AllRussian, Ceramics.FcsHead), (Territory.Regional, Ceramics.FcsDeputyHead), (Territory.Zonal, Ceramics.DivisionHead)];

        foreach (var (territory, by) in signatories)
        {
            var run = Awaiting(ContentOf(territory));
            foreach (var other in signatories.Where(each => each.By != by))
                run.Forbids(new Approve(), other.By);
            Assert.Equal(DraftStatus.Approved, run.With(new Approve(), by).Draft!.Status);
        }
    }

    [Fact]
    public void Is_for_the_deputy_in_charge_of_the_responsible_unit() =>
        Awaiting(ContentOf(Territory.Regional)).Forbids(new Approve(), Ceramics.FcsDeputyHead with { Unit = "Archive" });

    [Fact]
    public void Can_be_approved_by_whoever_acts_for_the_signatory() =>
        Assert.True(DraftRun.AwaitingApproval.With(new Approve("Deputy head of division", Acting: true), Ceramics.DivisionHead).Draft!.Profile!.Approval!.Acting);

    [Fact]
    public void Gives_the_profile_back_with_the_term_anew_and_voids_visas_and_signatures()
    {
        var draft = DraftRun.AwaitingApproval.After(TimeSpan.FromDays(10)).With(back, Ceramics.DivisionHead).Draft!;

        Assert.Equal((DraftStatus.Expedient, DeadlineKind.ProfilePreparation), (draft.Status, draft.Deadline!.Kind));
        Assert.Equal(new DateOnly(2026, 12, 3), draft.Deadline.LastDay);
        Assert.Equal((false, true, null, null), (draft.Profile!.IsPrepared, draft.Profile.Visas.IsEmpty, draft.Profile.ExecutorSignature, draft.Profile.DivisionSignature));
        Assert.Equal("Ceramic tiles below their price", draft.Profile.Content.Title);
    }

    [Fact]
    public void Wants_remarks_with_a_return() => Assert.Equal(["/remarks"], DraftRun.AwaitingApproval.Errors(back with { Remarks = "" }, Ceramics.DivisionHead));

    [Fact]
    public void Can_neither_be_withdrawn_nor_resolved()
    {
        DraftRun.AwaitingApproval.Refuses(Steps.Withdraw, Ceramics.Coordinator);
        DraftRun.AwaitingApproval.Refuses(Steps.FindInexpedient, Ceramics.Executor);
    }

    internal static DraftRun Awaiting(DraftContent content) => DraftRun.Expedient
        .With(new EditProfile(content, Ceramics.Note), Ceramics.Executor)
        .With(new PrepareProfile(), Ceramics.Executor)
        .With(new SignProfile(), Ceramics.Executor)
        .With(new SignProfile(), Ceramics.DivisionHead)
        .With(new RequestApproval("For approval."), Ceramics.Executor);

    internal static DraftContent Informal => Ceramics.Content with { Mode = ApplicationMode.Informal, RiskArea = Fitting(ApplicationMode.Informal) };

    private static DraftContent ContentOf(Territory territory) => Ceramics.Content with
    {
        Territory = territory,
        RiskArea = Ceramics.Content.RiskArea with
        {
            Authorities = territory switch
            {
                Territory.AllRussian => [],
                Territory.Regional => [Ceramics.NorthWest.Value],
                Territory.Zonal => [Ceramics.Baltic.Value],
            },
            Excluded = new Exclusions(),
        },
    };

    private static RiskArea Fitting(ApplicationMode mode)
    {
        var area = Ceramics.Content.RiskArea;
        return mode == ApplicationMode.Automatic ? area with { Indicators = area.Indicators.RemoveAll(indicator => indicator.Text is not null) } : area;
    }
}
