using System.Collections.Immutable;

namespace RmsOrleans.Grains.Classifiers;

/// <summary>Where loads of classifiers are kept, for ever. Throws <see cref="Journal.StorageAwayException"/> like the journal.</summary>
internal interface IClassifierStore
{
    /// <summary>The revision alone, 0 if nothing was loaded: one indexed row, to see whether another node has loaded a classifier.</summary>
    Task<long> Revision(CancellationToken cancellation);

    /// <summary>The loads after a revision, in order.</summary>
    Task<ImmutableArray<ClassifierLoad>> LoadsAfter(long revision, CancellationToken cancellation);

    /// <returns>False if another load has this revision; nothing is written then.</returns>
    Task<bool> Write(ClassifierLoad load, CancellationToken cancellation);
}

/// <summary>An edition that was loaded, whole, as CSV with its header; the revision of the classifiers that it made, and by whom.</summary>
public sealed record ClassifierLoad(long Revision, ClassifierName Name, string Text, DateTimeOffset At, string Subject, string Person);
