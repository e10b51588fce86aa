using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>A server that fails and comes back; it is stopped, so it is one of the test's own.</summary>
public sealed class PostgresServerTests
{
    [OwnClusterFact]
    public async Task Everything_is_whole_after_the_server_was_away()
    {
        var cluster = PostgresCluster.Own();
        await cluster.InitializeAsync();
        try
        {
            var clock = new HandClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
            var stage = new PostgresStage(cluster);
            await stage.Prepare();
            await using var store = await stage.OpenNode(clock);
            var sequence = new SequenceKey("00-10216");
            RegistrationRequest[] first = [Requests.Of(Id(1)), Requests.Of(Id(2))], second = [Requests.Of(Id(3)), Requests.Of(Id(4))];
            var number = (await store.Register(sequence, first))[0].Head!.Number!.Value;
            Assert.NotNull(await store.RegisteredDrafts.Find(number));

            await cluster.Stop();
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Register(sequence, second));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Journal.Append(AppendedDraft.Prepare(Id(5), clock.GetUtcNow()).Append, default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Journal.Read(Id(1), default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Journal.LastLine(Id(1), default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.RegisteredDrafts.Find(number).AsTask());
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Authorities.Revision(default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Execute("select 1"));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Query(_ => Task.FromResult(0)));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => stage.OpenNode(clock));

            await cluster.Start();
            Assert.All(await store.Register(sequence, second), answer => Assert.Equal(RegistrationEnd.Registered, answer.End));
            Assert.All(await store.Register(sequence, first), answer => Assert.Equal(RegistrationEnd.MovedOn, answer.End));
            Assert.NotNull(await store.RegisteredDrafts.Find(number));
            await store.AssertWhole(sequence, 4);
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static Grains.Drafts.DraftId Id(int number) => new(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]));

    /// <summary>Needs PostgreSQL's programs, not only a server.</summary>
    private sealed class OwnClusterFactAttribute : FactAttribute
    {
        public OwnClusterFactAttribute()
        {
            if (!PostgresCluster.CanBeOwn && Environment.GetEnvironmentVariable("CI") != "true")
                Skip = "PostgreSQL's programs are not installed.";
        }
    }
}
