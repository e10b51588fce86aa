namespace RmsOrleans.Storage.People;

internal static class OfficialServices
{
    /// <summary>What follows the journal for the people whom it names.</summary>
    public static IServiceCollection AddOfficials(this IServiceCollection services) =>
        services.AddSingleton<OfficialStore>().AddHostedService<OfficialFollower>();
}
