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
    private static SelectionKey ReadKey(SelectionSettings settings, IConfiguration configuration)
    {
        var path = settings.KeyFile;
        if (string.IsNullOrWhiteSpace(path))
            path = Path.Combine(configuration["Data:Folder"] ?? "data", "selection-key");
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new TokenKeyException($"{SelectionSettings.Section}:{nameof(SelectionSettings.KeyFile)} names {path}, in a folder that does not exist.");
        try
        {
            return new(TokenKeyFile.ReadOrMake(path, KeyName).Signing.Key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TokenKeyException($"the {KeyName}, {path}, cannot be read or made: {failure.Message}");
        }
    }
}
