using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>What checks of declarations ask for.</summary>
internal static class CheckServices
{
    private const string KeyName = "key of selection";

    public static IServiceCollection AddChecks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SelectionSettings>().Bind(configuration.GetSection(SelectionSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => ReadKey(provider.GetRequiredService<IOptions<SelectionSettings>>().Value, configuration));
        return services.AddSingleton<CheckEndpoints>().AddSingleton<ControlEndpoints>();
    }

    /// <summary>Made and kept as the key of tokens is. It is not renewed: what was drawn with it can be shown for as long as it is there.</summary>
    private static SelectionKey ReadKey(SelectionSettings settings, IConfiguration configuration) => new(TokenKeyFile.ReadOrMake(
        TokenKeyFile.PathOf(settings.KeyFile, $"{SelectionSettings.Section}:{nameof(SelectionSettings.KeyFile)}", "selection-key", configuration), KeyName).Signing.Key);
}
