namespace Orleans.Runtime;

/// <summary>The activation behind a grain object.</summary>
public interface IGrainContext
{
    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }
}
