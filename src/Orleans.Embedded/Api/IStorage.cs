namespace Orleans.Core;

/// <summary>A stored record, apart from what is in it.</summary>
public interface IStorage
{
    /// <summary>Which version of the record is in memory; null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Whether there is a stored record.</summary>
    bool RecordExists { get; }

    /// <summary>Empties the record.</summary>
    Task ClearStateAsync();

    /// <summary>Stores what is in memory.</summary>
    Task WriteStateAsync();

    /// <summary>Takes into memory what is stored.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A stored record with what is in it.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>What is in memory.</summary>
    TState State { get; set; }
}
