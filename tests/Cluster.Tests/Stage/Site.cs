namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A place where the program runs: a data folder, and where it stores.</summary>
internal abstract class Site : IAsyncDisposable
{
    protected Site() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"rms-{Guid.NewGuid():N}");

    /// <summary>Settings that a program gets on its command line.</summary>
    protected abstract string[] Settings { get; }

    public Task<RunningProgram> Start(params string[] more) => RunningProgram.Start(Folder, [.. Settings, .. more]);

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

internal sealed class SqliteSite : Site
{
    protected override string[] Settings => [];
}
