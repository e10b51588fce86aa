using Microsoft.Extensions.Options;

namespace Orleans.Embedded.Tests;

public sealed class OptionsTests
{
    public static TheoryData<Action<EmbeddedGrainOptions>> OutOfRange => new()
    {
        options => options.ResponseTimeout = TimeSpan.Zero,
        options => options.CollectionAge = TimeSpan.FromDays(2),
        options => options.CollectionQuantum = TimeSpan.Zero,
        options => options.TurnsBeforeYield = 0,
        options => options.ReminderPollPeriod = TimeSpan.FromHours(1),
        options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(-1),
        options => options.ReminderClaim = options.ResponseTimeout,
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public Task A_setting_out_of_range_is_refused_at_start(Action<EmbeddedGrainOptions> configure) =>
        Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(configure));

    [Fact]
    public Task A_collection_age_for_what_is_no_grain_class_is_refused_at_start() =>
        Assert.ThrowsAsync<InvalidOperationException>(() =>
            TestHost.StartAsync(options => options.ClassSpecificCollectionAge["Nobody"] = TimeSpan.FromMinutes(1)));
}
