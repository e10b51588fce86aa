using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Exports;

/// <summary>A store that is being filled. Until <see cref="Complete"/> nothing of it is to be seen, and a crash leaves nothing of it.</summary>
internal interface IStoreLoading : IAsyncDisposable
{
    /// <summary>In SQL: the place behind all lines that are there, as feeds write it.</summary>
    string EndOfJournal { get; }

    Task Write(LoadedBatch batch, CancellationToken cancellation);

    Task Complete(CancellationToken cancellation);
}

/// <summary>Rows that go in together.</summary>
internal sealed class LoadedBatch
{
    public List<JournalLine> Lines { get; } = [];

    public List<DraftHead> Drafts { get; } = [];

    public List<ProfileHead> Profiles { get; } = [];

    public List<RegistrationRow> Registrations { get; } = [];

    public List<DirectoryEntry> Entries { get; } = [];

    public List<SequenceHead> Sequences { get; } = [];

    /// <summary>Rows of small tables, in SQL that both databases understand.</summary>
    public List<(string Sql, object Row)> Others { get; } = [];

    /// <summary>Of files, which are large.</summary>
    public long Bytes { get; set; }

    public int Count => Lines.Count + Registrations.Count + Entries.Count + Others.Count;
}
