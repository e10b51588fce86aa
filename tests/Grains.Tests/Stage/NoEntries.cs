using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>A store without entries of registers: the watch of an authority finds none, and nothing here registers one.</summary>
internal sealed class NoEntries : IEntryStore
{
    public Task<WholeEntry> Read(Guid entry, CancellationToken cancellation) => Task.FromResult(new WholeEntry([], []));

    public Task<bool> Append(EntryAppend append, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Append(WideAppend append, Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EntryHead>> SpreadFrom(Guid entry, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<EntryHead>>([]);

    public Task<ImmutableArray<EntryAnswer>> Register(
        SequenceKey sequence,
        ImmutableArray<EntryRegistration> batch,
        Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number,
        CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlySet<string>> OpenStates(string kind, CancellationToken cancellation) => Task.FromResult<IReadOnlySet<string>>(ImmutableHashSet<string>.Empty);

    public Task<ImmutableArray<Guid>> ToLookAt(AuthorityCode authority, DateTimeOffset now, long calendarRevision, int most, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<Guid>.Empty);

    public Task<ImmutableArray<Guid>> ToEmpty(DateTimeOffset now, int most, CancellationToken cancellation) => Task.FromResult(ImmutableArray<Guid>.Empty);

    public Task<ImmutableArray<AuthorityCode>> WithTerms(CancellationToken cancellation) => Task.FromResult(ImmutableArray<AuthorityCode>.Empty);
}
