using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Consideration;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Drafts.ProfileWork;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a caller can do with a draft next, by the same rules that decide when it is tried.</summary>
public sealed class NextSteps(IAuthorityRegister authorities, IOptions<ConsiderationSettings> settings)
{
    private static readonly VisaRole[] offices = Enum.GetValues<VisaRole>();

    /// <summary>Routes, in the order of the work.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => [.. DraftLifecycle.Possible(draft).Where(route => CanTake(route, actor, draft))];

    /// <summary>What the caller can resolve; empty for whoever cannot resolve anything.</summary>
    public ImmutableArray<Resolution> Resolutions(Actor actor, Draft draft) => For(actor, draft).Contains(Routes.Resolution)
        ? Consideration.Resolutions.Possible(draft, authorities.Current, settings.Value)
        : [];

    private bool CanTake(string route, Actor actor, Draft draft)
    {
        return route switch
        {
            Routes.Content => May(new Edit(default, null!, null!)),
            Routes.Signature => May(new Sign()),
            Routes.Visas => offices.Any(office => May(new GiveVisa(office)) && !draft.Paperwork.Has(office, office == VisaRole.UnitHead ? actor.Unit : null)),
            Routes.VisaRefusals => offices.Any(office => May(new RefuseVisa(office, ""))),
            Routes.Registration => May(new Register()),
            Routes.Discard => May(new Discard("")),
            Routes.Executor => May(new AssignExecutor("", "", "")),
            Routes.Meeting => May(new ConveneMeeting([])),
            Routes.Minutes => May(new RecordMinutes("", default, "", false)),
            Routes.Resolution => May(new Resolve(default)),
            Routes.Information => May(new RecordInformation("")),
            Routes.Opinion => May(new GiveOpinion("", "", "")),
            Routes.OpinionAgreement => May(new AgreeOpinion()),
            Routes.OpinionReturn => May(new ReturnOpinion("")),
            Routes.Resubmission => May(new Resubmit([])),
            Routes.Withdrawal => May(new Withdraw("")),
            Routes.Profile => May(new EditProfile(null!, null!)),
            Routes.ProfilePreparation => May(new PrepareProfile()),
            Routes.ProfileVisas => May(new GiveProfileVisa()) && draft.Profile!.MissingVisas.Contains(actor.Unit ?? ""),
            Routes.ProfileVisaRefusals => May(new RefuseProfileVisa("")),
            Routes.ProfileSignatures => May(new SignProfile())
                && (DraftRights.RoleFor(draft, new SignProfile(), actor) == Role.Executor) == draft.Profile!.ExecutorSignature is null,
            Routes.ApprovalRequest => May(new RequestApproval()),
            Routes.Approval => May(new Approve()),
            Routes.ApprovalReturn => May(new ReturnProfile("")),
            Routes.ApprovalReport => May(new ReportApproval(default)),
            Routes.ProfileRegistration => May(new RegisterProfile()),
            _ => throw new InvalidOperationException($"Nobody has said who may take the route {route}."),
        };

        bool May(DraftCommand command) => DraftRights.Refuse(draft, command, actor, authorities.Current) is null;
    }
}
