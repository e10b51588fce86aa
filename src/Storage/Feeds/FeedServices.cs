namespace RmsOrleans.Storage.Feeds;

internal static class FeedServices
{
    /// <summary>What follows the journal, on whichever database it lies.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FeedSettings>().Bind(configuration.GetSection(FeedSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DraftChanges>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<LiveChanges>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveChanges>());
        services.AddSingleton<IDraftFeed, DraftFeed>();
        return services;
    }
}
