using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RmsOrleans.Api.Tokens;

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

        roles.AcceptOnlyFromAmong([.. RoleNames.All]);
        authority.Validators.Add(result =>
        {
            if (!AuthorityCode.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError("--authority takes eight digits that begin with 10.");
        });

        var command = new Command("token", "Print a bearer token for the API. Exit code 0: done; 1: not done; 3: there is no key, and --allow-empty makes one.") { authority, roles, name, subject, unit, hours };
        return new KeyOptions().On(command, "No token", (parsed, settings, mayMake) =>
        {
            var code = new AuthorityCode(parsed.GetValue(authority)!);
            Console.WriteLine(TokenIssuer.Open(settings, mayMake).Issue(
                parsed.GetValue(subject) ?? $"{code}/{parsed.GetValue(name)}",
                parsed.GetValue(name)!,
                code,
                parsed.GetValue(unit),
                [.. parsed.GetValue(roles)!.Select(role => RoleNames.TryParse(role, out var known) ? known : throw new InvalidOperationException(role))],
                TimeSpan.FromHours(parsed.GetValue(hours))));
        });
    }

    private static double Hours(ArgumentResult given)
    {
        if (double.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 12)
            return hours;
        given.AddError("--hours takes a number above 0, at most 12.");
        return default;
    }
}
