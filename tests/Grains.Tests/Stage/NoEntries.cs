using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>A store without entries of registers: the watch of an authority finds none, and nothing here registers one.</summary>
internal sealed class NoEntries : IEntryStore
{
    private static readonly Task<ImmutableArray<WholeEntry>> none = Task.FromResult(ImmutableArray<WholeEntry>.Empty);

    public int BatchesAtOnce => 1;

    public Task<WholeEntry> Read(Guid entry, CancellationToken cancellation) => Task.FromResult(new WholeEntry([], []));

    public Task<bool> Append(EntryAppend append, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Append(WideAppend append, Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EntryHead>> SpreadFrom(Guid entry, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<EntryHead>>([]);

    public Task<ImmutableArray<EntryAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<EntryRegistration>> batch,
        Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number,
        CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlySet<string>> OpenStates(string kind, CancellationToken cancellation) => Task.FromResult<IReadOnlySet<string>>(ImmutableHashSet<string>.Empty);

    public Task<ImmutableArray<Guid>> ToLookAt(AuthorityCode authority, DateTimeOffset now, long calendarRevision, int most, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<Guid>.Empty);

    public Task<ImmutableArray<Guid>> ToEmpty(DateTimeOffset now, int most, CancellationToken cancellation) => Task.FromResult(ImmutableArray<Guid>.Empty);

    public Task<ImmutableArray<AuthorityCode>> WithTerms(CancellationToken cancellation) => Task.FromResult(ImmutableArray<AuthorityCode>.Empty);

    public Task<string?> Open(SingleEntry single, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<ImmutableArray<WholeEntry>> OpenOf(AuthorityCode authority, ImmutableArray<string> registers, string own, CancellationToken cancellation) => none;

    public Task<ImmutableArray<WholeEntry>> UnreadBy(
        AuthorityCode reader, ImmutableArray<AuthorityCode> below, ImmutableArray<string> registers, string own, DateTimeOffset since, CancellationToken cancellation) => none;

    public Task<ImmutableArray<WholeEntry>> Between(
        ImmutableArray<string> registers, DateTimeOffset from, DateTimeOffset until, ImmutableArray<AuthorityCode>? authorities, CancellationToken cancellation) => none;

    public Task<WholeEntry?> Newest(string register, AuthorityCode authority, CancellationToken cancellation) => Task.FromResult<WholeEntry?>(null);

    public Task<DateTimeOffset?> First(ImmutableArray<string> registers, CancellationToken cancellation) => Task.FromResult<DateTimeOffset?>(null);
}
