namespace Orleans.Embedded.Tests;

/// <summary>What grains note, what tests wait for, and gates that tests open.</summary>
internal sealed class Probe
{
    private readonly Lock _gate = new();
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, TaskCompletionSource> _signals = [];

    /// <summary>A call of which a leaving grain notes whether it has been answered already.</summary>
    public Task? Watched { get; set; }

    public string[] Notes
    {
        get
        {
            lock (_gate)
                return [.. _notes];
        }
    }

    public void Note(string note)
    {
        int count;
        lock (_gate)
        {
            _notes.Add(note);
            count = _notes.Count(other => other == note);
        }

        Signal($"{note} #{count}").TrySetResult();
    }

    public int CountOf(string note) => Notes.Count(other => other == note);

    /// <summary>Completes when the note has been made so many times.</summary>
    public Task Noted(string note, int times = 1) => Signal($"{note} #{times}").Task.InTime();

    /// <summary>A grain waits here until the test opens the gate.</summary>
    public Task Gate(string name) => Signal($"gate {name}").Task;

    public void Open(string name) => Signal($"gate {name}").TrySetResult();

    private TaskCompletionSource Signal(string name)
    {
        lock (_gate)
        {
            if (!_signals.TryGetValue(name, out var signal))
                _signals[name] = signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return signal;
        }
    }
}

/// <summary>A bound on waiting for a signal, so that a broken engine fails a test instead of hanging it.</summary>
internal static class Bound
{
    public static Task InTime(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(10));

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(10));
}
