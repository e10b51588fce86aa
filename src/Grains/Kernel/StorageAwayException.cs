namespace RmsOrleans.Grains.Kernel;

/// <summary>The storage does not answer, or it is unknown what it did.</summary>
[GenerateSerializer, Alias("storage-away")]
public sealed class StorageAwayException : Exception
{
    public StorageAwayException()
    {
    }

    public StorageAwayException(string message)
        : base(message)
    {
    }

    public StorageAwayException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Null where nothing was to be written.</summary>
    [Id(0)] public FailedWrite? Write { get; internal set; }
}
