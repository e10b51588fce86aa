using System.Net;
using Microsoft.AspNetCore.Connections;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Listens to nobody: a silo that is alone has no business with other processes, and its ports know no authentication. No socket is opened,
/// so no two programs get into each other's way.
/// </summary>
internal sealed class NobodyListens : IConnectionListenerFactory
{
    /// <summary>Orleans registers its listeners under keys of its own; each is replaced under the same key.</summary>
    public static void Instead(IServiceCollection services)
    {
        foreach (var listener in services.Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory)).ToList())
        {
            services.Remove(listener);
            services.AddKeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, new NobodyListens());
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new Nobody(endpoint));

    private sealed class Nobody(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        /// <summary>Null, when the listener is unbound, ends the loop of whoever accepts.</summary>
        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => await unbound.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
