using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>token</c>: prints a bearer token, signed with the key of the data folder. It works while the program runs.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var authority = new Option<string>("--authority") { Description = "The eight-digit code of the authority the caller acts for.", Required = true };
        var roles = new Option<string[]>("--role") { Description = "A role; as often as needed.", Required = true, Arity = ArgumentArity.OneOrMore };
        var name = new Option<string>("--name") { Description = "The caller's name, as the journal will show it.", Required = true };
        var subject = new Option<string?>("--subject") { Description = "A stable id of the person or program; by default made of authority and name." };
        var unit = new Option<string?>("--unit") { Description = "The caller's structural unit." };
        var hours = new Option<double>("--hours") { Description = "How long the token is good for, at most 12.", DefaultValueFactory = _ => 12, CustomParser = Hours };
        var data = new Option<string?>("--data") { Description = "The data folder; by default data/ at the root of the repository." };
        var keyFile = new Option<string?>("--key-file") { Description = "The key file, where nodes share one (Authentication:KeyFile)." };

        roles.AcceptOnlyFromAmong([.. RoleNames.All]);
        authority.Validators.Add(result =>
        {
            if (!AuthorityCode.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError("--authority takes eight digits that begin with 10.");
        });

        var command = new Command("token", "Print a bearer token for the API.") { authority, roles, name, subject, unit, hours, data, keyFile };
        command.SetAction(parsed =>
        {
            try
            {
                var settings = new ConfigurationManager();
                settings.AddEnvironmentVariables();
                Set(settings, DataFolder.Setting, parsed.GetValue(data));
                Set(settings, "Authentication:KeyFile", parsed.GetValue(keyFile));
                settings[DataFolder.Setting] = ProgramSettings.Folder(settings).Path;

                var code = new AuthorityCode(parsed.GetValue(authority)!);
                var token = TokenIssuer.Open(settings).Issue(
                    parsed.GetValue(subject) ?? $"{code}/{parsed.GetValue(name)}",
                    parsed.GetValue(name)!,
                    code,
                    parsed.GetValue(unit),
                    [.. parsed.GetValue(roles)!.Select(role => RoleNames.TryParse(role, out var known) ? known : throw new InvalidOperationException(role))],
                    TimeSpan.FromHours(parsed.GetValue(hours)));
                Console.WriteLine(token);
                return 0;
            }
            catch (Exception failure) when (failure is TokenKeyException or StartRefusedException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"No token: {failure.Message}");
                return 1;
            }
        });
        return command;
    }

    private static double Hours(ArgumentResult given)
    {
        if (double.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 12)
            return hours;
        given.AddError("--hours takes a number above 0, at most 12.");
        return default;
    }

    private static void Set(ConfigurationManager settings, string name, string? value)
    {
        if (value is not null)
            settings[name] = value;
    }
}
