using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Tests;

/// <summary>What a draft's grain hands to its sequence for a submission.</summary>
internal static class Requests
{
    public static RegistrationRequest Of(DraftId id, string timeZone = "Europe/Moscow", Submit? submission = null, RequestKey? key = null)
    {
        var submit = submission ?? Ceramics.Submission;
        ImmutableArray<DraftEvent> events =
        [
            new DraftSubmitted(
                submit.Authority, submit.Unit, submit.Author, submit.OtherUnits, submit.Kind, submit.Content, submit.Note,
                submit.Signature, submit.Visas) { Request = key },
        ];

        Draft? draft = null;
        foreach (var happened in events)
            draft = happened.ApplyTo(draft, new EventLine(id.Value, (draft?.Line ?? 0) + 1, Ceramics.SignedAt, []));

        return new RegistrationRequest(
            id, 0, Chain.Start, StoredEvents.Table.Pending(events), DraftPermissions.Writer(Ceramics.CoordinatorOf(submit.Authority), submit, null, UnitRegister.Empty),
            DraftHead.Of(draft!), timeZone, null);
    }
}
