using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>A grain with reminders; it notes each tick.</summary>
internal interface IAlarmGrain : IGrainWithStringKey
{
    Task Set(string name, TimeSpan due, TimeSpan period);

    Task Unset(string name);

    Task<string[]> Names();
}

internal sealed class AlarmGrain(Probe probe) : Grain, IAlarmGrain, IRemindable
{
    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unset(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Note($"{reminderName} at {status.CurrentTickTime:HH:mm:ss}, first {status.FirstTickTime:HH:mm:ss}, every {status.Period:g}");
        if (reminderName == "fails")
            throw new NotReadyException("no alarm");
        if (reminderName == "hangs")
            await probe.Gate("alarm");
        probe.Note($"{this.GetPrimaryKeyString()} {reminderName}");
    }
}
