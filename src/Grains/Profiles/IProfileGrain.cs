namespace RmsOrleans.Grains.Profiles;

/// <summary>One profile. It comes into being when its draft is adopted, in the directory's transaction.</summary>
[Alias("profile")]
public interface IProfileGrain : IGrainWithStringKey
{
    /// <summary>Decides the command, lets the directory store what happened, and says how the profile stands.</summary>
    [Alias("execute")]
    Task<Outcome<ProfileReceipt>> Execute(ProfileCommand command, Actor actor, RequestConditions conditions);
}

/// <summary>Watches over the days of all profiles; there is one.</summary>
[Alias("profile-watch")]
public interface IProfileWatchGrain : IGrainWithStringKey
{
    /// <summary>Arms the reminder, which is never disarmed; its first tick comes at once.</summary>
    [Alias("watch")]
    Task ArmReminder();

    /// <summary>Lets everything happen that has come due; how many profiles that were.</summary>
    [Alias("look")]
    Task<int> Look();
}
