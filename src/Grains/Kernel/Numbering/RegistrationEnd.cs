namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>How it ended for one who asked for a number.</summary>
internal enum RegistrationEnd
{
    /// <summary>The number and the line that has it are committed; the head says which.</summary>
    Registered,

    /// <summary>The draft no longer stands where the decision was taken: fold again and decide again.</summary>
    MovedOn,

    /// <summary>The storage is away, or the line is too long; nothing is known to be done.</summary>
    StorageUnavailable,

    /// <summary>The database refused this one member (a bug); the others of its batch went through.</summary>
    Failed,
}
