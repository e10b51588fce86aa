using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Storage.Drafts;

/// <summary>What is known of the members of a batch; a member of which nothing is known has moved on.</summary>
internal sealed class RegistrationAnswers
{
    private readonly Dictionary<DraftId, RegistrationAnswer> known = [];

    public void Registered(NumberedBatch numbered)
    {
        foreach (var draft in numbered.Drafts)
            known[draft.Head.Id] = new RegistrationAnswer(RegistrationEnd.Registered, draft.Head);
    }

    public void Failed(DraftId draft) => known[draft] = RegistrationAnswer.Failed;

    /// <summary>A draft that stands in a batch twice is registered for the first, and for the others it has moved on.</summary>
    public ImmutableArray<RegistrationAnswer> For(ImmutableArray<RegistrationRequest> batch) =>
        [.. batch.Select(member => known.Remove(member.Draft, out var answer) ? answer : RegistrationAnswer.MovedOn)];
}
