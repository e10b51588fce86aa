using System.Text.RegularExpressions;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;

namespace RmsOrleans.Api.Tests.Declarations;

/// <summary>The page for whoever loads declarations.</summary>
public sealed partial class LoadingPageTests
{
    [Fact]
    public void Says_of_every_fault_what_to_do() => Assert.Equal(
        Enum.GetNames<FaultCode>().Concat(Enum.GetNames<FileFault>()).Order(StringComparer.Ordinal),
        Rows().Matches(File.ReadAllText(Path.Combine(Silo.Settings.Installation.Repository!, "docs", "loading.md")))
            .SelectMany(row => Codes().Matches(row.Groups["codes"].Value)).Select(code => code.Groups["code"].Value).Order(StringComparer.Ordinal));

    /// <summary>Whose first cell has nothing but codes.</summary>
    [GeneratedRegex(@"^\| (?<codes>`[A-Z]\w+`(, `[A-Z]\w+`)*) \| [^|]{20,} \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<code>[A-Z]\\w+)`")]
    private static partial Regex Codes();
}
