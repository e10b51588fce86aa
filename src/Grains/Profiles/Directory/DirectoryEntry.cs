using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// One revision of the directory: the line that changed a profile, how the profile stands after it, and whom that concerns. Linked by hash
/// to the revision before it.
/// </summary>
internal sealed record DirectoryEntry(
    long Revision,
    ProfileId Profile,
    int Line,
    string Change,
    ProfileStatus Status,
    int Version,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    byte[] LineHash,
    DateTimeOffset At,
    byte[] Hash,
    ImmutableArray<EntryScope> Scope);

/// <summary>An authority that an entry concerns, with all below it: the profile applies there, or it did until this change.</summary>
internal readonly record struct EntryScope(AuthorityCode Authority, bool Applies)
{
    /// <summary>A change concerns those where the profile applied before it, and those where it applies after it.</summary>
    public static ImmutableArray<EntryScope> Of(ImmutableArray<AuthorityCode> before, ImmutableArray<AuthorityCode> after) =>
    [
        .. after.Select(authority => new EntryScope(authority, Applies: true)),
        .. before.Except(after).Select(authority => new EntryScope(authority, Applies: false)),
    ];
}

/// <summary>How far profile numbers and directory revisions have come, both locked while a batch is published.</summary>
internal sealed record DirectorySequences(SequenceHead Numbers, SequenceHead Revisions)
{
    public static readonly DirectorySequences New = new(SequenceHead.New(SequenceKey.Profiles), SequenceHead.New(SequenceKey.Directory));
}

/// <summary>Everything that the transaction of one change writes.</summary>
internal sealed record PublishedChange(
    int DecidedOn,
    ImmutableArray<JournalLine> Lines,
    ProfileHead Head,
    ImmutableArray<DirectoryEntry> Entries,
    AdoptedDraft? Adopted = null);

/// <summary>The draft's part of an adoption, and the row of the profile's number in the register.</summary>
internal sealed record AdoptedDraft(ImmutableArray<JournalLine> Lines, DraftHead Head, RegistrationRow Registration);

/// <summary>A batch with its numbers and revisions, in the order it was handed in, and the sequences after it.</summary>
internal sealed record PublishedBatch(ImmutableArray<PublishedChange> Changes, DirectorySequences Sequences)
{
    /// <summary>What its members are answered once it is committed.</summary>
    public IEnumerable<(ProfileId Profile, DirectoryAnswer Answer)> Answers =>
        Changes.Select(change => (change.Head.Id, new DirectoryAnswer(RegistrationEnd.Registered, change.Head, change.Adopted?.Head)));
}
