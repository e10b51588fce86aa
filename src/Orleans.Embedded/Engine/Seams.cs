using Orleans.Runtime;

namespace Orleans.Embedded;

internal abstract class GrainEngine : IClusterClient
{
    public abstract IServiceProvider ServiceProvider { get; }
    public abstract ReminderRegistry Reminders { get; }
    public abstract TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;
}

internal abstract class Activation : IGrainContext
{
    public static Activation? Current => null;
    public static Activation Of(object grain) => (Activation)((IGrainBase)grain).GrainContext;
    public abstract GrainId GrainId { get; }
    public abstract GrainEngine Engine { get; }
    public abstract IServiceProvider Services { get; }
    public abstract void Deactivate(DeactivationReason reason);
    public abstract object ReferenceAs(Type interfaceType);
    public abstract IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);
}

internal abstract class GrainReference
{
    public abstract GrainId Id { get; }
    public abstract object As(Type interfaceType);
}

internal abstract class ReminderRegistry
{
    public abstract Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period);
    public abstract Task Unregister(GrainId grain, string name);
    public abstract Task<IGrainReminder?> Find(GrainId grain, string name);
    public abstract Task<List<IGrainReminder>> FindAll(GrainId grain);
}
