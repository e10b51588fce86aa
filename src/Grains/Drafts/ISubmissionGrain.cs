using RmsOrleans.Grains.Actors;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Enters complete drafts that do not exist yet; on each silo there are some, which remember nothing.</summary>
[Alias("submission")]
public interface ISubmissionGrain : IGrainWithStringKey
{
    /// <summary>Registers the draft under this id, or says how it stands if it is there already.</summary>
    [Alias("submit")]
    Task<Outcome<DraftReceipt>> Submit(DraftId draft, Submit command, Actor actor, RequestConditions conditions);
}
