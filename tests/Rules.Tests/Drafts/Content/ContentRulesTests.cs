using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class ContentRulesTests
{
    [Fact]
    public void Content_and_note_of_the_ceramic_tiles_have_no_fault()
    {
        Assert.Empty(ContentFaults.Of(Ceramics.Content));
        Assert.Empty(ContentFaults.Of(Ceramics.Note));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var content = Ceramics.Content with
        {
            Title = " ",
            Mode = ApplicationMode.Automatic,
            RiskArea = Ceramics.Content.RiskArea with
            {
                Authorities = ["10216020", "99"],
                Excluded = new Exclusions(Authorities: ["10999000"], Vehicles: [""]),
                Indicators =
                [
                    new Indicator(IndicatorGroup.Vehicle, "commodityCode", IndicatorOperator.LessThan, ["69072x"]),
                    new Indicator(IndicatorGroup.Consignment, Text: ""),
                ],
            },
            Measures = [new Measure("999", "", "Look.", true, "998")],
            Contact = new Contact("", "A. Sokolova", Email: "risk"),
        };

        Assert.Equal(
            [
                "/content/contact/email",
                "/content/contact/unit",
                "/content/measures/0/code",
                "/content/measures/0/dependsOn",
                "/content/measures/0/description",
                "/content/riskArea/authorities/0",
                "/content/riskArea/authorities/1",
                "/content/riskArea/excluded/authorities/0",
                "/content/riskArea/excluded/vehicles/0",
                "/content/riskArea/indicators/0/field",
                "/content/riskArea/indicators/0/operator",
                "/content/riskArea/indicators/0/values/0",
                "/content/riskArea/indicators/1",
                "/content/riskArea/indicators/1/text",
                "/content/title",
            ],
            ContentFaults.Of(content).Pointers().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("risk@example.org")]
    public void Telephone_and_address_may_be_left_out(string? email) =>
        Assert.Empty(ContentFaults.Of(Ceramics.Content with { Contact = new Contact("Risk analysis", "A. Sokolova", email, email) }));

    [Theory]
    [InlineData("risk")]
    [InlineData("@example.org")]
    [InlineData("risk@")]
    [InlineData("risk@@example.org")]
    [InlineData("risk analysis@example.org")]
    public void An_address_has_a_name_and_a_place(string email) =>
        Assert.Equal("/content/contact/email", Assert.Single(ContentFaults.Of(Ceramics.Content with { Contact = new Contact("Risk analysis", "A. Sokolova", null, email) })).Pointer);

    [Theory]
    [InlineData("", "A text is needed here.")]
    [InlineData(" \t\n", "A text is needed here.")]
    [InlineData("tiles\0", "The text has a control character.")]
    [InlineData("tiles\u001B", "The text has a control character.")]
    public void A_text_says_something_and_has_no_control_characters(string title, string message) =>
        Assert.Equal([("/content/title", message)], ContentFaults.Of(Ceramics.Content with { Title = title }).InEnglish());

    [Theory]
    [InlineData(20_000, 0)]
    [InlineData(20_001, 1)]
    public void A_text_has_at_most_twenty_thousand_characters(int length, int errors) =>
        Assert.Equal(errors, ContentFaults.Of(Ceramics.Content with { Title = new string('я', length) }).Length);

    [Fact]
    public void Line_breaks_and_tabs_are_text() => Assert.Empty(ContentFaults.Of(Ceramics.Content with { Title = "Tiles:\r\n\tceramic" }));

    [Fact]
    public void A_content_that_is_wrong_everywhere_has_a_bounded_number_of_faults()
    {
        var errors = ContentFaults.Of(Ceramics.Content.RiskArea with { Traders = [.. Enumerable.Repeat("", 5000)] });

        Assert.Equal(ValidationErrors.Most + 1, errors.Length);
        Assert.Equal(("", "There are more faults than these 1000."), errors[^1].InEnglish());
    }

    [Theory]
    [InlineData("/content/territory")]
    [InlineData("/content")]
    public void What_could_not_be_read_is_not_compared(string unreadable)
    {
        var harmless = Ceramics.Content with { Territory = Territory.AllRussian };

        Assert.Equal("/content/riskArea/authorities", Assert.Single(ContentFaults.Of(harmless)).Pointer);
        Assert.Empty(ContentFaults.Of(harmless, new ValidationError(unreadable, Phrase.Same(""))));
    }

    [Fact]
    public void What_could_not_be_read_silences_only_what_depends_on_it()
    {
        var harmless = Ceramics.Content with { Title = "", Mode = ApplicationMode.Automatic, Contact = new Contact("", "") };

        Assert.Equal(
            ["/content/contact/person"],
            ContentFaults.Of(harmless, [new("/content/title", Phrase.Same("")), new("/content/mode", Phrase.Same("")), new("/content/contact/unit", Phrase.Same(""))]).Pointers());
    }
}
