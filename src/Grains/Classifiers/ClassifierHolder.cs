namespace RmsOrleans.Grains.Classifiers;

/// <summary>Holds this node's copy of the classifiers; refreshed after a load here, and within seconds after one elsewhere.</summary>
internal sealed class ClassifierHolder(IClassifierStore store) : IClassifierEditions
{
    private readonly Lock gate = new();
    private volatile ClassifierEditions current = ClassifierEditions.Shipped;

    public ClassifierEditions Current => current;

    /// <summary>Reads what was loaded since, if anything was.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        var read = current;
        if (await store.Revision(cancellation) == read.Revision)
            return;

        foreach (var load in await store.LoadsAfter(read.Revision, cancellation))
            read = read.With(load);
        lock (gate)
            current = read.Revision > current.Revision ? read : current;
    }
}
