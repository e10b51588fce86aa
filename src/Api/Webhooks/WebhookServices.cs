using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookSettings>().Bind(configuration.GetSection(WebhookSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookLease>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookStore>().AddSingleton<WebhookRules>();
        services.AddSingleton<WebhookNouns>().AddSingleton<WebhookNoun, DraftMessages>().AddSingleton<WebhookNoun, ProfileMessages>().AddSingleton<WebhookNoun, EntryMessages>();
        services.AddHostedService<WebhookFollower>(); // stops after the delivery, and gives up the claim
        services.AddHostedService<WebhookDelivery>();
        return services;
    }
}
