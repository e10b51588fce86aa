using System.Text;

namespace RmsOrleans.Declarations.Tests;

/// <summary>Folding looks at most texts only once; it says the same as each step by itself.</summary>
public sealed class FoldedTextAgreesTests
{
    private const string Latin = "ABCEHKMOPTXY";
    private const string Cyrillic = "АВСЕНКМОРТХУ";

    [Theory]
    [InlineData("goodsDescription")]
    [InlineData("vehicleNumber")]
    public void Every_character_folds_as_by_its_steps(string name)
    {
        var field = Fields.Get(name);
        var buffer = Array.Empty<char>();
        for (var sign = '\u0001'; sign < char.MaxValue; sign++)
        {
            if (char.IsSurrogate(sign) || sign == '\uFFFE')
                continue;
            foreach (var text in new[] { $"{sign}", $"e{sign}", $"И{sign}б{sign}", $" {sign}\u0301 " })
            {
                var folded = FoldedText.Fold(text, field, Folding.Default);
                Assert.Equal(ByItsSteps(text, field.HasLookAlikes), folded);
                Assert.Equal(folded, FoldedText.Fold(text, field, Folding.Default, ref buffer).ToString());
            }
        }
    }

    private static string ByItsSteps(string text, bool joins) => string.Concat(text.Normalize(NormalizationForm.FormC).Trim().Select(sign =>
        char.ToUpperInvariant(sign) is var upper && upper == 'Ё' ? 'Е' : joins && Latin.IndexOf(upper) is >= 0 and var at ? Cyrillic[at] : upper));
}
