namespace RmsOrleans.Declarations.Tests;

public sealed class FieldTests
{
    [Fact]
    public void Things_of_one_kind_stand_in_one_part() =>
        Assert.All(Enum.GetValues<Repeated>().Except([Repeated.None]), kind => Assert.Single(Fields.Of(kind).Select(field => field.Part).Distinct()));

    [Fact]
    public void A_field_stands_where_its_index_says() =>
        Assert.All(Fields.All, field => Assert.Same(field, Fields.All[field.Index]));
}
