using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Storage.Tests;

/// <summary>A node that could not write tries by itself, and says by itself that it can again.</summary>
public abstract class WriteAttemptContract : StoreContract
{
    private protected WriteAttemptContract(IStage stage)
        : base(stage)
    {
    }

    private WriteReadiness Readiness => Store.Service<WriteReadiness>();

    [StoreFact]
    public async Task An_attempt_leaves_nothing()
    {
        Assert.True(await Store.Service<WriteAttempts>().Try(default));

        Assert.Empty(await Store.Verify());
        await Store.Register(Baltic, ADraft(1));
        await Store.AssertWhole(Baltic, 1);
    }

    [StoreFact]
    public async Task A_node_whose_store_is_locked_by_another_is_not_ready_and_is_again_after_a_write_of_its_own()
    {
        var attempts = Store.Service<WriteAttempts>();
        await attempts.StartAsync(default);
        await using (await HoldLock())
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.Register(Baltic, ADraft(1)));
            Assert.Equal(Reason, (await Readiness.Check(default))?.InEnglish());

            await Clock.TimerIsSet(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => attempts.Try(default));
            Assert.Equal(Reason, (await Readiness.Check(default))?.InEnglish());
        }

        Clock.Turn(TimeSpan.FromSeconds(1));

        await Patience.Until("the node to be ready", () => Readiness.Check(default), reason => reason is null);
        await attempts.StopAsync(default);
        await Store.Register(Baltic, ADraft(1));
        await Store.AssertWhole(Baltic, 1);
    }

    private protected abstract string Reason { get; }

    /// <summary>As another program holds it, until it is disposed of.</summary>
    private protected abstract Task<IAsyncDisposable> HoldLock();
}

public sealed class SqliteWriteAttemptTests() : WriteAttemptContract(new SqliteStage())
{
    private protected override string Reason => "Another program holds the lock of the database file.";

    private protected override async Task<IAsyncDisposable> HoldLock()
    {
        var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={((SqliteStage)Stage).Folder.Database};Pooling=false");
        await other.OpenAsync();
        Dapper.SqlMapper.Execute(other, "begin immediate");
        return other;
    }
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresWriteAttemptTests(PostgresCluster cluster) : WriteAttemptContract(new PostgresStage(cluster))
{
    private protected override string Reason => "Somebody holds what is to be written in the database locked.";

    private protected override async Task<IAsyncDisposable> HoldLock()
    {
        var other = new Npgsql.NpgsqlConnection($"{((PostgresStage)Stage).Strings.Superuser};Pooling=false");
        await other.OpenAsync();
        await Dapper.SqlMapper.ExecuteAsync(other, "begin; lock table journal_lines in exclusive mode");
        return other;
    }
}
