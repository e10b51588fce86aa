using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Year;

/// <summary>Six ways in which a draft goes, four of them past a deadline. Each step is planned so many days after the submission.</summary>
internal sealed class Paths(AYear year, DraftId draft, AuthorityCode authority, DateTimeOffset submittedAt)
{
    private readonly AuthorityCode? directorate = Ceramics.Authorities.DirectorateOf(authority)?.Code;

    public void Plan(int path)
    {
        At(0, Submission(), Of(Ceramics.Coordinator));
        switch (path)
        {
            case 1:
                GatherInVain();
                break;
            case 2 when authority != AuthorityCode.Fcs:
                ReworkTooLate();
                break;
            case 3:
                FinaliseTooLong();
                break;
            case 4 when directorate is { } asked:
                AskDirectorate(asked);
                break;
            case 5:
                ResolveInTime();
                break;
            default:
                LieUntouched();
                break;
        }
    }

    private void LieUntouched()
    {
        At(40, Steps.Assign, Ceramics.FcsCoordinator);
        At(41, Steps.FindInexpedient, Ceramics.Executor);
    }

    /// <summary>Sixty working days pass, with holidays a hundred and more days; then it is back by itself, and late again.</summary>
    private void GatherInVain()
    {
        At(2, Steps.Assign, Ceramics.FcsCoordinator);
        At(3, Steps.Gather, Ceramics.Executor);
        At(150, Steps.FindInexpedient, Ceramics.Executor);
    }

    private void ReworkTooLate()
    {
        At(2, Steps.Assign, Ceramics.FcsCoordinator);
        At(3, Steps.SendBack, Ceramics.Executor);
        At(40, new Sign(), Of(Ceramics.UnitHead));
        At(41, new GiveVisa(VisaRole.CoordinationHead), Of(Ceramics.CoordinationHead));
        At(41, new GiveVisa(VisaRole.DeputyHead), Of(Ceramics.DeputyHead));
        At(41, new GiveVisa(VisaRole.UnitHead), Of(Ceramics.OtherUnitHead));
        At(42, Steps.Resubmit, Of(Ceramics.Coordinator));
        At(44, Steps.FindInexpedient, Ceramics.Executor);
    }

    private void FinaliseTooLong()
    {
        At(2, Steps.Assign, Ceramics.FcsCoordinator);
        At(3, Steps.FinaliseByFcs, Ceramics.Executor);
        At(40, Steps.FindExpedient, Ceramics.Executor);
        At(60, Steps.Withdraw, Of(Ceramics.Coordinator));
    }

    private void AskDirectorate(AuthorityCode asked)
    {
        At(2, Steps.Assign, Ceramics.FcsCoordinator);
        At(3, Steps.AskDirectorate, Ceramics.Executor);
        At(45, Steps.GiveOpinion, Ceramics.DirectorateOfficer with { Authority = asked });
        At(46, new AgreeOpinion(), Ceramics.DirectorateCoordinator with { Authority = asked });
        At(60, Steps.FindInexpedient, Ceramics.Executor);
    }

    private void ResolveInTime()
    {
        At(2, Steps.Assign, Ceramics.FcsCoordinator);
        At(4, Steps.FindInexpedient, Ceramics.Executor);
    }

    private void At(int day, DraftCommand command, Actor actor) => year.Plan(submittedAt.AddDays(day), () => year.Execute(draft, command, actor));

    private Actor Of(Actor official) => official with { Authority = authority };

    private Submit Submission()
    {
        var submission = Ceramics.SubmissionOf(authority);
        var signedAt = submittedAt.AddDays(-1);
        return submission with
        {
            Signature = submission.Signature with { SignedAt = signedAt },
            Visas = [.. submission.Visas.Select(visa => visa with { GivenAt = signedAt })],
        };
    }
}
