using System.Reflection;

namespace Orleans.Embedded;

/// <summary>A grain interface with its methods and a reference to copy: making a proxy is dear, copying one is not.</summary>
internal sealed class GrainInterface
{
    private readonly Dictionary<MethodInfo, GrainMethod> _methods;
    private readonly GrainReference _prototype;

    public GrainInterface(Type type)
    {
        Type = type;
        _methods = type.GetInterfaces().Prepend(type)
            .SelectMany(declaring => declaring.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .ToDictionary(method => method, GrainMethod.Create);
        _prototype = (GrainReference)DispatchProxy.Create(type, typeof(GrainReference));
    }

    public Type Type { get; }

    public GrainMethod Method(MethodInfo method) => _methods[method];

    public GrainReference ReferenceTo(GrainEngine engine, GrainClass grainClass, string key) =>
        _prototype.Copy(engine, this, grainClass, key);
}
