namespace Orleans.Runtime;

/// <summary>The identity of a grain: comparable and printable, otherwise opaque.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    internal GrainId(string type, string key) => (Type, Key) = (type, key);

    internal string Type { get; }

    internal string Key { get; }

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Type == other.Type && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>The same grain.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Not the same grain.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
