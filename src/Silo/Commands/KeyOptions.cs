using System.CommandLine;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Silo.Commands;

/// <summary>Which key a command works with: options; files and environment say the rest, as when serving.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string?> data = new("--data") { Description = "The data folder; by default data/ at the root of the repository." };
    private readonly Option<bool> allowEmpty = NothingThere.Option();
    private readonly Option<string?> keyFile = new("--key-file") { Description = "The key file, where nodes share one (Authentication:KeyFile)." };

    /// <param name="run">Does the work, and is told whether a key may be missing. What an operator can mend is told in a sentence that begins with <paramref name="failing"/>.</param>
    public Command On(Command command, string failing, Action<ParseResult, IConfiguration, bool> run)
    {
        command.Add(data);
        command.Add(keyFile);
        command.Add(allowEmpty);
        command.SetAction(parsed =>
        {
            try
            {
                run(parsed, Settings(parsed), parsed.GetValue(allowEmpty));
                return 0;
            }
            catch (NothingThereException nothing)
            {
                return NothingThere.Tell(failing, nothing, parsed.GetValue(allowEmpty));
            }
            catch (Exception failure) when (failure is TokenKeyException or StartRefusedException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"{failing}: {failure.Message}");
                return 1;
            }
        });
        return command;
    }

    private IConfiguration Settings(ParseResult parsed)
    {
        var settings = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory }).Configuration;
        foreach (var (name, value) in ((string, string?)[])[(DataFolder.Setting, parsed.GetValue(data)), ("Authentication:KeyFile", parsed.GetValue(keyFile))])
        {
            if (value is not null)
                settings[name] = value;
        }
        settings.AddSecretFiles();
        settings[DataFolder.Setting] = ProgramSettings.Folder(settings).Path;
        return settings;
    }
}
