using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Feeds;

/// <summary>One reader for all who listen: what it does when somebody comes, or falls behind, between two of its steps.</summary>
public sealed class LiveChangesTests : IAsyncLifetime
{
    private readonly AJournal journal = new();
    private readonly LiveChanges live;

    public LiveChangesTests()
    {
        live = new LiveChanges(journal, new DraftChanges(journal), new JournalSignal(), Options.Create(new FeedSettings()), NullLogger<LiveChanges>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await live.StopAsync(CancellationToken.None);
        live.Dispose();
    }

    [Fact]
    public async Task Who_joins_while_a_page_is_read_for_others_misses_nothing_of_it()
    {
        using var baltic = await live.Join(Of(Ceramics.Baltic), CancellationToken.None);
        journal.Write(Ceramics.Baltic);
        var far = journal.Write(Ceramics.Vladivostok);
        var read = journal.StopReaders();
        await live.StartAsync(CancellationToken.None);

        await read.WaitAsync(Patience.Longest); // the page has been chosen by what those want who listen
        using var vladivostok = await live.Join(Of(Ceramics.Vladivostok), CancellationToken.None);
        journal.LetReadersGo();

        Assert.Equal(far, Assert.Single((await vladivostok.Next(Patience.Longest, CancellationToken.None))!).Change.Id);
        Assert.Single((await baltic.Next(Patience.Longest, CancellationToken.None))!);
    }

    [Fact]
    public async Task Who_has_fallen_behind_is_at_no_place()
    {
        using var slow = await live.Join(Of(Ceramics.Baltic), CancellationToken.None);
        using var other = await live.Join(Of(Ceramics.Vladivostok), CancellationToken.None);
        for (var i = 0; i < 300; i++)
            journal.Write(Ceramics.Baltic);
        journal.Write(Ceramics.Vladivostok);
        await live.StartAsync(CancellationToken.None);

        await other.Next(Patience.Longest, CancellationToken.None);
        Assert.Equal(256, (await slow.Next(Patience.Longest, CancellationToken.None))!.Count);

        Assert.True(slow.HasTakenAll);
        Assert.Null(live.PlaceOf(slow));
        Assert.Equal(new JournalPosition(301), live.PlaceOf(other));
    }

    private static FeedFilter Of(AuthorityCode authority) => new(null, authority, (_, _) => true);

    /// <summary>Drafts of one line each, at positions from 1.</summary>
    private sealed class AJournal : IJournal, IJournalReader
    {
        private readonly List<FeedLine> lines = [];
        private readonly Dictionary<DraftId, JournalLine> journals = [];
        private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? gate;

        /// <summary>Ends when somebody wants to read a draft, who then has to wait.</summary>
        public Task StopReaders()
        {
            gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return stopped.Task;
        }

        public void LetReadersGo() => gate!.SetResult();

        public DraftId Write(AuthorityCode authority)
        {
            var id = new DraftId(new Guid(lines.Count + 1, 1, 1, new byte[8]));
            var request = Requests.Of(id, submission: Ceramics.SubmissionOf(authority));
            var line = JournalLines.Date(id.Value, 0, Chain.Start, request.Lines, request.Actor, Ceramics.SignedAt).Single();
            journals.Add(id, line);
            lines.Add(new FeedLine(new JournalPosition((ulong)lines.Count + 1), id, 1, line.Type, line.At, authority));
            return id;
        }

        public int BatchesAtOnce => 1;

        public bool IsShared => false;

        public async Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation)
        {
            stopped.TrySetResult();
            if (gate is not null)
                await gate.Task.WaitAsync(cancellation);
            return [journals[draft]];
        }

        public Task<JournalPosition> End(CancellationToken cancellation) => Task.FromResult(new JournalPosition(0));

        public Task<JournalPage> Read(JournalPosition after, JournalPosition? upTo, JournalScope scope, int limit, CancellationToken cancellation) =>
            Task.FromResult(JournalPage.Of([.. lines.Where(line => line.Position > after).Take(limit)], after, limit));

        public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<RegistrationAnswer>> Register(
            SequenceKey sequence, Func<ImmutableArray<RegistrationRequest>> batch,
            Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
