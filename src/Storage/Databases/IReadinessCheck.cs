namespace RmsOrleans.Storage.Databases;

/// <summary>Something that must be well before the program takes work; the program may register more of them.</summary>
public interface IReadinessCheck
{
    string Name { get; }

    /// <summary>Null if it is well. Else why not, for everybody to read: no address, no role, no path. What is thrown goes to the log instead.</summary>
    Task<string?> Check(CancellationToken cancellation);
}
