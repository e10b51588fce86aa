namespace Orleans;

/// <summary>The kinds of reason. This engine gives only some of them; all are here so that a switch compiles on both engines.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>The activation could not be made ready.</summary>
    ActivationFailed,

    /// <summary>Not given by this engine.</summary>
    DirectoryFailure,

    /// <summary>Nobody has called for a while.</summary>
    ActivationIdle,

    /// <summary>Not given by this engine.</summary>
    ActivationUnresponsive,

    /// <summary>Not given by this engine.</summary>
    DuplicateActivation,

    /// <summary>Not given by this engine.</summary>
    IncompatibleRequest,

    /// <summary>A call ended with a failure after which memory is not to be trusted.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not given by this engine.</summary>
    Migrating,

    /// <summary>Not given by this engine.</summary>
    RuntimeRequested,

    /// <summary>Not given by this engine.</summary>
    HighMemoryPressure,
}
