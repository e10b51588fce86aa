using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Stands for a grain and implements its interface; each method sends a call. Made by <see cref="GrainInterface"/>.</summary>
internal class GrainReference : DispatchProxy, IAddressable
{
    private GrainEngine _engine = null!;
    private GrainInterface _interface = null!;
    private GrainClass _class = null!;
    private string _key = null!;

    public GrainId Id => new(_class.TypeName, _key);

    public GrainReference Copy(GrainEngine engine, GrainInterface grainInterface, GrainClass grainClass, string key)
    {
        var copy = (GrainReference)MemberwiseClone();
        (copy._engine, copy._interface, copy._class, copy._key) = (engine, grainInterface, grainClass, key);
        return copy;
    }

    /// <summary>The same grain by another of its interfaces.</summary>
    public object As(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : _engine.ReferenceTo(interfaceType, _class, _key);

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _interface.Method(targetMethod!).Send(_engine, _class, _key, args ?? []);

    public override bool Equals(object? obj) => obj is GrainReference other && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => Id.ToString();
}
