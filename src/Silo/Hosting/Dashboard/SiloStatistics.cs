using Orleans.Services;

namespace RmsOrleans.Silo.Hosting.Dashboard;

/// <summary>
/// The part of the dashboard that a silo starts and that then asks the management grain, every few seconds, how the silo is. It gives up for good when
/// it cannot ask: so it is not let to while nobody looks, and started anew when somebody does.
/// </summary>
internal sealed class SiloStatistics : IServiceProvider
{
    private readonly IServiceProvider services;
    private readonly MeasuringWhileLooked measuring;
    private readonly AskingWhileLooked grains;
    private bool asked;
    private bool ticks;

    private SiloStatistics(IServiceProvider services)
    {
        (this.services, measuring) = (services, services.GetRequiredService<MeasuringWhileLooked>());
        grains = new AskingWhileLooked(services.GetRequiredService<IGrainFactory>(), MayAsk);
    }

    /// <param name="part">How the dashboard would make it.</param>
    public static IGrainService Of(ServiceDescriptor part, IServiceProvider services)
    {
        var statistics = new SiloStatistics(services);
        var service = (GrainService)part.ImplementationFactory!(statistics);
        statistics.measuring.Begun += () => service.Scheduler.QueueAction(() => statistics.Wake(service));
        return service;
    }

    public object? GetService(Type serviceType) => serviceType == typeof(IGrainFactory) ? grains : services.GetService(serviceType);

    /// <summary>What follows runs one after the other, as all of a grain service does.</summary>
    private void Wake(GrainService service)
    {
        if (ticks)
            return;
        ticks = true;
        service.Start().Ignore();
    }

    private bool MayAsk()
    {
        var isOn = measuring.IsOn;
        // It asks first while it starts, and goes on whatever comes of that; then each time its timer ticks, which a failure ends.
        ticks = isOn || !asked;
        asked = true;
        return isOn;
    }
}

/// <summary>Grains for whom only one kind is of interest, and only while somebody looks.</summary>
internal sealed class AskingWhileLooked(IGrainFactory grains, Func<bool> mayAsk) : IGrainFactory
{
    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey =>
        mayAsk() ? grains.GetGrain<T>(primaryKey, grainClassNamePrefix) : throw new InvalidOperationException("Nobody looks at the dashboard.");

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithGuidKey => grains.GetGrain<T>(primaryKey, grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey => grains.GetGrain<T>(primaryKey, grainClassNamePrefix);

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithGuidCompoundKey =>
        grains.GetGrain<T>(primaryKey, keyExtension, grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithIntegerCompoundKey =>
        grains.GetGrain<T>(primaryKey, keyExtension, grainClassNamePrefix);

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => grains.CreateObjectReference<T>(obj);

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => grains.DeleteObjectReference<T>(obj);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => grains.GetGrain(grainInterfaceType, grainPrimaryKey, keyExtension);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => grains.GetGrain(grainInterfaceType, grainPrimaryKey, keyExtension);

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => grains.GetGrain<T>(grainId);

    public IAddressable GetGrain(GrainId grainId) => grains.GetGrain(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => grains.GetGrain(grainId, interfaceType);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => grains.GetGrain(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => grains.GetGrain(interfaceType, grainKey);
}
