using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>Reads deadlines from the heads of drafts. Throws <see cref="Journal.StorageAwayException"/> like the journal.</summary>
internal interface IDeadlineStore
{
    /// <summary>Open deadlines, which run and are not marked as missed, in the order of their drafts' ids.</summary>
    Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation);
}

/// <summary>A deadline that runs, and whose it is.</summary>
internal sealed record OpenDeadline(DraftId Draft, RegistrationNumber? Number, Deadline Deadline);
