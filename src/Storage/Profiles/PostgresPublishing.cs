using System.Collections.Immutable;
using Npgsql;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Databases.Postgres;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Profiles;

/// <summary>
/// One batch of changes: a round trip that takes the locks, and one that writes and commits. If the batch cannot be written, its halves are
/// committed each by itself, down to the one bad member.
/// </summary>
internal sealed class PostgresPublishing(
    NpgsqlDataSource database,
    Func<DirectorySequences, ImmutableArray<DirectoryChange>, DateTimeOffset, PublishedBatch> publish,
    TimeProvider clock,
    ILogger log)
{
    private readonly DirectoryAnswers answers = new();

    public async Task<ImmutableArray<DirectoryAnswer>> Publish(ImmutableArray<DirectoryChange> batch, CancellationToken cancellation)
    {
        await CommitWhatCanBe([.. batch.DistinctBy(member => member.Profile)], cancellation);
        return answers.For(batch);
    }

    private async Task CommitWhatCanBe(ImmutableArray<DirectoryChange> members, CancellationToken cancellation)
    {
        try
        {
            await Commit(members, cancellation);
        }
        catch (Exception failure) when (!failure.IsStorageUnavailable() && failure is not OperationCanceledException)
        {
            if (members is [var bad])
            {
                StorageLog.ChangeFailed(log, failure, bad.Profile);
                answers.Failed(bad.Profile);
                return;
            }
            await CommitWhatCanBe(members[..(members.Length / 2)], cancellation);
            await CommitWhatCanBe(members[(members.Length / 2)..], cancellation);
        }
    }

    private async Task Commit(ImmutableArray<DirectoryChange> members, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var locked = await Lock(connection, members);
            var standing = members.RemoveAll(member => !locked.StandsAsDecided(member));
            if (standing.IsEmpty)
            {
                await connection.Rollback();
                return;
            }
            var published = publish(locked.Sequences, standing, clock.GetUtcNow());
            await WriteAndCommit(connection, published);
            answers.Published(published);
        }
        catch
        {
            await connection.RollbackIfItAnswers();
            throw;
        }
    }

    /// <summary>
    /// Both sequences, then drafts, then profiles, each in the order of their ids. A profile that is to begin has no row yet, but its draft
    /// has, and only who holds that can begin it.
    /// </summary>
    private static async Task<Locked> Lock(NpgsqlConnection connection, ImmutableArray<DirectoryChange> members)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin");
        batch.Add(DirectorySql.LockSequences).Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Keys(members) });
        batch.Add(JournalSql.LockHeads).Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. members.OfType<DraftAdoption>().Select(member => member.Draft.Value)] });
        batch.Add(DirectorySql.LockProfiles).Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. members.Select(member => member.Profile.Value)] });

        await using var reader = await batch.ExecuteReaderAsync();
        var heads = new Dictionary<string, SequenceHead>();
        while (await reader.ReadAsync())
        {
            var key = new SequenceKey(reader.GetString(0));
            heads.Add(key.Value, new SequenceHead(
                key, reader.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)), reader.GetFieldValue<byte[]>(3)));
        }
        var lastLines = new Dictionary<Guid, int>();
        while (await reader.NextResultAsync())
        {
            while (await reader.ReadAsync())
                lastLines.Add(reader.GetGuid(0), reader.GetInt32(1));
        }
        if (heads.Count == Keys(members).Length)
        {
            var numbers = heads.GetValueOrDefault(SequenceKey.Profiles.Value, DirectorySequences.New.Numbers);
            return new Locked(new DirectorySequences(numbers, heads[SequenceKey.Directory.Value]), lastLines);
        }

        await reader.DisposeAsync();
        await BeginSequences(connection);
        return await Lock(connection, members);
    }

    /// <summary>Profile numbers are needed for an adoption only.</summary>
    private static string[] Keys(ImmutableArray<DirectoryChange> members) => members.OfType<DraftAdoption>().Any()
        ? [SequenceKey.Profiles.Value, SequenceKey.Directory.Value]
        : [SequenceKey.Directory.Value];

    /// <summary>The first number of a sequence needs a row to lock.</summary>
    private static async Task BeginSequences(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("rollback");
        batch.Add(JournalSql.BeginSequence).Parameters.AddSequence(DirectorySequences.New.Numbers);
        batch.Add(JournalSql.BeginSequence).Parameters.AddSequence(DirectorySequences.New.Revisions);
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task WriteAndCommit(NpgsqlConnection connection, PublishedBatch published)
    {
        var (begun, known) = (published.Changes.Where(change => change.DecidedOn == 0).ToList(), published.Changes.Where(change => change.DecidedOn > 0).ToList());
        var adopted = published.Changes.Where(change => change.Adopted is not null).Select(change => change.Adopted!).ToList();
        var entries = published.Changes.SelectMany(change => change.Entries).ToList();

        await using var batch = new NpgsqlBatch(connection);
        if (begun.Count > 0)
            batch.Add(DirectorySql.InsertProfiles).Parameters.AddProfiles([.. begun.Select(change => change.Head).OrderBy(head => head.Id.Value)]);
        if (known.Count > 0)
            batch.Add(DirectorySql.UpdateProfiles).Parameters.AddProfiles([.. known.Select(change => change.Head)]);
        if (adopted.Count > 0)
        {
            var heads = adopted.Select(draft => draft.Head).ToList();
            var update = batch.Add(JournalSql.UpdateWholeHeads);
            update.Parameters.AddHeads(heads);
            update.Parameters.AddLater(heads);
        }
        batch.Add(JournalSql.InsertLines).Parameters.AddLines(
            [.. published.Changes.SelectMany(change => change.Lines), .. adopted.SelectMany(draft => draft.Lines)]);
        if (adopted.Count > 0)
            batch.Add(JournalSql.InsertRegistrations).Parameters.AddRegistrations([.. adopted.Select(draft => draft.Registration)]);
        batch.Add(DirectorySql.InsertEntries).Parameters.AddEntries(entries);
        batch.Add(DirectorySql.InsertScopes).Parameters.AddScopes(entries);
        if (adopted.Count > 0)
            batch.Add(JournalSql.UpdateSequence).Parameters.AddSequence(published.Sequences.Numbers);
        batch.Add(JournalSql.UpdateSequence).Parameters.AddSequence(published.Sequences.Revisions);
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>What stands while the locks are held; drafts and profiles have ids of their own.</summary>
    private sealed record Locked(DirectorySequences Sequences, Dictionary<Guid, int> LastLines)
    {
        public bool StandsAsDecided(DirectoryChange member) => member switch
        {
            ProfileChange change => LastLines.GetValueOrDefault(change.Profile.Value) == change.DecidedOn,
            DraftAdoption adoption => LastLines.GetValueOrDefault(adoption.Draft.Value) == adoption.DecidedOn && !LastLines.ContainsKey(adoption.Profile.Value),
            _ => false,
        };
    }
}
