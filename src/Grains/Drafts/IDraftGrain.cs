namespace RmsOrleans.Grains.Drafts;

/// <summary>One draft risk profile.</summary>
[Alias("draft")]
public interface IDraftGrain : IGrainWithStringKey
{
    /// <summary>Decides the command, stores what happened, and says how the draft stands.</summary>
    [Alias("execute")]
    Task<Outcome<DraftReceipt>> Execute(DraftCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Records it if the running deadline has passed or a calendar moves it; what follows from that happens too.</summary>
    [Alias("check-deadline")]
    Task CheckDeadline();
}
