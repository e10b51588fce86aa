using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

public sealed class FinalisationByFcsTests
{
    [Fact]
    public void Gives_the_fcs_ten_working_days()
    {
        var deadline = DraftRun.FinalisationByFcs.Draft!.Deadline!;

        Assert.Equal((DeadlineKind.FinalisationByFcs, new DateOnly(2026, 12, 4)), (deadline.Kind, deadline.LastDay));
    }

    [Fact]
    public void Comes_once_for_each_version()
    {
        var back = DraftRun.FinalisationByFcs.With(Steps.Gather, Ceramics.Executor).With(Steps.RecordInformation, Ceramics.Executor);

        back.Refuses(Steps.FinaliseByFcs, Ceramics.Executor);
        back.Settings.FinalisationsByFcsPerVersion = 2;
        Assert.Equal(DraftStatus.FinalisationByFcs, back.With(Steps.FinaliseByFcs, Ceramics.Executor).Draft!.Status);
    }

    [Fact]
    public void Ends_with_any_other_resolution()
    {
        (Resolve, DraftStatus)[] ends =
        [
            (Steps.FindExpedient, DraftStatus.Expedient), (Steps.FindInexpedient, DraftStatus.Inexpedient), (Steps.Gather, DraftStatus.GatheringInformation),
            (Steps.SendBack, DraftStatus.FinalisationByAuthority), (Steps.AskDirectorate, DraftStatus.RequestToDirectorate),
        ];

        Assert.All(ends, end => Assert.Equal(end.Item2, DraftRun.FinalisationByFcs.With(end.Item1, Ceramics.Executor).Draft!.Status));
    }

    [Fact]
    public void Can_pass_to_another_executor() =>
        Assert.Equal("executor-2", DraftRun.FinalisationByFcs.With(Steps.Assign with { Subject = "executor-2" }, Ceramics.FcsCoordinator).Draft!.Executor!.Subject);
}
