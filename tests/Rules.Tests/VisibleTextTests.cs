using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\u00A0\u3000")]
    [InlineData("\u3164")] // Hangul filler
    [InlineData("\uFFA0\u115F\u1160")]
    [InlineData("\u2800")] // Braille pattern without a dot
    [InlineData("\u00AD\u200B\u200D\u2060\uFEFF")]
    [InlineData("\u034F\uFE0F\u180B\U000E0100")]
    [InlineData("\u2800 \u3164 \U0001D159")]
    [InlineData("\u0301")] // a stress on nothing
    public void What_shows_nothing_is_blank(string text)
    {
        Assert.True(VisibleText.IsBlank(text));
        var errors = new ValidationErrors();
        errors.Text("/title", text);
        Assert.Equal(["A text is needed here."], errors.ToImmutable().Select(error => error.Message.InEnglish()));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\u3164a")]
    [InlineData("\u2801")] // Braille with a dot
    [InlineData("가")]
    [InlineData("\U0001F4E6")]
    public void What_shows_something_is_not(string text) => Assert.False(VisibleText.IsBlank(text));

    [Theory]
    [InlineData("Risk\u3164analysis")]
    [InlineData("Risk\u00ADanalysis")]
    [InlineData("Risk\u034Fanalysis")]
    [InlineData("Risk\uFE0F analysis")]
    public void A_name_hides_nothing(string name)
    {
        var errors = new ValidationErrors();
        errors.Name(new JsonPointer("/unit"), name);
        Assert.False(errors.IsEmpty);
    }

    [Theory]
    [InlineData("Отдел та\u0438\u0306ны")] // decomposed й
    [InlineData("Risk analysis")]
    public void A_name_in_any_form_of_its_letters_is_one(string name)
    {
        var errors = new ValidationErrors();
        errors.Name(new JsonPointer("/unit"), name);
        Assert.True(errors.IsEmpty);
    }
}
