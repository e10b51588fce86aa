using Microsoft.AspNetCore.Http;
using RmsOrleans.Api.Http;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Api.Tests.Languages;

/// <summary>Accept-Language as RFC 9110 has it, for the two languages that there are.</summary>
public sealed class NegotiationTests
{
    [Theory]
    [InlineData(null, Language.En)]
    [InlineData("", Language.En)]
    [InlineData("ru", Language.Ru)]
    [InlineData("RU", Language.Ru)]
    [InlineData("ru-RU", Language.Ru)]
    [InlineData("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", Language.Ru)]
    [InlineData("en-GB,en;q=0.9,ru;q=0.8", Language.En)]
    [InlineData("en;q=0.5, ru;q=0.6", Language.Ru)]
    [InlineData("en, ru", Language.En)]
    [InlineData("ru, en", Language.Ru)]
    [InlineData("de, ru;q=0.1", Language.Ru)]
    [InlineData("de", Language.En)]
    [InlineData("rum", Language.En)]
    [InlineData("*", Language.En)]
    [InlineData("*, ru;q=0.5", Language.En)]
    [InlineData("ru, *;q=0.5", Language.Ru)]
    [InlineData("en;q=0, *", Language.Ru)]
    [InlineData("ru;q=0, *", Language.En)]
    [InlineData("ru;q=0", Language.En)]
    [InlineData("ru;q=0, en;q=0", Language.En)]
    [InlineData("ru;q=zwei", Language.En)]
    [InlineData("%%%", Language.En)]
    public void Picks_the_language_that_is_asked_for_most(string? header, Language language) => Assert.Equal(language, Of(header));

    [Fact]
    public void A_header_in_two_lines_is_one_list() => Assert.Equal(Language.Ru, Of("en;q=0.2", "ru;q=0.4"));

    private static Language Of(params string?[] header)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not [null])
            request.Headers.AcceptLanguage = header;
        return Http.Languages.Of(request);
    }
}
