using Microsoft.Extensions.Options;

namespace RmsOrleans.Silo.Shutdown;

internal static class ShutdownServices
{
    public static void AddShutdown(this IServiceCollection services)
    {
        services.AddOptions<ShutdownSettings>().BindConfiguration(ShutdownSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownSettings>>(
            (host, settings) => host.ShutdownTimeout = settings.Value.Notice + settings.Value.Longest);
        services.AddHostedService<ShutdownNotice>();
    }
}
