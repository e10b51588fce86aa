namespace RmsOrleans.Grains.Kernel;

/// <summary>The storage does not answer, or it is unknown what it did.</summary>
[GenerateSerializer, Alias("storage-away")]
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Null where nothing was to be written.</summary>
    [Id(0)] public FailedWrite? Write { get; internal set; }
}
