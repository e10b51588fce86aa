using Microsoft.Extensions.Logging;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>Log events of sequences, with stable ids. None carries content or a person's name.</summary>
internal static partial class NumberingLog
{
    [LoggerMessage(1001, LogLevel.Error, "Sequence {Sequence}: the storage was away for too long; {Waiting} callers were turned away.")]
    public static partial void StorageUnavailableTooLong(this ILogger log, Exception exception, SequenceKey sequence, int waiting);

    [LoggerMessage(1002, LogLevel.Error, "Sequence {Sequence}: a batch of {Batch} registrations failed unexpectedly.")]
    public static partial void RegistrationFailed(this ILogger log, Exception exception, SequenceKey sequence, int batch);

    [LoggerMessage(1004, LogLevel.Warning, "{Grain} cannot be reached; this silo commits by itself until it can.")]
    public static partial void CutOff(this ILogger log, Exception? exception, string grain);

    [LoggerMessage(1005, LogLevel.Information, "{Grain} can be reached again.")]
    public static partial void Reached(this ILogger log, string grain);
}
