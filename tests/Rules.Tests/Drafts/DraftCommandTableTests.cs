using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Rules.Tests.Drafts;

public sealed class DraftCommandTableTests
{
    [Fact]
    public void Every_command_that_people_give_has_a_row()
    {
        var commands = typeof(DraftCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DraftCommand)) && type is { IsAbstract: false, IsPublic: true });

        Assert.Equal(commands.OrderBy(type => type.Name), DraftCommandTable.All.Rows.Select(row => row.Command).OrderBy(type => type.Name));
    }

    [Fact]
    public void Each_row_is_an_operation_and_a_route_of_its_own()
    {
        Assert.Distinct(DraftCommandTable.All.Rows.Select(row => row.Operation));
        Assert.Distinct(DraftCommandTable.All.Steps.Select(row => row.Route));
    }

    [Fact]
    public void What_no_table_has_is_said_by_its_name()
    {
        Assert.Contains("String", Assert.Throws<InvalidOperationException>(() => DraftCommandTable.All.Of(typeof(string))).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<InvalidOperationException>(() => DraftCommandTable.All.Of("nowhere")).Message, StringComparison.Ordinal);
    }
}
