namespace RmsOrleans.Grains.Drafts;

/// <summary>Enters complete drafts, which in nearly all cases do not exist yet.</summary>
public interface ISubmissions
{
    /// <summary>Registers the draft under this id, or says how it stands if it is there already.</summary>
    Task<Outcome<DraftReceipt>> Submit(DraftId draft, Submit command, Actor actor, RequestConditions conditions);
}
