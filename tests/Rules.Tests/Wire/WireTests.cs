using System.Reflection;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Rules.Tests.Wire;

/// <summary>What would be lost on the way between silos, or be read otherwise by one of another version; inside one silo nobody would notice.</summary>
public sealed class WireTests
{
    [Fact]
    public void The_walk_reaches_commands_their_parts_and_refusals()
    {
        Assert.Contains(typeof(Submit), WireTypes.Reachable);
        Assert.Contains(typeof(Indicator), WireTypes.Reachable);
        Assert.Contains(typeof(ValidationError), WireTypes.Reachable);
    }

    [Fact]
    public void Grain_methods_return_tasks_and_take_plain_parameters() =>
        Assert.All(WireTypes.GrainInterfaces.SelectMany(type => type.GetMethods()), method =>
        {
            Assert.True(
                method.ReturnType == typeof(Task) || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>)),
                $"{method.DeclaringType!.Name}.{method.Name} returns no task.");
            Assert.DoesNotContain(method.GetParameters(), parameter => parameter.ParameterType.IsByRef);
        });

    [Fact]
    public void Grain_interfaces_have_no_properties() => Assert.All(WireTypes.GrainInterfaces, type => Assert.Empty(type.GetProperties()));

    [Fact]
    public void Grain_interfaces_and_their_methods_have_aliases_of_their_own()
    {
        Assert.All(WireTypes.GrainInterfaces, type =>
        {
            AssertAlias(type);
            Assert.All(type.GetMethods(), AssertAlias);
            AssertUnique(type.GetMethods().Select(Alias));
        });
        AssertUnique(WireTypes.GrainInterfaces.Select(Alias));
    }

    [Fact]
    public void Every_type_says_that_it_is_serialised_and_has_an_alias_of_its_own()
    {
        Assert.All(WireTypes.Reachable.Concat(WireTypes.Exceptions), type =>
        {
            Assert.True(type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false), $"{type} has no [GenerateSerializer].");
            AssertAlias(type);
        });
        AssertUnique(WireTypes.Reachable.Concat(WireTypes.Exceptions).Concat(WireTypes.GrainInterfaces).Select(Alias));
    }

    [Fact]
    public void What_does_not_travel_says_nothing_of_serialising() => Assert.Empty(
        typeof(Submit).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.Name.EndsWith("State", StringComparison.Ordinal))
            .Except(WireTypes.Reachable).Except(WireTypes.Exceptions));

    /// <summary>They meant something to silos of an earlier version.</summary>
    [Fact]
    public void A_retired_alias_is_not_used_again() => Assert.Empty(
        WireTypes.Reachable.Concat(WireTypes.Exceptions).Concat(WireTypes.GrainInterfaces).Select(Alias).Intersect([
            "calendar", "classifiers", "authority-register", "directory-reader", "load-calendar-year", "calendar-loaded", "calendar-day", "calendar-year", "deadline-explanation", "skipped-day", "classifier-changed",
            "authority-import", "authority-line", "unreadable-line", "authority-imported", "directory-loaded", "official",
        ]));

    [Fact]
    public void Every_type_is_ours() =>
        Assert.All(WireTypes.Reachable, type => Assert.StartsWith("RmsOrleans.", type.FullName, StringComparison.Ordinal));

    [Fact]
    public void No_type_is_private() => Assert.All(WireTypes.Reachable, type => Assert.False(type.IsNestedPrivate, $"{type} is private."));

    [Fact]
    public void Every_member_that_holds_something_has_an_id_of_its_own() =>
        Assert.All(WireTypes.Reachable, type =>
        {
            var ids = WireTypes.OwnProperties(type).Cast<MemberInfo>().Concat(WireTypes.OwnFields(type))
                .Where(member => member.IsDefined(typeof(IdAttribute))).ToList();
            AssertUnique(ids.Select(member => member.GetCustomAttribute<IdAttribute>()!.Id));

            Assert.All(WireTypes.OwnFields(type), field => Assert.True(
                ids.Contains(field) || ids.Any(member => field.Name == $"<{member.Name}>k__BackingField"),
                $"{type}: what {field.Name} holds would be lost."));
        });

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? "";

    private static void AssertAlias(MemberInfo member) => Assert.True(Alias(member) != "", $"{member.DeclaringType?.Name} {member} has no [Alias].");

    private static void AssertUnique<T>(IEnumerable<T> values) =>
        Assert.Empty(values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key));
}
