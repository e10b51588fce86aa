namespace RmsOrleans.Grains.Profiles;

/// <summary>The statuses of a profile, in Moscow days.</summary>
public enum ProfileStatus
{
    /// <summary>It has its number, and its first day has not come.</summary>
    Registered,

    InForce,

    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>Ended by a decision.</summary>
    Cancelled,
}
