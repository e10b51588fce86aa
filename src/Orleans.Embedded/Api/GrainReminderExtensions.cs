using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reminders of a grain: kept in the database, so they outlive the activation and the process.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder, or gives the one with this name new times.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var registry = RegistryOf(grain);
        if (string.IsNullOrWhiteSpace(reminderName))
            throw new ArgumentNullException(nameof(reminderName));
        if (grain is not IRemindable)
            throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} must implement {nameof(IRemindable)} to have reminders.");
        return registry.RegisterOrUpdate(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Ends a reminder. A tick under way may still arrive.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return RegistryOf(grain).Unregister(grain.GrainContext.GrainId, reminder.ReminderName);
    }

    /// <summary>The reminder with this name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName)
    {
        if (string.IsNullOrWhiteSpace(reminderName))
            throw new ArgumentNullException(nameof(reminderName));
        return RegistryOf(grain).Find(grain.GrainContext.GrainId, reminderName);
    }

    /// <summary>All reminders of this grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => RegistryOf(grain).FindAll(grain.GrainContext.GrainId);

    private static ReminderRegistry RegistryOf(Grain grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return Activation.Of(grain).Engine.Reminders;
    }
}
