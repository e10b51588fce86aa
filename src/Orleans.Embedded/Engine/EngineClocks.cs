using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Embedded;

/// <summary>
/// The clocks, by the names under which Orleans looks for them: a keyed <see cref="TimeProvider"/>, else the system's clock.
/// A test turns one and leaves the others alone.
/// </summary>
internal sealed class EngineClocks(IServiceProvider services)
{
    /// <summary>For response timeouts.</summary>
    public TimeProvider Calls { get; } = Named("Orleans.Messaging", services);

    /// <summary>For the timers of grains.</summary>
    public TimeProvider Timers { get; } = Named("Orleans.Grains", services);

    public TimeProvider Reminders { get; } = Named("Orleans.Reminders", services);

    /// <summary>For the age of idle grains.</summary>
    public TimeProvider Collection { get; } = Named("Orleans.ActivationManagement", services);

    private static TimeProvider Named(string name, IServiceProvider services) =>
        services.GetKeyedService<TimeProvider>(name) ?? TimeProvider.System;
}
