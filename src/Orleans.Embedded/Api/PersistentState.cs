using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored record of one grain, read before <c>OnActivateAsync</c>.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Stands on a constructor parameter of type <see cref="IPersistentState{TState}"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Names the record and, on engines with several stores, the store; this engine has one.</summary>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        (StateName, StorageName) = (stateName, storageName);
    }

    /// <summary>The name of the record, unique in the grain class.</summary>
    public string StateName { get; }

    /// <summary>The name of the store; null means the usual one.</summary>
    public string? StorageName { get; }
}
