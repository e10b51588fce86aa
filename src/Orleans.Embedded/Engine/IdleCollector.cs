namespace Orleans.Embedded;

/// <summary>Lets idle grains go. Time is counted in rounds, so that a call need not read a clock to be remembered as use.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly (GrainClass Class, int Rounds)[] _ages;
    private readonly ITimer _timer;
    private volatile int _round;

    public IdleCollector(GrainClasses classes, EmbeddedGrainOptions options, TimeProvider clock)
    {
        _ages = [.. classes.All.Select(grainClass => (grainClass, RoundsOf(grainClass, options)))];
        foreach (var name in options.ClassSpecificCollectionAge.Keys)
        {
            if (!classes.All.Any(grainClass => grainClass.Type.FullName == name))
                throw new InvalidOperationException($"A collection age is set for {name}, which is no grain class.");
        }

        _timer = clock.CreateTimer(_ => Collect(), null, options.CollectionQuantum, options.CollectionQuantum);
    }

    public int Round => _round;

    public void Dispose() => _timer.Dispose();

    private static int RoundsOf(GrainClass grainClass, EmbeddedGrainOptions options)
    {
        var age = options.ClassSpecificCollectionAge.GetValueOrDefault(grainClass.Type.FullName!, options.CollectionAge);
        return (int)Math.Ceiling(age / options.CollectionQuantum);
    }

    private void Collect()
    {
        var round = Interlocked.Increment(ref _round);
        foreach (var (grainClass, rounds) in _ages)
        {
            foreach (var (_, activation) in grainClass.Activations)
                activation.DeactivateIfIdle(round, rounds);
        }
    }
}
