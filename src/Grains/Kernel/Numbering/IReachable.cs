namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>A grain that says whether there is still somebody to wait for.</summary>
[Alias("reachable")]
internal interface IReachable : IGrainWithStringKey
{
    /// <summary>Answers at once, also while other work is under way.</summary>
    [Alias("is-there")]
    Task IsThere();
}
