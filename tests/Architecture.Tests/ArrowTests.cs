using ArchUnitNET.Domain;

namespace RmsOrleans.Architecture.Tests;

/// <summary>Between projects, and between the rooms of the domain, all arrows lead one way.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> Projects => [.. House.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_those_before_it(string project)
    {
        var before = House.Projects.TakeWhile(other => other != project).Select(other => House.Prefix + other);
        var referenced = House.Load(project).GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => name.StartsWith(House.Prefix, StringComparison.Ordinal));

        Assert.Empty(referenced.Except(before));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespace_of_a_project_stands_in_a_cycle(string project)
    {
        var graph = House.Namespaces(project);
        var inCycles = House.InCycles(graph);

        var edges = inCycles.SelectMany(from => graph[from].Where(to => inCycles.Contains(to.Key)).Select(to => $"{from} -> {to.Key}: {to.Value}"));
        Assert.True(inCycles.Count == 0, string.Join('\n', edges));
        Assert.NotEmpty(graph);
    }

    [Fact]
    public void Rooms_of_the_domain_need_only_those_before_them()
    {
        var wrong =
            from room in House.Domain
            from type in House.Of($"Grains.{room}")
            from target in House.Needs(type)
            where House.Domain.SkipWhile(other => other != room).Skip(1).Any(later => House.IsIn(target, $"Grains.{later}"))
            select $"{type.FullName} needs {target.FullName}";

        AssertNone(wrong);
        Assert.All(House.Domain, room => Assert.NotEmpty(House.Of($"Grains.{room}")));
    }

    [Theory]
    [InlineData("Grains", "Microsoft.AspNetCore")]
    [InlineData("Storage", "Microsoft.AspNetCore")]
    [InlineData("Grains", "Dapper")]
    [InlineData("Grains", "Npgsql")]
    [InlineData("Grains", "Microsoft.Data.Sqlite")]
    [InlineData("Api", "Dapper")]
    [InlineData("Api", "Npgsql")]
    [InlineData("Api", "Microsoft.Data.Sqlite")]
    [InlineData("Silo", "Dapper")]
    [InlineData("Silo", "Microsoft.Data.Sqlite")]
    public void What_a_project_has_nothing_to_do_with(string project, string library)
    {
        var uses =
            from type in House.Of(project)
            from target in House.Needs(type)
            where House.Namespace(target).StartsWith(library, StringComparison.Ordinal)
            select $"{type.FullName} needs {target.FullName}";

        AssertNone(uses);
    }

    /// <summary>Values in, values out: time, grains and files come to a rule as values.</summary>
    [Fact]
    public void A_rule_asks_no_clock_no_grain_and_no_file()
    {
        var wrong =
            from type in Rules()
            from dependency in type.Dependencies
            where IsOfTheWorld(dependency)
            select $"{type.FullName} needs {dependency.Target.FullName}";

        AssertNone(wrong);
        Assert.True(Rules().Count() > 60, "There are more rules than these.");
    }

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>What decides and folds: static classes of the domain, but for those that register services, name grains, or write logs and measurements.</summary>
    private static IEnumerable<Class> Rules() => House.Domain.SelectMany(room => House.Of($"Grains.{room}")).OfType<Class>().Where(type =>
        type is { IsAbstract: true, IsSealed: true }
        && !((string[])["Log", "Grains", "Services", "Activities", "Clocks", "Csv", "Sample", "Traces"]).Any(end => type.Name.EndsWith(end, StringComparison.Ordinal)));

    private static bool IsOfTheWorld(ArchUnitNET.Domain.Dependencies.ITypeDependency dependency) =>
        dependency.Target.FullName is "System.TimeProvider" or "Orleans.IGrainFactory"
        || dependency.Target.FullName.StartsWith("System.IO.", StringComparison.Ordinal);
}
