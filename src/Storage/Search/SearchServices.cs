namespace RmsOrleans.Storage.Search;

internal static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchSettings>().Bind(configuration.GetSection(SearchSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SearchMetrics>();
        services.AddHostedService<SearchFollower>();
        return string.IsNullOrWhiteSpace(configuration[$"{StorageSettings.Section}:{nameof(StorageSettings.Postgres)}"])
            ? services.Add<SqliteTexts>()
            : services.Add<PostgresTexts>();
    }

    private static IServiceCollection Add<T>(this IServiceCollection services) where T : class, ITextStore, ITextIndex, IMarkIndex => services
        .AddSingleton<T>()
        .AddSingleton<ITextStore>(provider => provider.GetRequiredService<T>())
        .AddSingleton<ITextIndex>(provider => provider.GetRequiredService<T>())
        .AddSingleton<IMarkIndex>(provider => provider.GetRequiredService<T>());
}
