using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// Eight digits: <c>10</c>, the directorate's digit (0 = directly under the FCS), two digits of the office, three of the post
/// (<c>000</c> = the office itself).
/// </summary>
[GenerateSerializer, Alias("authority-code"), Immutable, JsonConverter(typeof(AuthorityCodeJson))]
public readonly record struct AuthorityCode([property: Id(0)] string Value)
{
    public const int Length = 8;

    /// <summary>The Federal Customs Service, the centre.</summary>
    public static readonly AuthorityCode Fcs = new("10000000");

    /// <summary>Only authorities whose code ends in 000 register drafts; posts read.</summary>
    public bool Registers => Value.EndsWith("000", StringComparison.Ordinal);

    /// <summary>The leading digits, as a registration number prints them.</summary>
    public string Leading(int digits) => Value[..digits];

    public static bool TryParse([NotNullWhen(true)] string? text, out AuthorityCode code)
    {
        var valid = text is { Length: Length } && text.StartsWith("10", StringComparison.Ordinal) && text.All(char.IsAsciiDigit);
        code = valid ? new AuthorityCode(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>An authority code in JSON.</summary>
public sealed class AuthorityCodeJson() : OneString<AuthorityCode>("an eight-digit authority code that begins with 10", AuthorityCode.Fcs.Value)
{
    protected override bool TryParse(string text, out AuthorityCode value) => AuthorityCode.TryParse(text, out value);
}
