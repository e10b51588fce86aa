using System.Collections.Immutable;
using System.Text.Json;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Content;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Languages;

/// <summary>Whatever can differ between two versions has a name, in both languages.</summary>
public sealed class FieldNameTests
{
    [Fact]
    public void Every_member_that_a_difference_can_point_at_has_a_name()
    {
        var paths = Paths(typeof(VersionContent), "").Concat(Paths(typeof(ProfileVersionContent), "")).Distinct();

        Assert.Equal(paths.Order(StringComparer.Ordinal), ContentNames.Paths.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/content/riskArea/indicators/3/values/0", "Risk indicators: Values")]
    [InlineData("/content/riskArea/indicators/12", "Risk indicators")]
    [InlineData("/content/measures/0/description", "Direct measures: Measure")]
    [InlineData("/otherUnits/1", "Other units concerned")]
    [InlineData("/validTo", "Last day of validity")]
    public void A_place_in_a_list_is_not_part_of_the_name(string pointer, string name) => Assert.Equal(name, ContentNames.At(pointer)!.InEnglish());

    [Fact]
    public void What_is_not_known_has_no_name() => Assert.Null(ContentNames.At("/content/colour"));

    private static IEnumerable<string> Paths(Type type, string above) => type.GetProperties().SelectMany(property =>
    {
        var path = $"{above}/{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}";
        var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        var item = isList ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        var below = item.Namespace == typeof(ContentNames).Namespace && item.IsClass ? Paths(item, path) : [];
        return isList || !below.Any() ? below.Prepend(path) : below;
    });
}
