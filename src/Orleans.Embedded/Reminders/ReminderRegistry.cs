using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Registers the reminders of grains.</summary>
internal sealed class ReminderRegistry(ReminderTable table, GrainEngine engine, IOptions<EmbeddedGrainOptions> options)
{
    public async Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException($"The period of reminder {name} is {period}; the shortest is {options.Value.MinimumReminderPeriod}.");

        var firstDue = engine.Clocks.Reminders.GetUtcNow() + dueTime;
        await table.Put(grain, name, firstDue.ToUnixTimeMilliseconds(), (long)period.TotalMilliseconds);
        return new GrainReminder(name);
    }

    public Task Unregister(GrainId grain, string name) => table.Delete(grain, name);

    public async Task<IGrainReminder?> Find(GrainId grain, string name) =>
        (await FindAll(grain)).Find(reminder => reminder.ReminderName == name);

    public async Task<List<IGrainReminder>> FindAll(GrainId grain) =>
        [.. (await table.Of(grain)).Select(row => new GrainReminder(row.Name))];

    private sealed record GrainReminder(string ReminderName) : IGrainReminder;
}
