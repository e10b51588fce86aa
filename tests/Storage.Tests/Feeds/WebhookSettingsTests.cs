using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Storage.Tests.Feeds;

public sealed class WebhookSettingsTests
{
    [Theory]
    [InlineData("Webhooks:LongestRetryAfter", "-00:00:01")]
    [InlineData("Webhooks:LongestRetryAfter", "1.00:00:01")]
    [InlineData("Webhooks:SecretOverlap", "-00:00:01")]
    [InlineData("Webhooks:SecretOverlap", "30.00:00:01")]
    public void What_is_out_of_range_is_refused(string name, string value) => Assert.Throws<OptionsValidationException>(() => Read((name, value)));

    [Fact]
    public void The_ends_of_the_ranges_are_taken()
    {
        var settings = Read(("Webhooks:LongestRetryAfter", "00:00:00"), ("Webhooks:SecretOverlap", "30.00:00:00"));

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromDays(30)), (settings.LongestRetryAfter, settings.SecretOverlap));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromDays(1)), (Read().LongestRetryAfter, Read().SecretOverlap));
    }

    private static WebhookSettings Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(each => each.Name, each => (string?)each.Value)).Build();
        using var services = new ServiceCollection().AddWebhooks(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<WebhookSettings>>().Value;
    }
}
