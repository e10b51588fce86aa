namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// Gauges whose values cost a question to the database. It is asked now and then, whoever collects; what is collected is the last answer, and
/// nothing before the first.
/// </summary>
internal interface IMeasurement
{
    /// <summary>What is measured, in the words of the log.</summary>
    string What { get; }

    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task Measure(CancellationToken cancellation);
}
