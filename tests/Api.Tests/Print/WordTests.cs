using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Tests.Print;

public sealed class WordTests
{
    [Fact]
    public void Every_event_of_a_journal_has_words() =>
        Assert.Equal(StoredEvents.Table.Names.Concat(StoredProfileEvents.Table.Names).Order(StringComparer.Ordinal), EventWords.Known.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_field_of_the_catalogue_has_words() =>
        Assert.Equal(FieldCatalogue.Shipped.All.Select(field => field.Name).Order(StringComparer.Ordinal), FieldNames.Known.Order(StringComparer.Ordinal));
}
