namespace RmsOrleans.Declarations.Loading;

/// <summary>How far a load is.</summary>
public enum LoadState
{
    Running,
    Done,

    /// <summary>The file as a whole could not be read to its end; what was read before is taken.</summary>
    Failed,

    /// <summary>Its sender or its node went away; what was read before is taken.</summary>
    Interrupted,
}
