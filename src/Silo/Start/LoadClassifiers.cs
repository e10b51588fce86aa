using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Silo.Start;

/// <summary>The classifiers: what was loaded on top of those that ship.</summary>
internal sealed class LoadClassifiers(ClassifierHolder classifiers, TimeProvider clock, ILogger<LoadClassifiers> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => classifiers.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.ClassifiersNotRefreshed(away);
}
