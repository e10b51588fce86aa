namespace Orleans.Concurrency;

/// <summary>Calls to this grain class may interleave at each <c>await</c>; they still never run in parallel.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>A call of this method, declared in the interface, does not wait for the call that is running.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
