using System.CommandLine;
using System.Globalization;
using RmsOrleans.Api.Tokens;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>rotate-key</c>: a new key signs the tokens of the built-in issuer. It works while programs run, and they notice.</summary>
internal static class RotateKeyCommand
{
    private static readonly string description = string.Create(CultureInfo.InvariantCulture, $"""
        Make a new key, by which tokens are signed from now on. Tokens that were signed before stay good until they end. Run it as the user
        of the program, whose file the key is. Programs that run take up the new key within {TokenSettings.RotationNoticed.TotalSeconds} seconds.
        Exit code 0: done; 1: not done; 3: there is no key.
        """);

    public static Command Create()
    {
        var revoke = new Option<bool>("--revoke") { Description = "Refuse all tokens that were signed before, because somebody else has the key." };
        return new KeyOptions().On(new Command("rotate-key", description) { revoke }, "Not rotated", (parsed, settings, _) =>
        {
            var rotation = TokenKeyRotation.Rotate(settings, parsed.GetValue(revoke));
            Console.WriteLine($"Key {rotation.Key} signs from now on, in {rotation.File}.");
            Console.WriteLine(rotation.FormerUntil is { } until
                ? string.Create(CultureInfo.InvariantCulture, $"Tokens that were signed before stay good until they end, until {until:yyyy-MM-dd HH:mm} UTC at the latest.")
                : string.Create(CultureInfo.InvariantCulture, $"Tokens that were signed before are refused, by programs that run within {TokenSettings.RotationNoticed.TotalSeconds} seconds."));
        });
    }
}
