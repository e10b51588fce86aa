using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Embedded;

/// <summary>The grain classes of the process, by interface and by name.</summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byTypeName;

    public GrainClasses(IEnumerable<Assembly> assemblies)
    {
        All = [.. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Grain).IsAssignableFrom(type))
            .Select(type => new GrainClass(type))];
        _byTypeName = All.GroupBy(grainClass => grainClass.TypeName).ToFrozenDictionary(group => group.Key, OnlyOne);
        _byInterface = All.SelectMany(grainClass => grainClass.Interfaces.Select(type => (Interface: type, Class: grainClass)))
            .GroupBy(pair => pair.Interface, pair => pair.Class)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<GrainClass> All { get; }

    public IEnumerable<Type> Interfaces => _byInterface.Keys;

    /// <summary>The class with this name, or null: a stored reminder may name a class that is no more.</summary>
    public GrainClass? Named(string typeName) => _byTypeName.GetValueOrDefault(typeName);

    public GrainClass Implementing(Type interfaceType, string? classNamePrefix)
    {
        var classes = _byInterface.GetValueOrDefault(interfaceType, []);
        if (classNamePrefix is not null)
            classes = [.. classes.Where(grainClass => grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        return classes.Length switch
        {
            1 => classes[0],
            0 => throw new ArgumentException($"No grain class implements {interfaceType}."),
            _ => throw new ArgumentException($"Several grain classes implement {interfaceType}; say which by a prefix of its name."),
        };
    }

    private static GrainClass OnlyOne(IGrouping<string, GrainClass> sameName) =>
        sameName.Count() == 1
            ? sameName.First()
            : throw new NotSupportedException($"Several grain classes are called {sameName.Key}: {string.Join(", ", sameName.Select(c => c.Type))}.");
}
