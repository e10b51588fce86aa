using System.Collections.Immutable;
using System.Reflection;
using RmsOrleans.Grains;

namespace RmsOrleans.Rules.Tests.Wire;

/// <summary>Every grain interface, and every type that crosses a grain call: arguments, results, their members, and all concrete subtypes.</summary>
internal static class WireTypes
{
    private static readonly Assembly assembly = typeof(GrainClassNames).Assembly;

    private static readonly HashSet<Type> leaves =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Guid), typeof(DateOnly), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(byte[]), typeof(CancellationToken),
    ];

    public static Type[] GrainInterfaces { get; } =
        [.. assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrainWithStringKey)))];

    public static Type[] Exceptions { get; } = [.. assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Exception)))];

    public static IReadOnlyCollection<Type> Reachable { get; } = Reach();

    public static bool IsLeaf(Type type) => leaves.Contains(type) || (type.IsEnum && Enum.GetUnderlyingType(type) == typeof(int));

    public static IEnumerable<PropertyInfo> OwnProperties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    public static IEnumerable<FieldInfo> OwnFields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => !field.IsDefined(typeof(NonSerializedAttribute)));

    private static HashSet<Type> Reach()
    {
        var found = new HashSet<Type>();
        var toVisit = new Stack<Type>();
        foreach (var method in GrainInterfaces.SelectMany(type => type.GetMethods()))
        {
            foreach (var parameter in method.GetParameters())
                toVisit.Push(parameter.ParameterType);
            if (method.ReturnType.IsGenericType)
                toVisit.Push(method.ReturnType.GetGenericArguments()[0]);
        }

        while (toVisit.TryPop(out var type))
        {
            if (type.IsGenericType)
            {
                foreach (var argument in type.GetGenericArguments())
                    toVisit.Push(argument);
                type = type.GetGenericTypeDefinition();
                if (type == typeof(Nullable<>) || type == typeof(ImmutableArray<>) || type == typeof(ImmutableSortedDictionary<,>))
                    continue;
            }
            if (type.IsGenericParameter || IsLeaf(type) || !found.Add(type))
                continue;

            foreach (var field in OwnFields(type))
                toVisit.Push(field.FieldType);
            foreach (var subtype in assembly.GetTypes().Where(each => each.BaseType == type))
                toVisit.Push(subtype);
        }
        return found;
    }
}
