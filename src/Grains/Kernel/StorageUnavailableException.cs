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

/// <summary>A write that the storage did not answer: how long it waited for its turn, how long it then took, and what the storage said.</summary>
[GenerateSerializer, Alias("failed-write"), Immutable]
public sealed record FailedWrite([property: Id(0)] TimeSpan Queued, [property: Id(1)] TimeSpan Committing, [property: Id(2)] string? Cause)
{
    /// <summary>It never had its turn.</summary>
    internal static FailedWrite TurnedAway(TimeSpan waited) => new(waited, TimeSpan.Zero, "Turned away.");

    /// <summary>The same to a caller who has waited for so long in all.</summary>
    internal FailedWrite After(TimeSpan waited) => this with { Queued = waited - Committing };
}
