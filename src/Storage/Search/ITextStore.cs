using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>Where the words of drafts are kept, with the place up to which the journal has been read for them.</summary>
internal interface ITextStore
{
    /// <summary>Where to go on; null while another node does it.</summary>
    Task<JournalPosition?> Place(CancellationToken cancellation);

    /// <summary>Puts these texts in the place of those that were there, and moves on, in one transaction.</summary>
    /// <returns>False, and nothing is written, if another node has taken over.</returns>
    Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<DraftText> texts, CancellationToken cancellation);

    Task Release();
}
