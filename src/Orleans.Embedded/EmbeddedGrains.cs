using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orleans.Embedded;

/// <summary>Registers the engine.</summary>
public static class EmbeddedGrains
{
    /// <summary>
    /// Adds the grains of these assemblies, <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>, and a hosted service
    /// that starts the reminders and stops the grains. Reminders and persistent state need an <see cref="IEmbeddedDatabase"/>.
    /// </summary>
    /// <remarks>
    /// Hosted services stop in reverse order. Register what the grains use (the database, its scripts) before this, and whoever
    /// calls grains after it; a web application's server always comes last. Then HTTP stops first, the calls in flight end,
    /// OnDeactivateAsync runs, and the database goes last.
    /// </remarks>
    public static IServiceCollection AddEmbeddedGrains(
        this IServiceCollection services, Action<EmbeddedGrainOptions> configure, params Assembly[] grainAssemblies)
    {
        services.AddOptions<EmbeddedGrainOptions>()
            .Configure(configure)
            .ValidateDataAnnotations()
            .Validate(options => options.ReminderClaim > options.ResponseTimeout, "ReminderClaim must be longer than ResponseTimeout.")
            .ValidateOnStart();
        services.AddSingleton(provider => new EngineLog(provider.GetRequiredService<ILogger<GrainEngine>>()));
        services.AddSingleton(provider => new GrainEngine(
            new GrainClasses(grainAssemblies),
            provider.GetRequiredService<IOptions<EmbeddedGrainOptions>>(),
            provider.GetRequiredService<EngineLog>(),
            provider));
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainEngine>());
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainEngine>());
        services.AddSingleton(provider => new ReminderTable(provider.GetService<IEmbeddedDatabase>()));
        services.AddSingleton(provider => new StateTable(provider.GetService<IEmbeddedDatabase>()));
        services.AddSingleton<ReminderRegistry>();
        services.AddSingleton<ReminderDelivery>();
        services.AddHostedService<EmbeddedGrainHost>();
        return services;
    }
}
