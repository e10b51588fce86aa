using System.Diagnostics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// Orleans' own propagation of traces, for calls whose trace is recorded. Left to itself it makes a span for each call: on the far side of a trace
/// that is not sampled it knows of none, begins one anew, and lets the sampler take its share of those as well.
/// </summary>
internal static class GrainCallTraces
{
    private const string TraceParent = "traceparent";

    public static ISiloBuilder AddCallTraces(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (!ExportedSignals.Of(configuration).Traces)
            return silo;

        var before = silo.Services.Count;
        silo.AddActivityPropagation();
        foreach (var filter in silo.Services.Skip(before).ToList())
        {
            if (filter.ServiceType == typeof(IOutgoingGrainCallFilter))
                Replace<IOutgoingGrainCallFilter>(silo.Services, filter, stock => new Outgoing(stock));
            else if (filter.ServiceType == typeof(IIncomingGrainCallFilter))
                Replace<IIncomingGrainCallFilter>(silo.Services, filter, stock => new Incoming(stock));
        }
        return silo;
    }

    private static void Replace<T>(IServiceCollection services, ServiceDescriptor stock, Func<T, T> around) where T : class
    {
        services.Remove(stock);
        services.AddSingleton(provider => around((T)ActivatorUtilities.CreateInstance(provider, stock.ImplementationType!)));
    }

    private sealed class Outgoing(IOutgoingGrainCallFilter stock) : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context) => Activity.Current is { Recorded: true } ? stock.Invoke(context) : context.Invoke();
    }

    /// <summary>Only a caller whose trace is recorded sends it along.</summary>
    private sealed class Incoming(IIncomingGrainCallFilter stock) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => RequestContext.Get(TraceParent) is string ? stock.Invoke(context) : context.Invoke();
    }
}
