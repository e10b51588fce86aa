using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Somebody else has written the record meanwhile. The activation that meets this is let go.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException!)
    {
    }

    /// <summary>With both ETags and a cause.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>With both ETags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>The ETag in the store, where it is known.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The ETag in memory.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <summary>True until it has left the activation whose record it was; only that one is let go, not its callers.</summary>
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;
}
