using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What the engine writes to the log: failures that no caller hears of.</summary>
internal sealed partial class EngineLog(ILogger<GrainEngine> logger)
{
    [LoggerMessage(1, LogLevel.Error, "Grain {Grain} failed on its way out.")]
    public partial void DeactivationFailed(Exception exception, GrainId grain);

    [LoggerMessage(2, LogLevel.Error, "A timer of grain {Grain} failed; it goes on ticking.")]
    public partial void TimerFailed(Exception exception, GrainId grain);

    [LoggerMessage(3, LogLevel.Warning, "{Count} grain calls had not ended when the time to stop was over.")]
    public partial void StoppedWithCallsInFlight(int count);

    [LoggerMessage(4, LogLevel.Warning, "Grains were still on their way out when the time to stop was over.")]
    public partial void StoppedWithGrainsLeaving();

    [LoggerMessage(5, LogLevel.Error, "Reminder {Reminder} of grain {Grain} failed; the next tick comes as planned.")]
    public partial void ReminderFailed(Exception exception, string reminder, GrainId grain);

    [LoggerMessage(6, LogLevel.Warning, "Reminder {Reminder} of grain {Grain} has no class in this program; it is passed over.")]
    public partial void ReminderWithoutClass(string reminder, GrainId grain);

    [LoggerMessage(7, LogLevel.Error, "The database of reminders cannot be read; the next attempt comes as planned.")]
    public partial void RemindersUnreachable(Exception exception);
}
