using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Content;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Classifiers;

/// <summary>What a form offers to choose from.</summary>
[Collection(OneProgram.Name)]
public sealed class ChoiceTests(TheProgram program)
{
    [Fact]
    public async Task Fields_have_what_an_indicator_needs_in_both_languages()
    {
        var english = await Items("fields");
        var russian = await Items("fields", "ru");

        var price = english.Single(field => field.Text("name") == "pricePerKg");
        Assert.Equal(
            ("US dollars per net kilogram", "GoodsPayments", "Payments", "decimal", "USD/kg", "A number with a point, such as 0.45"),
            (price.Text("label"), price.Text("group"), price.Text("groupName"), price.Text("type"), price.Text("unit"), price.Text("hint")));
        Assert.Null(price["valuesFrom"]);
        Assert.Equal(
            ["equals One", "oneOf Many", "lessThan One", "lessOrEqual One", "greaterThan One", "greaterOrEqual One", "between Two", "exists None", "equalsField One", "differsFromField One"],
            price["operators"]!.AsArray().Select(each => $"{each!.Text("name")} {each!.Text("values")}"));
        Assert.Equal("долл. США/кг", russian.Single(field => field.Text("name") == "pricePerKg").Text("unit"));

        var code = english.Single(field => field.Text("name") == "commodityCode");
        Assert.Equal((1, 10, "digits"), (code["shortest"]!.GetValue<int>(), code["longest"]!.GetValue<int>(), code.Text("type")));
        Assert.Equal("/api/v1/classifiers/countries", english.Single(field => field.Text("name") == "originCountry").Text("valuesFrom"));
        Assert.Equal("/api/v1/authorities", english.Single(field => field.Text("name") == "borderAuthority").Text("valuesFrom"));
        Assert.Equal(FieldNames.Known.Order(), english.Select(field => field.Text("name")).Order());
        Assert.All(russian, field => Assert.All([field.Text("label"), field.Text("groupName"), .. field["operators"]!.AsArray().Select(each => each!.Text("label"))], words => Assert.Matches("[А-яЁё]", words)));
    }

    [Fact]
    public async Task Each_operator_of_each_field_is_one_that_a_submission_may_have_and_no_other_is()
    {
        string[] all = ["equals", "oneOf", "startsWith", "matches", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual", "between", "exists", "equalsField", "differsFromField"];
        foreach (var field in await Items("fields"))
        {
            var submission = Examples.Submission();
            var indicators = new JsonArray();
            foreach (var name in all)
                indicators.Add(new JsonObject { ["group"] = field.Text("group"), ["field"] = field.Text("name"), ["operator"] = name, ["values"] = new JsonArray() });
            indicators.Add(new JsonObject { ["group"] = "Consignment", ["text"] = "To be read." });
            submission["content"]!["riskArea"]!["indicators"] = indicators;

            var problem = await program.As(Ceramics.Coordinator).PostAsync($"{Wire.Submissions}?dryRun=true", Wire.Json(submission)).Body(HttpStatusCode.BadRequest);

            var refused = problem["errors"]!.AsObject().Select(error => error.Key).Where(pointer => pointer.EndsWith("/operator", StringComparison.Ordinal))
                .Select(pointer => all[int.Parse(pointer.Split('/')[^2])]);
            Assert.Equal(all.Except(refused), field["operators"]!.AsArray().Select(each => each!.Text("name")));
        }
    }

    [Fact]
    public async Task Countries_have_names_in_both_languages_and_are_those_that_a_field_takes()
    {
        var english = await Items("countries");
        var russian = await Items("countries", "ru");

        Assert.Equal(249, english.Length);
        Assert.Equal(("TR", "Türkiye", "Турция"), (english.Single(each => each.Text("code") == "TR").Text("code"), Name(english, "TR"), Name(russian, "TR")));
        Assert.All(russian, country => Assert.Matches("^[А-ЯЁ]", country.Text("name")));
        Assert.All(english, country => Assert.Matches("^[A-ZÅÉ]", country.Text("name")));
        Assert.Equal(english.Select(country => country.Text("code")).Order(StringComparer.Ordinal), english.Select(country => country.Text("code")));

        static string Name(JsonNode[] countries, string code) => countries.Single(each => each.Text("code") == code).Text("name");
    }

    [Fact]
    public async Task Measures_and_kind_codes_are_those_of_the_day()
    {
        var inspection = (await Items("measures/items")).Single(measure => measure.Text("code") == "106");
        Assert.True(inspection["inspection"]!.GetValue<bool>());
        Assert.Equal("2011-01-01", inspection.Text("from"));
        Assert.Null(inspection["to"]);
        Assert.Empty(await Items("measures/items?on=2010-12-31"));
        Assert.NotEmpty(await Items("measures/items?on=2011-01-01"));

        var russian = await Items("kind-codes/items", "ru");
        var zonal = russian.Single(each => each.Text("code") == "13");
        Assert.Equal(("Regular", "Обычный", "Zonal", "Зональный"), (zonal.Text("kind"), zonal.Text("kindName"), zonal.Text("territory"), zonal.Text("territoryName")));
        Assert.Null(russian.Single(each => each.Text("code") == "20")["territory"]);
        Assert.Empty(await Items("kind-codes/items?on=2010-12-31"));
    }

    [Theory]
    [InlineData("measures/items?on=tomorrow", "/on"), InlineData("kind-codes/items?at=2026-11-21", "/at")]
    public async Task A_faulty_query_is_named(string path, string pointer)
    {
        var problem = await program.As(Ceramics.Author).GetAsync($"/api/v1/classifiers/{path}").Body(HttpStatusCode.BadRequest);

        Assert.Equal([pointer], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    private async Task<JsonNode[]> Items(string path, string language = "en")
    {
        var body = await program.As(Ceramics.Author).SendAsync(Wire.Request(HttpMethod.Get, $"/api/v1/classifiers/{path}", null, $"Accept-Language: {language}")).Body(HttpStatusCode.OK);
        return [.. body["items"]!.AsArray().Select(each => each!)];
    }
}
