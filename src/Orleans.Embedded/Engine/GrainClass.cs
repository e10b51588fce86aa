using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A class of grains: what is known of it once, and its activations in this process.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _make;
    private readonly (Type StateType, PersistentStateAttribute Facet)[] _states;

    public GrainClass(Type type)
    {
        Type = type;
        var constructors = type.GetConstructors();
        if (constructors.Length != 1)
            throw new NotSupportedException($"{type} must have exactly one public constructor to be a grain.");
        _states = [.. constructors[0].GetParameters()
            .Select(parameter => (parameter.ParameterType, Facet: parameter.GetCustomAttribute<PersistentStateAttribute>()!))
            .Where(parameter => parameter.Facet is not null)];
        _make = ActivatorUtilities.CreateFactory(type, [.. _states.Select(state => state.StateType)]);
        TypeName = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        HasOnActivate = Overrides(nameof(Grain.OnActivateAsync));
        HasOnDeactivate = Overrides(nameof(Grain.OnDeactivateAsync));
    }

    public Type Type { get; }

    /// <summary>As Orleans names it: the class name in small letters, without "grain" at its end. Stored with reminders and state.</summary>
    public string TypeName { get; }

    public bool IsReentrant { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    public ConcurrentDictionary<string, Activation> Activations { get; } = new();

    public IEnumerable<Type> Interfaces => Type.GetInterfaces().Where(type =>
        typeof(IGrain).IsAssignableFrom(type) && type != typeof(IGrain) && type != typeof(IGrainWithStringKey));

    /// <summary>Makes the object with its services; the states are its own and are not read yet.</summary>
    public Grain Make(Activation activation, out IStorage[] states)
    {
        states = Array.ConvertAll(_states, state => PersistentState.Create(state.StateType, state.Facet.StateName, activation));
        return (Grain)_make(activation.Services, states);
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }

    private bool Overrides(string method) => Type.GetMethod(method)!.DeclaringType != typeof(Grain);
}
