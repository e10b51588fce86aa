using System.Diagnostics;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>What is known once of a method of a grain interface, so that a call need not ask reflection.</summary>
internal abstract class GrainMethod
{
    private readonly MethodInvoker _invoker;
    private readonly int _cancellationIndex;
    private readonly string _interface;
    private readonly string _name;

    protected GrainMethod(MethodInfo method)
    {
        _invoker = MethodInvoker.Create(method);
        _cancellationIndex = Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
        (_interface, _name) = (method.DeclaringType!.Name, method.Name);
        SpanName = $"{_interface}/{_name}";
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
    }

    public bool AlwaysInterleaves { get; }

    /// <summary>As Orleans names the span of a call: without the namespace.</summary>
    protected string SpanName { get; }

    /// <summary>Refuses what Orleans would not compile or this engine does not know.</summary>
    public static GrainMethod Create(MethodInfo method)
    {
        var returns = method.ReturnType;
        var hasResult = returns.IsGenericType && returns.GetGenericTypeDefinition() == typeof(Task<>);
        if (returns != typeof(Task) && !hasResult)
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {returns}; a grain method returns Task or Task<T>.");
        if (method.IsGenericMethod || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method is not generic and has no ref or out.");
        var result = hasResult ? returns.GetGenericArguments()[0] : typeof(Nothing);
        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    /// <summary>Sends a call; the answer is the task that the method promises its caller.</summary>
    public abstract Task Send(GrainEngine engine, GrainClass grainClass, string key, object?[] arguments);

    public Task Invoke(Grain grain, object?[] arguments) => (Task)_invoker.Invoke(grain, arguments.AsSpan())!;

    public CancellationToken CancellationOf(object?[] arguments) =>
        _cancellationIndex < 0 ? default : (CancellationToken)arguments[_cancellationIndex]!;

    public override string ToString() => SpanName;

    protected Activity? StartSpan(GrainClass grainClass, string key) =>
        GrainTelemetry.StartSpan(SpanName, _interface, _name, grainClass, key);
}

internal sealed class GrainMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    public override Task Send(GrainEngine engine, GrainClass grainClass, string key, object?[] arguments)
    {
        var cancellation = CancellationOf(arguments);
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<TResult>(cancellation);

        var caller = Activity.Current;
        var span = StartSpan(grainClass, key);
        var call = new MethodCall<TResult>(engine, this, grainClass, key, arguments, span);
        if (span is not null)
            Activity.Current = caller;
        engine.Send(call, grainClass, key);
        return call.Answer;
    }
}
